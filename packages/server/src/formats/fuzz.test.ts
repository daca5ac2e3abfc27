/** Damaged, hostile and nonsensical files: always an answer, never an exception, never without place and remedy. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readEvent } from '@hengjian/engine'
import { readAll } from './testing.ts'

const event = { id: 'e1', source: 'ga/220100', chain: 'A-1', case: '长公立字〔2026〕45号', node: 'P04-N02', at: '2026-03-03T10:00:00+08:00', actor: { id: '7', level: '县级' }, attrs: { crime: '盗窃', extendDays: 4, merged: true } }
const second = { ...event, id: 'e2', node: 'P05-N01', at: '2026-03-06T10:00:00+08:00' }
const xes = `<?xml version="1.0" encoding="UTF-8"?>
<!-- log --><log xes.version="1.0"><extension name="Concept" prefix="concept" uri="x"/>
<trace><string key="concept:name" value="A-1"/><int key="amount" value="35"/>
<event><string key="concept:name" value="拘留 &amp; 审查"/><date key="time:timestamp" value="2026-03-03T10:00:00+08:00"/><boolean key="merged" value="true"><string key="inner" value="x"/></boolean></event>
<event><string key="concept:name" value="提请"/><date key="time:timestamp" value="2026-03-06T10:00:00+08:00"/><list key="l"><values><int key="a" value="1"/></values></list></event>
</trace></log>
`
const seeds: [name: string, text: string][] = [
  ['a.jsonl', `${JSON.stringify(event)}\n${JSON.stringify(second)}\n`],
  ['a.json', JSON.stringify([event, second], null, 2)],
  ['wrapped.json', JSON.stringify({ objectTypes: [], events: [event, second], objects: [] })],
  ['a.csv', `id,chain,node,at,actor.level,attrs.crime,attrs.n\r\ne1,A-1,P04-N02,2026-03-03T10:00:00+08:00,县级,"盗窃, ""入户""",4\r\ne2,A-1,P05-N01,2026-03-06,,抢劫,true\r\n`],
  ['a.xes', xes],
]

/** Small, seeded and the same everywhere (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const junk = ['\0', '\r', '\n', '\r\n', '"', "'", '<', '>', '&', '&#0;', '&bomb;', '{', '}', '[', ']', ',', ';', '\\', '\\u0000', '1e999', '9'.repeat(400), 'null', 'true', '-', '\ufeff', '\ud800', '<!DOCTYPE x [<!ENTITY a "b">]>', '<![CDATA[', '-->', '<!--', '__proto__', '[['.repeat(200), '{"a":'.repeat(200), '=1+1', '\t']

type Mutation = (bytes: Buffer, random: (below: number) => number) => Buffer
const mutations: Mutation[] = [
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => bytes.subarray(random(bytes.length)),
  (bytes, random) => insert(bytes, random(bytes.length), Buffer.from(junk[random(junk.length)] ?? '')),
  (bytes, random) => {
    const copy = Buffer.from(bytes)
    for (let i = random(8); i >= 0; i--) copy[random(copy.length)] = random(256)
    return copy
  },
  (bytes, random) => {
    const [a, b] = [random(bytes.length), random(bytes.length)]
    return Buffer.concat([bytes.subarray(0, Math.max(a, b)), bytes.subarray(Math.min(a, b))])
  },
  (bytes, random) => Buffer.from(bytes.toString().replaceAll('\n', ['\r', '\r\n', '\n\n', '\n\r'][random(4)] ?? '')),
  (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString(), 'utf16le')]),
  (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
  (bytes) => Buffer.from(bytes.toString(), 'latin1'),
  (bytes, random) => gzipSync(bytes).subarray(0, 20 + random(200)),
  (bytes) => gzipSync(bytes),
  (bytes, random) => Buffer.from(bytes.toString().replaceAll(/"[^"]*"|\d+/g, (value) => (random(6) === 0 ? (['null', '[]', '{}', '-1', '"x"', '1e400'][random(6)] ?? '') : value))),
]

const insert = (bytes: Buffer, at: number, piece: Buffer): Buffer => Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])

describe('a damaged file', () => {
  test.each(seeds)('%s, mutated a thousand ways, gives events or located problems with a remedy', async (name, text) => {
    for (let round = 0; round < 1000; round++) {
      const random = randomFrom(round * 7919 + name.length)
      let bytes: Buffer = Buffer.from(text)
      for (let i = random(3); i >= 0 && bytes.length > 0; i--) bytes = (mutations[random(mutations.length)] as Mutation)(bytes, random)
      const { events, problems } = await readAll(bytes, name, { chunk: 1 + random(300) })
      for (const problem of problems) {
        expect(problem, `round ${round}`).toMatchObject({ file: name, code: expect.stringMatching(/^HJ-FIL-\d{3}$/) as string })
        expect(problem.line, `round ${round}`).toBeGreaterThan(0)
        for (const text_ of [problem.message.zh, problem.message.en, problem.remedy.zh, problem.remedy.en]) expect(text_, `round ${round}`).not.toBe('')
        // oxlint-disable-next-line no-control-regex -- a damaged file must not steer the terminal
        expect(problem.message.en, `round ${round}`).not.toMatch(/[\u0000-\u001f]/)
      }
      expect(events.length + problems.length, `round ${round}`).toBeGreaterThan(0)
      for (const each of events) readEvent(each, { source: name })
    }
  })
})

describe('bombs', () => {
  test('deeply nested JSON is refused at its line and the next line is read', async () => {
    const { events, problems } = await readAll(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n${JSON.stringify(event)}\n`, 'bomb.jsonl')
    expect(problems.map((problem) => problem.line)).toEqual([1])
    expect(events).toHaveLength(1)
  })

  test('deeply nested JSON that never closes is refused', async () => {
    const { problems } = await readAll('['.repeat(1_000_000), 'bomb.json')
    expect(problems).toHaveLength(1)
  })

  test('an XML entity bomb is refused before anything expands', async () => {
    const { events, problems } = await readAll(`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;&a;">]><log><trace><string key="k" value="&b;"/></trace></log>`, 'bomb.xes')
    expect(events).toEqual([])
    expect(problems[0]?.message.en).toContain('DOCTYPE')
  })

  test('XML nested without end is refused', async () => {
    const { problems } = await readAll(`<log><trace>${'<container key="a">'.repeat(10_000)}`, 'bomb.xes')
    expect(problems[0]?.message.en).toContain('Nesting')
  })

  test.each([
    ['a line without end', 'long.jsonl', '{"a":"'],
    ['an element without end', 'long.json', '[{"a":"'],
    ['a quoted cell without end', 'long.csv', 'id,chain,node,at\n"'],
    ['an attribute without end', 'long.xes', '<log><trace><string key="'],
    ['a comment without end', 'comment.xes', '<log><!--'],
  ])('%s is refused in bounded memory', async (_what, name, start) => {
    const { problems } = await readAll(start + 'x'.repeat(9 * 1024 * 1024), name)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.line).toBeGreaterThan(0)
  })

  test('a gzip bomb ends at the length limit', async () => {
    const { problems } = await readAll(gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20), { level: 9 }), 'bomb.jsonl.gz')
    expect(problems).toHaveLength(1)
  })

  test('a key named __proto__ changes no object', async () => {
    await readAll('{"id":"1","chain":"c","node":"n","at":"2026-01-01","attrs":{"__proto__":{"polluted":true}}}\n', 'proto.jsonl')
    await readAll('id,chain,node,at,attrs.__proto__\n1,c,n,2026-01-01,"{""polluted"":true}"\n', 'proto.csv')
    await readAll('<log><trace><event><container key="__proto__"><boolean key="polluted" value="true"/></container></event></trace></log>', 'proto.xes')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
