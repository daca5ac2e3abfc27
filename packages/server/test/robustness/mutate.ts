/** Requests as broken senders and curious strangers make them: right ones, damaged by a seeded hand. */
import { gzipSync } from 'node:zlib'
import type { Random } from '../../src/demo/random.ts'

export interface Sent {
  path: string
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer>
  /** how it was damaged, for the message of a failing test */
  how: string
}

const event = {
  id: 'm1', source: 'ga/220100', chain: 'A220100-2026-000001', case: '长公（刑）立字〔2026〕1号', subject: 'S1', node: 'P04-N02', at: '2026-03-03T10:00:00+08:00',
  recordedAt: '2026-03-03T11:00:00+08:00', actor: { id: 'p1', name: '王某', org: '2201030000', role: '办案民警', level: '县级以上公安机关负责人' },
  docNo: '拘字〔2026〕1号', attrs: { crime: '盗窃', custody: true, persons: 2, act: '决定' }, supersedes: null, retracts: null,
}
const { id, source, recordedAt, ...data } = event
const cloud = { specversion: '1.0', id, source, type: 'hengjian.event', time: recordedAt, data }
const xes = `<?xml version="1.0" encoding="UTF-8"?>\n<log><trace><string key="concept:name" value="T1"/><event><string key="concept:name" value="P04-N02"/><date key="time:timestamp" value="2026-03-03T10:00:00+08:00"/></event></trace></log>`
const csv = 'id,chain,node,at,actor.level,attrs.crime\nc1,A1,P04-N02,2026-03-03,办案民警,"盗窃,一"\nc2,A1,P05-N01,2026-03-04,,\n'

interface Sample {
  path: string
  type: string
  value: unknown
  headers?: Record<string, string>
  /** how the value is written; JSON unless said otherwise */
  write?: (value: unknown) => string
}

const lines = (value: unknown): string => (value as unknown[]).map((each) => JSON.stringify(each)).join('\n')
const asText = (value: unknown): string => String(value)

/** Requests in order, with ids of their own so that each is new. */
function samples(n: number): Sample[] {
  const own = { ...event, id: `m${n}`, chain: `M${n % 50}` }
  const ownCloud = { ...cloud, id: `c${n}`, data: { ...data, chain: `M${n % 50}` } }
  const attributes = { 'ce-specversion': '1.0', 'ce-id': `b${n}`, 'ce-source': 'ga/220100', 'ce-type': 'hengjian.event', 'ce-time': recordedAt }
  return [
    { path: '/api/v1/events', type: 'application/json', value: own },
    { path: '/api/v1/events', type: 'application/json', value: [own, { ...own, id: `n${n}` }] },
    { path: '/api/v1/events', type: 'application/x-ndjson', value: [own, { ...own, id: `n${n}`, node: 'P05-N01' }], write: lines },
    { path: '/api/v1/events', type: 'application/cloudevents+json', value: ownCloud },
    { path: '/api/v1/events', type: 'application/cloudevents-batch+json', value: [ownCloud, { ...ownCloud, id: `d${n}` }] },
    { path: '/api/v1/events', type: 'application/json', value: { ...data, chain: `M${n % 50}` }, headers: attributes },
    { path: '/api/v1/precheck', type: 'application/json', value: own },
    { path: '/api/v1/precheck', type: 'application/json', value: { chain: own.chain, node: 'P05-N01', subject: 'S1' } },
    { path: '/api/v1/imports?name=m.jsonl', type: 'application/octet-stream', value: [own, { ...own, id: `n${n}` }], write: lines },
    { path: '/api/v1/imports?name=m.json', type: 'application/json', value: [own] },
    { path: '/api/v1/imports?name=m.csv', type: 'text/csv', value: csv, write: asText },
    { path: '/api/v1/imports?name=m.xes', type: 'application/xml', value: xes, write: asText },
  ]
}

/** Values that fields are not made for. `RAW:` is written into the JSON as it stands. */
const strange: ((random: Random) => unknown)[] = [
  () => null,
  () => '',
  () => true,
  () => [],
  () => ({}),
  () => -1,
  () => 1e308,
  () => 'RAW:1e999',
  () => 'RAW:-0',
  () => 'RAW:123456789012345678901234567890.123456789',
  () => 'RAW:01',
  () => 'RAW:NaN',
  () => '\u0000',
  () => 'a\ud800b',
  () => '\u202e\ufeff\u200b',
  () => '案'.repeat(400),
  (random) => 'x'.repeat(random.int(501, 400_000)),
  (random) => nested(random.int(20, 60)),
  (random) => `RAW:${'['.repeat(random.int(2, 20_000))}`,
  () => ({ ['__proto__']: { polluted: true }, constructor: { prototype: { polluted: true } } }),
  () => Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`k${i}`, i])),
  () => ["'; drop table event; --", '%s%n', '../../etc/passwd', '${jndi:ldap://x}'],
  () => "'; drop table event; --",
]

/** Days that other systems write for none, days that are none, and the ends of the calendar. */
const days = [
  '0000-01-01', '0001-01-01', '0001-01-01T00:00:00+08:00', '1000-01-01T00:00:00+14:00', '1899-12-30', '9998-12-31', '9999-12-31', '9999-12-31T23:59:59+14:00', '9999-12-31T23:59:59-14:00',
  '-000001-01-01', '+275760-09-13T00:00:00Z', '2026-02-30', '2026-03-03T24:00:00+08:00', '2026-03-03T23:59:60Z', '2026-03-03T10:00:00', '2026-03-03T10:00:00+99:99', '1e3', '2026-03-03T10:00:00.123456789+08:00',
]
const isTime = (key: string): boolean => key === 'at' || key === 'recordedAt' || key === 'time'

/** Lists and objects in turn. */
const nested = (depth: number): unknown => (depth === 0 ? 1 : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) })

/** Every place in a value that can be replaced. */
function places(value: unknown, found: { holder: Record<string, unknown>; key: string }[] = []): typeof found {
  if (value === null || typeof value !== 'object') return found
  for (const key of Object.keys(value)) {
    found.push({ holder: value as Record<string, unknown>, key })
    places((value as Record<string, unknown>)[key], found)
  }
  return found
}

const written = (value: unknown, { write = JSON.stringify as (value: unknown) => string }: Sample): string => write(value).replaceAll(/"RAW:([^"]*)"/g, '$1')

type Damage = (bytes: Buffer, random: Random) => Buffer

const damages: Record<string, Damage> = {
  'cut off': (bytes, random) => bytes.subarray(0, random.int(0, bytes.length - 1)),
  'flipped bytes': (bytes, random) => {
    const copy = Buffer.from(bytes)
    for (let i = random.int(1, 8); i > 0; i--) copy[random.int(0, copy.length - 1)] = random.int(0, 255)
    return copy
  },
  'UTF-16': (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le'),
  'UTF-16 without mark': (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
  'Latin-1': (bytes) => Buffer.from(bytes.toString().replaceAll(/[^\n -ÿ]/g, 'é'), 'latin1'),
  'byte-order mark': (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  NUL: (bytes, random) => insert(bytes, Buffer.alloc(random.int(1, 20)), random),
  brackets: (bytes, random) => insert(bytes, Buffer.from(random.pick(['{', '[', '"', '}', ']', ',', '\\', '\n', '<', '</log>', '&x;'])), random),
  twice: (bytes) => Buffer.concat([bytes, bytes]),
  'many times': (bytes, random) => Buffer.concat(Array.from({ length: random.int(10, 400) }, () => bytes)),
  gzip: (bytes) => gzipSync(bytes),
  'broken gzip': (bytes, random) => {
    const zipped = gzipSync(bytes)
    return zipped.subarray(0, random.int(4, zipped.length - 1))
  },
  noise: (_bytes, random) => Buffer.from(Array.from({ length: random.int(0, 3000) }, () => random.int(0, 255))),
  nothing: () => Buffer.alloc(0),
  'nesting bomb': (_bytes, random) => Buffer.from(random.pick(['[', '{"a":', '<a>', '"']).repeat(200_000)),
}

function insert(bytes: Buffer, piece: Buffer, random: Random): Buffer {
  const at = random.int(0, bytes.length)
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
}

const types = ['', ';;;', 'text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/json; charset=gbk', 'APPLICATION/JSON', 'image/png', 'application/cloudevents+json', 'application/cloudevents-batch+json', 'application/x-ndjson', 'application/cloudevents+avro', 'x'.repeat(3000)]
const names = ['', '?name=', '?name=m', '?name=m.exe', `?name=${'n'.repeat(300)}.csv`, '?name=..%2F..%2Fetc%2Fpasswd', '?name=%00.jsonl', '?name=%ff.csv', '?name=a.csv&name=b.csv', '?nam=e.csv', '?name[]=x', '?name=%F0%9F%92%A3.json.gz']

/** The `n`th damaged request; the same for the same `random`. */
export function damaged(n: number, random: Random): Sent {
  const sample = random.pick(samples(n))
  const { path, type } = sample
  const value: unknown = structuredClone(sample.value)
  const headers: Record<string, string> = { 'content-type': type, ...sample.headers }
  const sent = (how: string, bytes: Buffer = Buffer.from(written(value, sample))): Sent => ({ path, headers, body: new Uint8Array(bytes), how: `${path} ${type}: ${how}` })
  const roll = random.next()
  const found = places(value)
  if (roll < 0.4 && found.length > 0) {
    const { holder, key } = random.pick(found)
    if (random.chance(0.2)) Reflect.deleteProperty(holder, key)
    else holder[key] = isTime(key) && random.chance(0.7) ? random.pick(days) : random.pick(strange)(random)
    return sent(`${key} ${key in holder ? `= ${JSON.stringify(holder[key])?.slice(0, 60)}` : 'left out'}`)
  }
  if (roll < 0.75) {
    const [how, damage] = random.pick(Object.entries(damages))
    return sent(how, damage(Buffer.from(written(value, sample)), random))
  }
  if (roll < 0.85) {
    headers['content-type'] = random.pick(types)
    return sent(`called ${headers['content-type'].slice(0, 60)}`)
  }
  if (roll < 0.95 && sample.headers !== undefined) {
    const name = random.pick(Object.keys(sample.headers))
    if (random.chance(0.5)) Reflect.deleteProperty(headers, name)
    else headers[name] = random.pick(['', '0.3', '%', '%E6%A1', '"\\', 'x'.repeat(2000), '%00', '2026-03-03', '1.0'])
    return sent(`${name} = ${headers[name]?.slice(0, 60)}`)
  }
  const search = path.includes('imports') ? random.pick(names) : random.pick(['?x=1', '?%', '#', '/', '//'])
  return { ...sent(search), path: path.replace(/\?.*/, '') + search }
}
