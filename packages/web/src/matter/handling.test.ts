import { describe, expect, it } from 'vitest'
import type { MatterEvent, Verdict, WorkMatter } from '../api/types.ts'
import { startMs } from '../format/moment.ts'
import { verdict } from '../testing/verdicts.ts'
import { handlingOf } from './handling.ts'

const step = (id: string, hour: number, name: string, act: string | null = null): WorkMatter['history'][number] => ({
  ...({ id, node: 'FND-N04', nodeName: { zh: name, en: name }, at: `2026-03-02T${String(hour).padStart(2, '0')}:00:00+08:00`, act, effective: true } as MatterEvent),
  actName: act === null ? null : { zh: act, en: act },
  said: [],
})
const warning = (over: Partial<WorkMatter>): WorkMatter => ({ chain: 'finding:1', flow: 'FND', closedAt: null, steps: [], verdicts: [], history: [step('1', 8, '预警'), step('2', 9, '派发'), step('3', 10, '核查', '属实')], ...over }) as WorkMatter
const evening = startMs('2026-03-02T20:00:00+08:00')

describe('the handling of a matter’s breaches', () => {
  it('is nothing where no warning was opened', () => {
    expect(handlingOf([], evening)).toBeNull()
  })

  it('names each step with its act and knows of which warning it is', () => {
    const handling = handlingOf([warning({})], evening)
    expect(handling?.events.map(({ nodeName }) => nodeName.zh)).toEqual(['预警', '派发', '核查：属实'])
    expect(handling?.matterOf.get('3')?.chain).toBe('finding:1')
  })

  it('folds to where a warning began and, once closed, ended', () => {
    expect([...(handlingOf([warning({})], evening)?.outer ?? [])]).toEqual(['1'])
    expect([...(handlingOf([warning({ closedAt: '2026-03-02T10:00:00+08:00' })], evening)?.outer ?? [])]).toEqual(['1', '3'])
  })

  it('shows only what had happened when one looks back, with the clocks of then', () => {
    const verdicts: Verdict[] = [verdict({ kind: 'limit' })]
    const back = handlingOf([warning({ verdicts, closedAt: '2026-03-02T10:00:00+08:00' })], startMs('2026-03-02T09:30:00+08:00'))
    expect([back?.events.length, back?.verdicts.length]).toEqual([2, 1])
    // it was not closed yet
    expect([...(back?.outer ?? [])]).toEqual(['1'])
  })
})
