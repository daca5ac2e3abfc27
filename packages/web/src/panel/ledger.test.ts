import { describe, expect, it } from 'vitest'
import { i18next } from '../i18n/index.ts'
import { act, count, days, extension, hours, start, verdict } from '../testing/verdicts.ts'
import { ledgerOf } from './ledger.ts'
import type { Words } from './ledger.ts'

const words: Words = { t: i18next.t, language: 'zh', date: (text) => text.slice(5, 10), act: (node) => (node === 'N' ? '执行拘留' : null) }
const lines = (trace: Parameters<typeof verdict>[0]['trace']) => ledgerOf(verdict({ trace: trace ?? [] }), words).map((line) => [line.op, line.label, line.value])

describe('the sum behind a verdict', () => {
  it('goes from the start over length and extension to the end, and says what did not apply', () => {
    const trace = [start('2026-11-16'), days(3, '2026-11-19'), extension(true, '2026-11-19', '2026-11-20')]
    expect(lines(trace)).toEqual([
      ['', '执行拘留', '11-16'],
      ['+', '3 天', '11-19'],
      ['+', '延长，延长 1 天，有效', '11-20'],
      ['–', '不计入的期间', '无'],
    ])
  })

  it('names the fault of an extension that has no effect', () => {
    const voided = { ...extension(false, '2026-11-19', '2026-11-19'), fault: 'late' } as const
    const line = ledgerOf(verdict({ trace: [start('2026-11-16'), days(3, '2026-11-19'), voided] as never }), words).find((known) => known.label.includes('无效'))
    expect(line).toMatchObject({ op: '–', off: true, value: '无' })
    expect(line?.note).toContain('期满之后才批准，不起作用')
  })

  it('says that hours do not roll over', () => {
    expect(lines([start('2026-11-16T10:00:00+08:00'), hours(24, '2026-11-17T10:00:00+08:00')]).at(-1)).toEqual(['–', '节假日顺延', '无'])
  })

  it('leaves the value empty where a length has no date', () => {
    expect(ledgerOf(verdict({ trace: [start('2026-11-16'), days(3, '')] }), words)[1]?.value).toBe('')
  })

  it('lists facts and comparisons of a rule that is no sum, without absent steps', () => {
    expect(lines([{ step: 'compared', event: act('2026-11-22'), role: 'previous', date: '2026-11-22' }, count(3, 2)])).toEqual([
      ['·', '执行拘留', '11-22'],
      ['·', '次数', '3 次，界限 2 次'],
    ])
  })
})
