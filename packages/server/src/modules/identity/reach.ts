/**
 * What an actor reaches, from the posts held today: each role says how wide it sees (`sees` in roles.yaml), the tree of
 * organisations says what that is. Nothing that a request carries has a say in it.
 */
import type { Actor } from '@hengjian/contracts'
import { reachOfAgency, reachOfDepartment, reachOfPerson, reachOfPlace, reachOfUnit } from '../../intake/index.ts'
import type { Reach } from '../../store/index.ts'
import { unlimited } from '../../store/index.ts'
import type { IdentityParts } from './parts.ts'
import type { Width } from './roles.ts'
import { widths } from './roles.ts'

const JUVENILE = 'matters.juvenile'

interface Post {
  width: Width
  unit: string
}

export async function reachOf(parts: IdentityParts, actor: Actor): Promise<Reach> {
  if (actor.kind === 'local') return unlimited
  const posts = postsOf(parts, actor)
  const [keys, clearance] = await Promise.all([keysOf(parts, actor, posts), clearanceOf(parts, actor)])
  const isClient = actor.kind === 'client'
  return {
    reader: `${actor.kind}:${actor.id}`,
    all: keys === null,
    keys: [...(isClient ? [] : [reachOfPerson(actor.id)]), ...(keys ?? [])],
    clearance: clearance >= parts.roles.secrecy.length ? Number.POSITIVE_INFINITY : clearance,
    juveniles: actor.permissions.has(JUVENILE) || parts.roles.permissionsOf(actor.roles).has(JUVENILE),
  }
}

/** A client without a unit serves all of them. */
function postsOf({ roles }: IdentityParts, { kind, org, posts, roles: held }: Actor): Post[] {
  if (kind === 'client') return [{ width: org === null ? 'all' : 'agency', unit: org?.id ?? '' }]
  const all = posts ?? (org === null ? [] : held.map((role) => ({ role, unit: org.id })))
  return all.map(({ role, unit }) => ({ width: roles.widthOf(role), unit }))
}

async function clearanceOf({ store }: IdentityParts, { kind, id }: Actor): Promise<number> {
  const table = kind === 'client' ? 'api_client' : 'person'
  const { rows } = await store.pool.query<{ clearance: number }>({ name: `identity-clearance-${table}`, text: `select clearance from ${table} where id = $1`, values: [id] })
  return rows[0]?.clearance ?? 0
}

/** Null where everything is open. */
async function keysOf({ store }: IdentityParts, actor: Actor, posts: readonly Post[]): Promise<string[] | null> {
  if (posts.some(({ width }) => width === 'all')) return null
  const keys = new Set<string>()
  for (const [unit, own] of Map.groupBy(posts, (post) => post.unit)) {
    const width = widths[Math.max(...own.map((post) => widths.indexOf(post.width)))]
    if (width === 'place') {
      const { rows } = await store.pool.query<{ place: string; top: boolean }>({
        name: 'identity-place',
        text: `select place, not exists (select from org_unit o where o.place <> u.place and starts_with(u.place, o.place)) as top from org_unit u where id = $1`,
        values: [unit],
      })
      if (rows[0]?.top === true) return null
      if (rows[0] !== undefined) for (const key of await inPlace(store, rows[0].place)) keys.add(key)
    }
    if (width !== 'own') for (const key of await underUnit(store, unit, width === 'unit', unit === actor.org?.id ? actor.org.path : null)) keys.add(key)
  }
  return [...keys]
}

interface Unit {
  id: string
  kind: string
  agency: string
  place: string
  name: string
}

/** The place, and the units in it and below that are known by their own codes. */
async function inPlace({ pool }: IdentityParts['store'], place: string): Promise<string[]> {
  const { rows } = await pool.query<Pick<Unit, 'id'>>({ name: 'identity-in-place', text: `select id from org_unit where kind <> 'place' and starts_with(place, $1)`, values: [place] })
  return [reachOfPlace(place), ...rows.map(({ id }) => reachOfUnit(id))]
}

/** The unit itself, or its agency, with all that is under it. `path`: of the unit, for one that the tree does not know. */
async function underUnit({ pool }: IdentityParts['store'], unit: string, itself: boolean, path: string | null): Promise<string[]> {
  const { rows } = await pool.query<Unit>({
    name: 'identity-under-unit',
    text: `with own as (select coalesce((select path from org_unit where id = $1), $2::ltree) as path),
       top as (select case when $3 then own.path else (select a.path from org_unit a where a.path @> own.path and a.kind = 'agency' order by nlevel(a.path) desc limit 1) end as path from own)
     select u.id, u.kind, u.agency, u.place, u.name from org_unit u, top where u.path <@ top.path and u.kind <> 'place'`,
    values: [unit, path, itself],
  })
  return [reachOfUnit(unit), ...rows.flatMap(({ id, kind, agency, place, name }) => [reachOfUnit(id), kind === 'agency' ? reachOfAgency(agency, place) : reachOfDepartment(place, name)])]
}
