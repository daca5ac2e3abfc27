/** The parts of an event that XES has no standard attribute for are written with this prefix and read back from it. */
import { fields, fromJson, put } from './fields.ts'

export const own = 'hengjian:'

/** XES attributes that have a place of their own in an event and so cannot be names of `attrs`. */
export const standard: ReadonlySet<string> = new Set(['concept:name', 'time:timestamp', 'org:resource'])

interface Wire {
  attrs: Record<string, unknown>
  [field: string]: unknown
}

/** Puts an attribute with our prefix where it belongs; false if it is an ordinary one. */
export function placeOwn(wire: Wire, key: string, value: unknown): boolean {
  if (!key.startsWith(own)) return false
  const name = key.slice(own.length)
  if (fields.has(name)) wire[name] = value
  else if (name.startsWith('actor.')) wire.actor = { ...(wire.actor as object | undefined), [name.slice(6)]: value }
  else if (name.startsWith('attrs.')) put(wire.attrs, name.slice(6), value)
  else if (name.startsWith('json.')) put(wire.attrs, name.slice(5), fromJson(value))
  else return false
  return true
}
