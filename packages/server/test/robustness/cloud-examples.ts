/** CloudEvents that must be taken or refused: those of the CloudEvents conformance tests where they lie on this machine, else a few of our own. */
import { existsSync, readFileSync } from 'node:fs'

export interface CloudExample {
  name: string
  event: Record<string, unknown>
}

const folder = process.env['CLOUDEVENTS_EXAMPLES'] ?? '/work/shared/data/cloudevents/format/json'
const required = { specversion: '1.0', id: 'x', source: 's', type: 't' }

const own: Record<'valid' | 'invalid', CloudExample[]> = {
  valid: [
    { name: 'required attributes only', event: required },
    { name: 'null for absent ones', event: { ...required, time: null, subject: null } },
    { name: 'time with offset', event: { ...required, time: '2026-03-03T10:00:00+01:00' } },
    { name: 'extensions', event: { ...required, extinteger: 10, extboolean: true } },
  ],
  invalid: [
    ...Object.keys(required).map((name) => ({ name: `no ${name}`, event: { ...required, [name]: undefined } })),
    ...Object.keys(required).map((name) => ({ name: `empty ${name}`, event: { ...required, [name]: '' } })),
    { name: 'unknown version', event: { ...required, specversion: '0.3' } },
    { name: 'time that is none', event: { ...required, time: 'noon' } },
    { name: 'two kinds of data', event: { ...required, data: {}, data_base64: 'e30=' } },
  ],
}

/** Says where they are from, so that a run shows what it was about. */
export function cloudExamples(kind: 'valid' | 'invalid'): { from: string; examples: CloudExample[] } {
  const file = `${folder}/${kind}-events.json`
  if (!existsSync(file)) return { from: 'examples of our own', examples: own[kind] }
  const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { tests: { id: string; event: Record<string, unknown> }[] }
  return { from: file, examples: tests.map(({ id, event }) => ({ name: id, event })) }
}
