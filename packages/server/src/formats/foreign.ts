/**
 * Other standard shapes of one event in JSON, turned into ours: CloudEvents 1.0 (structured mode) and the events of OCEL 2.0.
 * Then the mapping names the node. An event of our own shape passes unchanged.
 */
import { fields, fromJson, put } from './fields.ts'
import { noMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

export function foreignShape(value: Json, mapping: Mapping): Json {
  const event = typeof value.specversion === 'string' ? fromCloudEvent(value) : Array.isArray(value.relationships) ? fromOcel(value) : value
  return mapping === noMapping ? event : mapped(event, mapping)
}

/** `data` carries the event, the envelope its identity and when it was recorded. */
function fromCloudEvent({ id, source, time, data }: Json): Json {
  return { recordedAt: time ?? null, ...(isObject(data) ? data : {}), id, source }
}

/** Attributes are name and value; relationships say by qualifier which chain, case, subject and actor the event belongs to. */
function fromOcel({ id, type, time, attributes, relationships }: Json): Json {
  const event: Json = { id, node: type, at: time }
  const attrs: Json = {}
  const actor: Json = {}
  for (const entry of listOf(attributes)) {
    const name = String(entry.name)
    if (name.startsWith('actor.')) put(actor, name.slice(6), entry.value)
    else if (name.startsWith('attrs.')) put(attrs, name.slice(6), entry.value)
    else if (name.startsWith('json.')) put(attrs, name.slice(5), fromJson(entry.value))
    else if (fields.has(name)) event[name] = entry.value
    else put(attrs, name, entry.value)
  }
  for (const { qualifier, objectId } of listOf(relationships)) {
    const name = String(qualifier)
    const object = String(objectId)
    // Our writer puts the type before the id, because ids of objects are unique across types.
    const bare = object.startsWith(`${name}:`) ? object.slice(name.length + 1) : object
    if (name === 'actor') actor.id = bare
    else if (name === 'chain' || name === 'case' || name === 'subject') event[name] = bare
  }
  return { ...event, ...(Object.keys(actor).length > 0 ? { actor } : {}), attrs }
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

export function mapped(event: Json, { source, chainPrefix, nodes, attrs }: Mapping): Json {
  const result = { ...event }
  if (typeof event.node === 'string') result.node = nodes.get(event.node) ?? event.node
  if (typeof event.chain === 'string' && chainPrefix) result.chain = chainPrefix + event.chain
  if (source !== undefined) result.source = event.source ?? source
  if (isObject(event.attrs)) result.attrs = Object.fromEntries(Object.entries(event.attrs).map(([key, value]) => [attrs.get(key) ?? key, value]))
  return result
}
