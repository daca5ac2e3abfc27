/** XES 2016. What XES has no standard attribute for goes under our own prefix, so that reading gives the same events back. */
import { own, standard } from '../xes-names.ts'
import { extraFields, isBareDate, present } from './wire.ts'
import type { WireEvent, Writer } from './wire.ts'

const extension = (name: string) => `\t<extension name="${name}" prefix="${name.toLowerCase().slice(0, name === 'Organizational' ? 3 : undefined)}" uri="http://www.xes-standard.org/${name.toLowerCase().slice(0, name === 'Organizational' ? 3 : undefined)}.xesext"/>\n`

export const writeXes: Writer = async function* (events) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016" xes.features="">\n'
  yield ['Concept', 'Time', 'Organizational'].map(extension).join('')
  let chain: string | null = null
  for await (const event of events()) {
    if (event.chain !== chain) {
      if (chain !== null) yield '\t</trace>\n'
      chain = event.chain
      yield `\t<trace>\n\t\t${attribute('string', 'concept:name', chain)}`
    }
    yield `\t\t<event>\n${eventAttributes(event).map((line) => `\t\t\t${line}`).join('')}\t\t</event>\n`
  }
  if (chain !== null) yield '\t</trace>\n'
  yield '</log>\n'
}

function eventAttributes(event: WireEvent): string[] {
  const lines = [attribute('string', 'concept:name', event.node), attribute('date', 'time:timestamp', isBareDate(event.at) ? `${event.at}T00:00:00Z` : event.at)]
  if (isBareDate(event.at)) lines.push(attribute('string', `${own}at`, event.at))
  lines.push(attribute('string', `${own}id`, event.id))
  for (const field of extraFields) {
    const value = event[field]
    if (value !== null && value !== undefined && !(field === 'case' && value === event.chain)) lines.push(attribute('string', own + field, value))
  }
  for (const [key, value] of Object.entries(event.actor ?? {})) {
    if (present(value)) lines.push(attribute('string', key === 'id' ? 'org:resource' : `${own}actor.${key}`, String(value)))
  }
  for (const [key, value] of Object.entries(event.attrs ?? {})) lines.push(ownAttribute(key, value))
  return lines
}

function ownAttribute(key: string, value: unknown): string {
  const name = standard.has(key) || key.startsWith(own) ? `${own}attrs.${key}` : key
  if (typeof value === 'boolean') return attribute('boolean', name, String(value))
  if (typeof value === 'number') return attribute(Number.isSafeInteger(value) ? 'int' : 'float', name, String(value))
  if (typeof value === 'string' && isXmlText(value)) return attribute('string', name, value)
  return attribute('string', `${own}json.${key}`, JSON.stringify(value))
}

// oxlint-disable-next-line no-control-regex -- what XML cannot carry even as a reference
const isXmlText = (text: string): boolean => text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)

const escapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' }
const escape = (text: string): string => text.replaceAll(/[<>&"\t\n\r]/g, (char) => escapes[char] ?? char)

const attribute = (type: string, key: string, value: string): string => `<${type} key="${escape(key)}" value="${escape(value)}"/>\n`
