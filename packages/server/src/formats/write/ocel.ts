/**
 * OCEL 2.0 as JSON. Chains, cases, subjects and actors are objects, related to events by a qualifier of the same name;
 * ids of objects carry their type in front, because OCEL wants them unique across types.
 */
import { extraFields, isBareDate, present } from './wire.ts'
import type { Events, WireEvent, Writer } from './wire.ts'

const objectTypes = ['chain', 'case', 'subject', 'actor'] as const
type ObjectType = (typeof objectTypes)[number]
interface Attribute {
  name: string
  value: unknown
}

export const writeOcel: Writer = async function* (events) {
  yield `{"objectTypes":${JSON.stringify(objectTypes.map((name) => ({ name, attributes: [] })))},\n`
  yield `"eventTypes":${JSON.stringify(await eventTypes(events))},\n"events":[`
  const seen = new Set<string>()
  const objects: { id: string; type: ObjectType }[] = []
  let separator = '\n'
  for await (const event of events()) {
    const related = objectsOf(event)
    for (const object of related) {
      if (seen.has(object.id)) continue
      seen.add(object.id)
      objects.push(object)
    }
    yield separator + JSON.stringify(ocelEvent(event, related))
    separator = ',\n'
  }
  yield '],\n"objects":['
  separator = '\n'
  for (const { id, type } of objects) {
    yield separator + JSON.stringify({ id, type, attributes: [], relationships: [] })
    separator = ',\n'
  }
  yield ']}\n'
}

function ocelEvent(event: WireEvent, related: { id: string; type: ObjectType }[]) {
  return {
    id: `${event.source}#${event.id}`,
    type: event.node,
    time: isBareDate(event.at) ? `${event.at}T00:00:00Z` : event.at,
    attributes: attributesOf(event),
    relationships: related.map(({ id, type }) => ({ objectId: id, qualifier: type })),
  }
}

function objectsOf(event: WireEvent): { id: string; type: ObjectType }[] {
  const ids = { chain: event.chain, case: event.case ?? event.chain, subject: event.subject, actor: event.actor?.id }
  return objectTypes.filter((type) => present(ids[type])).map((type) => ({ id: `${type}:${String(ids[type])}`, type }))
}

function attributesOf(event: WireEvent): Attribute[] {
  const list: Attribute[] = [{ name: 'id', value: event.id }]
  if (isBareDate(event.at)) list.push({ name: 'at', value: event.at })
  for (const field of extraFields) if (field !== 'case' && field !== 'subject' && present(event[field])) list.push({ name: field, value: event[field] })
  for (const [key, value] of Object.entries(event.actor ?? {})) if (key !== 'id' && present(value)) list.push({ name: `actor.${key}`, value })
  for (const [key, value] of Object.entries(event.attrs ?? {})) {
    list.push(typeof value === 'object' ? { name: `json.${key}`, value: JSON.stringify(value) } : { name: `attrs.${key}`, value })
  }
  return list
}

/** Each node with the attributes its events carry; an attribute that comes in several types is declared as string. */
async function eventTypes(events: Events) {
  const types = new Map<string, Map<string, string>>()
  for await (const event of events()) {
    const known = types.get(event.node) ?? new Map<string, string>()
    types.set(event.node, known)
    for (const { name, value } of attributesOf(event)) {
      const type = ocelType(value)
      known.set(name, (known.get(name) ?? type) === type ? type : 'string')
    }
  }
  return [...types].map(([name, attributes]) => ({ name, attributes: [...attributes].map(([key, type]) => ({ name: key, type })) }))
}

function ocelType(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float'
  return typeof value === 'boolean' ? 'boolean' : 'string'
}
