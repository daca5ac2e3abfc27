/** What somebody hands in to be recorded, and what of it is kept. */
import type { Actor, AuditActor } from '@hengjian/contracts'

export interface AuditEntry {
  /** null where nobody has signed in */
  actor: AuditActor | null
  /** `<area>.<verb>`, such as `catalogue.adopt` */
  action: string
  /** `<kind>:<id>`, such as `rule:GA-014` */
  object: string
  /** `done` where nothing is said */
  outcome?: string
  detail?: Record<string, unknown>
}

/** What a module tells of a deed, as the trail keeps it. `unnamed`: who did it, where the deed names nobody. */
export function entryOf({ actor, action, object, detail }: { actor: Actor | null; action: string; object: string; detail: Record<string, unknown> }, unnamed: AuditActor | null = null): AuditEntry {
  const [area = ''] = action.split('.')
  return { actor: actor === null ? unnamed : { kind: actor.kind, id: actor.id, name: actor.name }, action, object: `${area}:${object}`, outcome: action.endsWith('.refuse') ? 'refused' : action.endsWith('.fail') ? 'failed' : 'done', detail }
}

/** The server itself: jobs, and what a start brings with it. */
export const SYSTEM: AuditActor = { kind: 'system', id: 'hengjian', name: '' }

export const NOBODY: AuditActor = { kind: 'nobody', id: '', name: '' }

const LONGEST_TEXT = 2000

/** Text that the database can keep, of bounded length: what is recorded may come from whoever was refused. */
export const kept = (text: string): string => text.slice(0, LONGEST_TEXT).replaceAll('\u0000', '').toWellFormed()

/** As JSON would carry it, every text in it storable. */
export function keptDetail(value: unknown): unknown {
  if (typeof value === 'string') return kept(value)
  if (Array.isArray(value)) return value.map(keptDetail)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [kept(key), keptDetail(inner)]))
}
