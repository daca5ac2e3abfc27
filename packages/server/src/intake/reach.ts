/**
 * Who may see a matter, told by its events: the keys that open it, and what bars it. Keys say who took part and where it
 * lies; which of them are a reader's own is for those who know the people.
 */
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { effectiveEvents } from '@hengjian/engine'
import type { Tx } from '../store/index.ts'
import { insertAll } from './bulk.ts'
import { INSIDE } from './check.ts'

export const reachOfPerson = (id: string): string => `p:${id}`
export const reachOfUnit = (id: string): string => `u:${id}`
/** An agency by its kind and the code of its place. */
export const reachOfAgency = (agency: string, place: string): string => `a:${agency}@${shortPlace(place)}`
/** A department by its name, which is told apart only within its place. */
export const reachOfDepartment = (place: string, name: string): string => `n:${shortPlace(place)}/${name}`
export const reachOfPlace = (place: string): string => `d:${shortPlace(place)}`

/** 2201040000 and 220104 are the same place. */
export const shortPlace = (code: string): string => code.replace(/(?:00)+$/, '')

/** As the tree of organisations calls the kinds of agencies. */
const kinds: Readonly<Record<string, string>> = { administrative: 'others', other: 'others' }
const kindOf = (agency: string): string => kinds[agency] ?? agency

const LONGEST_NAME = 200
const DIVISION = /^\d{2,}$/

export function keysOf(catalogue: Catalogue, events: readonly ChainEvent[]): Set<string> {
  const keys = new Set<string>()
  const agencies = new Set<string>()
  let first: string | null = null
  for (const { actor, node, source, attrs } of events) {
    const { id, org } = actor ?? {}
    if (id !== undefined && !(source === INSIDE && id === INSIDE)) keys.add(reachOfPerson(id))
    if (org === undefined) continue
    if (!DIVISION.test(org)) {
      keys.add(reachOfUnit(org))
      continue
    }
    first ??= org
    const { unit } = attrs
    if (typeof unit === 'string' && unit !== '' && unit.length <= LONGEST_NAME) keys.add(reachOfDepartment(org, unit))
    for (const key of placesOf(org)) keys.add(key)
    const agency = catalogue.nodes.get(node)?.agency
    if (agency === undefined) continue
    agencies.add(agency)
    keys.add(reachOfAgency(kindOf(agency), org))
  }
  // whose place it is: the agencies of that place, of every kind that has to do with it
  if (first !== null) for (const agency of agencies) keys.add(reachOfAgency(kindOf(agency), first))
  return keys
}

/** The place and those above it. Codes are made of pairs of digits down to the county, of threes below. */
export function placesOf(code: string): string[] {
  const short = shortPlace(code)
  const lengths = [2, 4, 6, 9].filter((length) => length < short.length)
  return [...lengths.map((length) => reachOfPlace(short.slice(0, length))), reachOfPlace(short)]
}

export interface Guard {
  secrecy: number
  juvenile: boolean
}

/** What is in force of what the events say; a rank that nobody knows counts as the highest. */
export function guardOf({ attributes: { attributes } }: Pick<Catalogue, 'attributes'>, events: readonly ChainEvent[]): Guard {
  const guard: Guard = { secrecy: 0, juvenile: false }
  const guards = Object.entries(attributes).filter(([, { guards: kind }]) => kind !== undefined)
  if (!events.some(({ attrs }) => guards.some(([key]) => attrs[key] !== undefined))) return guard
  const facts = effectiveEvents(events, Number.POSITIVE_INFINITY).toSorted((a, b) => a.ms - b.ms)
  for (const [key, { guards: kind, values = [] }] of guards) {
    const said = facts.flatMap(({ attrs }) => (attrs[key] === undefined || attrs[key] === null ? [] : [attrs[key]]))
    // a matter stays one of a minor; what was secret may be so no longer
    if (kind === 'juvenile') guard.juvenile ||= said.includes(true)
    else guard.secrecy = Math.max(guard.secrecy, rankOf(values, said.at(-1)))
  }
  return guard
}

function rankOf(values: readonly unknown[], value: unknown): number {
  if (value === undefined || value === '' || value === false || value === '无') return 0
  const rank = values.indexOf(value) + 1
  return rank === 0 ? values.length : rank
}

/** Matters inside the platform are barred as the matters that they came from. */
const GUARDED = `select c.chain_id, g.secrecy, g.juvenile from unnest($1::text[], $2::smallint[], $3::boolean[]) as g(chain_id, secrecy, juvenile)
  cross join lateral (select g.chain_id union all select m.chain_id from internal_matter m where m.origin_chain = g.chain_id) as c(chain_id)`

export async function writeReach(tx: Tx, catalogue: Catalogue, chains: readonly { chain: string; events: readonly ChainEvent[]; isNew: boolean }[]): Promise<void> {
  const keys = chains.flatMap(({ chain, events }) => [...keysOf(catalogue, events)].map((key) => ({ key, chain_id: chain })))
  await insertAll(tx, 'chain_reach', { key: 'text', chain_id: 'text' }, keys, 'on conflict do nothing')
  const inside = catalogue.flows.flatMap(({ internal }) => internal ?? [])
  const guards = chains.filter(({ chain }) => !inside.some((prefix) => chain.startsWith(prefix))).map(({ chain, events, isNew }) => ({ chain, isNew, ...guardOf(catalogue, events) }))
  const barred = guards.filter(({ secrecy, juvenile }) => secrecy > 0 || juvenile)
  // a matter that nobody knew before cannot have been barred
  const open = guards.filter((guard) => !guard.isNew && !barred.includes(guard)).map(({ chain }) => chain)
  if (barred.length > 0) {
    await tx.query(`insert into chain_guard (chain_id, secrecy, juvenile) ${GUARDED} on conflict (chain_id) do update set secrecy = excluded.secrecy, juvenile = excluded.juvenile`, [
      barred.map(({ chain }) => chain),
      barred.map(({ secrecy }) => secrecy),
      barred.map(({ juvenile }) => juvenile),
    ])
  }
  if (open.length > 0) await tx.query('delete from chain_guard where chain_id in (select unnest($1::text[]) union all select m.chain_id from internal_matter m where m.origin_chain = any($1::text[]))', [open])
}

/** Matters of the flow about these matters of law are opened to agencies of these kinds, by the same keys that open those to them. */
export async function writeReachOfAgencies(tx: Tx, flow: string, agencies: readonly string[], origins: readonly string[]): Promise<void> {
  if (agencies.length === 0 || origins.length === 0) return
  await tx.query(
    `insert into chain_reach (key, chain_id)
     select r.key, m.chain_id from internal_matter m join chain_reach r on r.chain_id = m.origin_chain
     where m.origin_chain = any($2::text[]) and m.flow = $1 and m.closed_at is null and (split_part(substr(r.key, 3), '@', 1) = any($3::text[]) and r.key like 'a:%'
       or r.key like 'n:%' and exists (select from org_unit u where u.kind = 'department' and u.name = substr(r.key, position('/' in r.key) + 1) and u.agency = any($3::text[])))
     on conflict do nothing`,
    [flow, origins, agencies],
  )
}

/** What opens a matter inside the platform, and through it the matter that it came from; it is barred like that one. Call when it was written. */
export async function writeReachInside(tx: Tx, { chain, origin, officer, assigned, unit, unitPath }: { chain: string; origin: string | null; officer: string | null; assigned: string | null; unit: string | null; unitPath: string | null }): Promise<void> {
  const { rows } = unitPath === null ? { rows: [] } : await tx.query<{ id: string; agency: string; place: string }>(`select id, agency, place from org_unit where path::text = $1 and kind <> 'place'`, [unitPath])
  const known = rows.flatMap(({ id, agency, place }) => [reachOfUnit(id), reachOfAgency(agency, place), ...placesOf(place)])
  const lies = origin === null ? [] : (await tx.query<{ place: string | null }>('select place from chain where chain_id = $1', [origin])).rows.flatMap(({ place }) => (place === null ? [] : placesOf(place)))
  const keys = [...new Set([...known, ...lies, ...(unit === null ? [] : [reachOfUnit(unit)]), ...[officer, assigned].flatMap((person) => (person === null ? [] : [reachOfPerson(person)]))])].map((key) => ({ key, chain_id: chain }))
  // whoever is to answer for a matter must be able to read it
  if (assigned !== null && origin !== null) keys.push({ key: reachOfPerson(assigned), chain_id: origin })
  await insertAll(tx, 'chain_reach', { key: 'text', chain_id: 'text' }, keys, 'on conflict do nothing')
  if (origin === null) return
  await tx.query('insert into chain_guard (chain_id, secrecy, juvenile) select $1, secrecy, juvenile from chain_guard where chain_id = $2 on conflict (chain_id) do nothing', [chain, origin])
}
