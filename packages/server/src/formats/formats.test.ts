import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseMapping } from './mapping.ts'
import { fileProblems } from './problem.ts'
import { readAll, textsOf } from './testing.ts'

const event = { id: 'e1', chain: 'A-1', node: 'P04-N02', at: '2026-03-03T10:00:00+08:00', attrs: { crime: '盗窃' } }
const line = JSON.stringify(event)

/** GB18030 of the characters used here; Node decodes it but cannot write it. */
const gb18030 = (text: string): Buffer => Buffer.concat(Array.from(text, (char) => gb[char] ?? Buffer.from(char)))
const gb: Record<string, Buffer> = { 盗: Buffer.from([0xb5, 0xc1]), 窃: Buffer.from([0xc7, 0xd4]) }

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(line)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${line}`)],
    ['UTF-16 little-endian with a mark', Buffer.from(`\ufeff${line}`, 'utf16le')],
    ['UTF-16 big-endian with a mark', Buffer.from(`\ufeff${line}`, 'utf16le').swap16()],
    ['GB18030', gb18030(line)],
    ['UTF-8, gzipped whatever the name says', gzipSync(line)],
    ['GB18030, gzipped', gzipSync(gb18030(line))],
  ])('%s is recognised, in whatever pieces it arrives', async (_name, bytes) => {
    for (const chunk of [1, 7, 65_536]) expect((await readAll(bytes, 'e.jsonl', { chunk })).events).toEqual([event])
  })

  test('GB18030 is recognised late in a file that began as ASCII', async () => {
    const ascii = `${JSON.stringify({ ...event, attrs: {} })}\n`.repeat(2000)
    const { events } = await readAll(Buffer.concat([Buffer.from(ascii), gb18030(line)]), 'e.jsonl', { chunk: 1000 })
    expect(events.at(-1)).toEqual(event)
  })

  test('western one-byte text is refused instead of being read as Chinese', async () => {
    const { events, problems } = await readAll(Buffer.from('{"id":"1","name":"Müller, Göteborg, Straße"}\n', 'latin1'), 'e.jsonl')
    expect(events).toEqual([])
    expect(problems[0]?.remedy.en).toContain('UTF-8')
  })

  test('UTF-16 without a mark is refused with advice', async () => {
    expect(textsOf((await readAll(Buffer.from(line, 'utf16le'), 'e.jsonl')).problems)).toEqual(['1 It contains NUL characters and is not valid text'])
  })

  test('XML says its encoding itself', async () => {
    const head = '<?xml version="1.0" encoding="GBK"?><log><trace><string key="concept:name" value="'
    const { events } = await readAll(Buffer.concat([Buffer.from(head), gb18030('盗窃'), Buffer.from('"/><event/></trace></log>')]), 'e.xes')
    expect(events[0]?.['chain']).toBe('盗窃')
  })
})

describe('recognising formats', () => {
  test.each([
    ['JSON Lines under any name', 'export.dat', `${line}\n${line}\n`, 2],
    ['a JSON array called .jsonl', 'e.jsonl', `[${line},${line}]`, 2],
    ['JSON Lines called .json', 'e.json', `${line}\n${line}\n`, 2],
    ['one pretty-printed object', 'e.json', JSON.stringify(event, null, 2), 1],
    ['CSV without an extension', 'export', 'id,chain,node,at\n1,A,P,2026-01-01\n', 1],
    ['an OCEL wrapper', 'e.json', JSON.stringify({ objects: [{ events: [] }], events: [event, event] }), 2],
  ])('%s', async (_name, name, text, count) => {
    const { events, problems } = await readAll(text, name, { chunk: 11 })
    expect(problems).toEqual([])
    expect(events).toHaveLength(count)
  })

  test('Excel workbooks and ZIP archives are named as such', async () => {
    expect((await readAll(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'e.xlsx')).problems[0]?.remedy.en).toContain('CSV UTF-8')
  })

  test('anything else is refused', async () => {
    expect(textsOf((await readAll('once upon a time', 'e.txt')).problems)).toEqual(['1 The file format is not recognised'])
  })

  test('an empty file is a problem, not silence', async () => {
    expect(textsOf((await readAll('', 'e.jsonl')).problems)).toEqual(['1 The file is empty: no events'])
  })

  test('a truncated gzip file keeps what came before', async () => {
    const text = Array.from({ length: 5000 }, (_, i) => JSON.stringify({ ...event, id: `e${(i * 7919) % 5000}` })).join('\n')
    const whole = gzipSync(text)
    const { events, problems } = await readAll(whole.subarray(0, whole.length - 200), 'e.jsonl.gz')
    expect(problems.at(-1)?.message.en).toContain('incomplete')
    expect(events.length).toBeGreaterThan(0)
  })
})

describe('a compressed file that is made to hurt', () => {
  test('ends where it unpacks to more than was set, and keeps what came before', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => JSON.stringify({ ...event, id: `e${i}` })).join('\n')
    const { events, problems } = await readAll(gzipSync(text), 'e.jsonl.gz', { maxUnpacked: 1024 * 1024 })
    expect(problems.at(-1)).toMatchObject({ code: 'HJ-FIL-026', message: { en: 'It unpacks to more than the limit of 1 MiB' } })
    expect(events.length).toBeGreaterThan(0)
    expect(events.length).toBeLessThan(20_000)
    expect((await readAll(gzipSync(text), 'e.jsonl.gz', { maxUnpacked: Buffer.byteLength(text) })).events).toHaveLength(20_000)
  })

  test('by unpacking to a thousand times its size is refused long before its end', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(`${line}\n`), Buffer.alloc(100 * 1024 * 1024, `${' '.repeat(1024 * 1024)}\n`)]))
    expect(bomb.length).toBeLessThan(200 * 1024)
    const { problems } = await readAll(bomb, 'e.jsonl.gz', { chunk: 1024 })
    expect(problems.at(-1)?.code).toBe('HJ-FIL-027')
  })
})

describe('JSON', () => {
  test('a bad line has its number, and the others are read', async () => {
    const { events, lines, problems } = await readAll(`${line}\n\n{"id":\r\n${line}\r\n[1]\n`, 'e.jsonl')
    expect(lines).toEqual([1, 4])
    expect(events).toHaveLength(2)
    expect(problems.map((problem) => problem.line)).toEqual([3, 5])
  })

  test('a bad first line does not take the others with it, and a long one is no document', async () => {
    const { lines, problems } = await readAll(`{"id":\n${line}\n`, 'e.jsonl')
    expect(lines).toEqual([2])
    expect(problems.map((problem) => problem.line)).toEqual([1])
    const long = JSON.stringify({ ...event, attrs: { note: '案'.repeat(600) } })
    expect((await readAll(`${long}\n{"id":\n${line}\n`, 'e.jsonl')).lines).toEqual([1, 3])
  })

  test('elements of an array know the line on which they begin', async () => {
    expect((await readAll(JSON.stringify([event, event], null, 2), 'e.json', { chunk: 5 })).lines).toEqual([2, 11])
  })

  test('brackets and escaped quotes inside texts do not end an element', async () => {
    const tricky = { ...event, attrs: { text: 'a"]}\\', more: '\\"[{' } }
    for (const chunk of [1, 2, 3, 1000]) expect((await readAll(JSON.stringify([tricky, event]), 'e.json', { chunk })).events).toEqual([tricky, event])
  })

  test('an array that breaks off keeps its complete elements', async () => {
    const { events, problems } = await readAll(`[${line},${line.slice(0, 20)}`, 'e.json')
    expect(events).toHaveLength(1)
    expect(problems[0]?.message.en).toContain('ends before')
  })

  test('CloudEvents are unwrapped: time becomes the time of recording', async () => {
    const cloud = { specversion: '1.0', type: 'cn.event', id: 'c1', source: 'ga', time: '2026-03-03T11:00:00+08:00', data: { chain: 'A', node: 'P04-N02', at: '2026-03-03' } }
    expect((await readAll(JSON.stringify(cloud), 'e.json')).events).toEqual([{ id: 'c1', source: 'ga', chain: 'A', node: 'P04-N02', at: '2026-03-03', recordedAt: '2026-03-03T11:00:00+08:00' }])
  })
})

describe('CSV', () => {
  test('types attributes where there is no doubt and leaves identifiers as text', async () => {
    const text = 'id;chain;node;at;actor.id;attrs.days;attrs.code;attrs.card;attrs.merged;attrs.amount\n7;01;P;2026-01-01;0042;4;007;220102199001011234;true;12.50\n'
    const { events } = await readAll(text, 'e.csv')
    expect(events).toEqual([{ id: '7', chain: '01', node: 'P', at: '2026-01-01', actor: { id: '0042' }, attrs: { days: 4, code: '007', card: '220102199001011234', merged: true, amount: 12.5 } }])
  })

  test('a cell with line breaks keeps the line count right', async () => {
    const { lines, problems } = await readAll('id,chain,node,at,attrs.t\n1,A,P,2026-01-01,"two\nlines"\n2,A,P\n3,A,P,2026-01-01,x\n', 'e.csv')
    expect(lines).toEqual([2, 5])
    expect(problems.map((problem) => problem.line)).toEqual([4])
  })

  test('empty cells are absent, unknown columns are attributes', async () => {
    expect((await readAll('id,chain,node,at,subject,colour\n1,A,P,2026-01-01,,red\n', 'e.csv')).events).toEqual([{ id: '1', chain: 'A', node: 'P', at: '2026-01-01', attrs: { colour: 'red' } }])
  })

  test('headers of process-mining tools are understood', async () => {
    const { events } = await readAll('id,case:concept:name,concept:name,time:timestamp,org:resource\n1,A,Pay,2026-01-01,Ann\n', 'e.csv')
    expect(events).toEqual([{ id: '1', chain: 'A', node: 'Pay', at: '2026-01-01', actor: { id: 'Ann' } }])
  })

  test('a header without the required columns names them', async () => {
    expect(textsOf((await readAll('id,node\n1,P\n', 'e.csv')).problems)).toEqual(['1 The header lacks required columns: chain, at'])
  })
})

describe('XES', () => {
  const log = `<?xml version='1.0' encoding='UTF-8'?>
<log xes.features="nested-attributes">
  <global scope="event"><string key="concept:name" value="none"/></global>
  <string key="concept:name" value="a log"/>
  <trace>
    <string key="concept:name" value="case-1"/><date key="deadline" value="2010-11-26T00:00:00.000+01:00"/>
    <event>
      <string key='concept:name' value='Send &lt;Fine&gt; &#38; &quot;more&quot;'/>
      <string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="2010-10-02T09:20:39.266+02:00"/>
      <string key="org:resource" value="Ann"/>
      <int key="article" value="157"/><int key="big" value="12345678901234567890"/><float key="amount" value="35.5"/><boolean key="paid" value="false"/>
      <string key="vehicle" value="A"><int key="wheels" value="4"/></string>
      <list key="items"><values><int key="i" value="1"/><string key="s" value="two"/></values></list>
      <container key="place"><string key="town" value="X"/></container>
    </event>
    <event><string key="concept:name" value="Pay"/><int key="bad" value="many"/></event>
  </trace>
  <trace><event/></trace>
</log>`

  test('maps standard attributes and keeps all others with their types', async () => {
    const { events, lines } = await readAll(log, 'log.xes', { chunk: 13 })
    expect(events[0]).toEqual({
      id: 'case-1/1',
      chain: 'case-1',
      node: 'Send <Fine> & "more"',
      at: '2010-10-02T09:20:39.266+02:00',
      actor: { id: 'Ann' },
      attrs: {
        'lifecycle:transition': 'complete',
        article: 157,
        big: '12345678901234567890',
        amount: 35.5,
        paid: false,
        vehicle: 'A',
        'vehicle.wheels': 4,
        items: [1, 'two'],
        place: { town: 'X' },
        'case:deadline': '2010-11-26T00:00:00.000+01:00',
      },
    })
    expect(lines).toEqual([7, 17, 19])
  })

  test('a value of the wrong type is reported and kept as text', async () => {
    const { events, problems } = await readAll(log, 'log.xes')
    expect(problems.map(({ line: at, message }) => [at, message.en])).toEqual([[17, 'The value of attribute “int bad=many” does not fit its type']])
    expect(events[1]).toMatchObject({ attrs: { bad: 'many' } })
  })

  test('an empty number is unknown, and infinity stays as written', async () => {
    const { events, problems } = await readAll('<log><trace><event><int key="n" value=""/><float key="f" value="INF"/></event></trace></log>', 'log.xes')
    expect(problems).toEqual([])
    expect(events[0]).toMatchObject({ attrs: { n: null, f: 'INF' } })
  })

  test('a trace without a name is called by its position', async () => {
    expect((await readAll(log, 'log.xes')).events[2]).toMatchObject({ chain: '#2', id: '#2/1' })
  })

  test('the mapping names nodes, by activity and transition where it says so', async () => {
    const mapping = parseMapping('source: it\nchainPrefix: F-\nnodes:\n  Pay: N2\n  Pay+complete: N3\nattrs:\n  amount: fine\n')
    const pay = (transition: string) => `<event><string key="concept:name" value="Pay"/><string key="lifecycle:transition" value="${transition}"/><float key="amount" value="1"/></event>`
    const { events } = await readAll(`<log><trace><string key="concept:name" value="1"/>${pay('start')}${pay('complete')}</trace></log>`, 'log.xes', { mapping })
    expect(events).toMatchObject([
      { source: 'it', chain: 'F-1', node: 'N2', attrs: { fine: 1 } },
      { source: 'it', chain: 'F-1', node: 'N3', attrs: { fine: 1 } },
    ])
  })

  test('two traces of one name keep their events apart and say so', async () => {
    const trace = '<trace><string key="concept:name" value="A"/><event/></trace>'
    const { events, problems } = await readAll(`<log>${trace}${trace}</log>`, 'log.xes')
    expect(new Set(events.map((each) => each['id'])).size).toBe(2)
    expect(problems[0]?.message.en).toContain('more than once')
  })

  test.each([
    ['another root', '<html><body/></html>', 'not an XES log'],
    ['an event outside a trace', '<log><event/></log>', 'structure'],
    ['an unknown entity', '<log><trace><string key="a" value="&nbsp;"/></trace></log>', 'entity'],
    ['a missing end', '<log><trace>', 'ends before'],
    ['tags that do not match', '<log><trace></log></trace>', 'Not valid XML'],
  ])('%s is refused', async (_what, text, words) => {
    expect((await readAll(text, 'log.xes')).problems[0]?.message.en).toContain(words)
  })

  test('complete traces before a fault are kept', async () => {
    const { events, problems } = await readAll('<log><trace><event/></trace><trace><event/>', 'log.xes')
    expect(events).toHaveLength(1)
    expect(problems).toHaveLength(1)
  })
})

describe('mapping files', () => {
  test.each([
    ['an unknown key', 'nodes: {}\nnode: {}\n', 2],
    ['a value that is no text', 'nodes:\n  Pay: 3\n', 2],
    ['broken YAML', 'nodes: {a: b\n', 2],
    ['a list', '- a\n', 1],
  ])('%s is refused at its line', (_what, text, at) => {
    expect(() => parseMapping(text)).toThrow(expect.objectContaining({ problem: 'mapping', line: at }) as Error)
  })
})

test('every problem has a code of its own, and words in both languages', () => {
  expect(new Set(fileProblems.map((each) => each.code)).size).toBe(fileProblems.length)
  for (const { message, remedy } of fileProblems) {
    expect(message.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(remedy.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(`${message.en}${remedy.en}`).not.toMatch(/[\u4e00-\u9fff]/)
  }
})
