import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEvent, writeEvent } from '@hengjian/engine'
import { readAll } from '../testing.ts'
import { writers } from './index.ts'
import type { WireEvent } from './index.ts'

const file = { jsonl: 'e.jsonl', csv: 'e.csv', xes: 'e.xes', ocel: 'e.json' } as const
const formats = ['jsonl', 'csv', 'xes', 'ocel'] as const

async function written(format: (typeof formats)[number], events: WireEvent[]): Promise<string> {
  const source = async function* () {
    yield* events
  }
  let text = ''
  for await (const part of writers[format](source)) text += part
  return text
}

function canonical(events: readonly unknown[]): unknown[] {
  return events.map((event) => {
    const read = readEvent(event, { source: 'default' })
    if ('problem' in read) throw new Error(read.problem.message.en)
    return writeEvent(read.event)
  })
}

async function expectSame(format: (typeof formats)[number], events: WireEvent[]): Promise<void> {
  const text = await written(format, events)
  const { events: back, problems } = await readAll(text, file[format], { chunk: 777 })
  expect(problems).toEqual([])
  expect(canonical(back)).toEqual(canonical(events))
}

const full: WireEvent = {
  id: 'e1',
  source: 'ga/220100/zfba',
  chain: 'A220100-2026-000123',
  case: '长公(刑)立字〔2026〕45号',
  subject: 'S1',
  node: 'P04-N02',
  at: '2026-03-03T10:00:00+08:00',
  recordedAt: '2026-03-03T11:00:00+08:00',
  actor: { id: '220100-1007', name: '张三', org: '2201030000', role: '办案民警', level: '县级以上公安机关负责人' },
  docNo: '拘字〔2026〕1号',
  attrs: { crime: '盗窃', extendDays: 4, share: 0.25, merged: true, 'concept:name': 'kept', empty: '', none: null, list: ['a', 1, { b: null }], text: 'a "b", <c> & d\n\te;' },
  supersedes: 'e0',
}
const bare: WireEvent = { id: 'e2', source: 's', chain: 'A220100-2026-000123', node: 'P05-N01', at: '2026-03-06', retracts: 'e1' }

describe.each(formats)('%s', (format) => {
  test('gives back every field of a full event and of a bare one', async () => {
    await expectSame(format, [full, bare])
  })

  test('keeps texts that look like numbers, truth values, formulas or JSON', async () => {
    const attrs = Object.fromEntries(['007', '45', 'true', '1.50', '=1+1', '+86', '-1', '@x', '"quoted"', '[1]', '{}', 'null', ' padded '].map((text, i) => [`k${i}`, text]))
    await expectSame(format, [{ ...bare, id: '007', docNo: '=HYPERLINK("x")', retracts: null, attrs }])
  })

  test('gives back whatever attributes a source may send', async () => {
    // Characters below the space stand for trouble in XML, surrogates for trouble in UTF-8; intake refuses NUL.
    const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => !value.includes('\0'))
    const key = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }).filter((value) => value.trim() === value)
    const scalar = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null))
    const attrs = fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(key, scalar, { maxKeys: 3 })), { maxKeys: 5 })
    await fc.assert(
      fc.asyncProperty(attrs, async (given) => {
        await expectSame(format, [{ ...bare, attrs: JSON.parse(JSON.stringify(given)) as Record<string, unknown> }])
      }),
      { numRuns: 150, seed: 20_261_122 },
    )
  })

  test('an empty store gives a file without events', async () => {
    const { events } = await readAll(await written(format, []), file[format])
    expect(events).toEqual([])
  })
})

test('a CSV cell never starts a formula', async () => {
  const csv = await written('csv', [{ ...bare, docNo: '=cmd|x', attrs: { note: '@SUM(A1)', place: '+1' } }])
  expect(csv).not.toMatch(/(^|,)"?[=+@]/m)
})

test('OCEL names objects and their types once', async () => {
  const log = JSON.parse(await written('ocel', [full, bare])) as { objects: { id: string; type: string }[]; eventTypes: { name: string }[]; events: { time: string }[] }
  expect(log.objects.map((object) => object.id)).toEqual(['chain:A220100-2026-000123', 'case:长公(刑)立字〔2026〕45号', 'subject:S1', 'actor:220100-1007', 'case:A220100-2026-000123'])
  expect(log.eventTypes.map((type) => type.name)).toEqual(['P04-N02', 'P05-N01'])
  expect(log.events[1]?.time).toBe('2026-03-06T00:00:00Z')
})

test('XES puts one trace around each chain', async () => {
  const xes = await written('xes', [full, bare, { ...bare, chain: 'B', id: 'e3' }])
  expect(xes.match(/<trace>/g)).toHaveLength(2)
  expect(xes.match(/<\/trace>/g)).toHaveLength(2)
})
