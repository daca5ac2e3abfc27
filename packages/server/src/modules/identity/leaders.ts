/** Who leads: posts by role over a span of days, with unit and agency, as far as a reader may look. */
import type { Actor } from '@hengjian/contracts'
import { dateText } from '../../dates.ts'
import type { IdentityParts } from './parts.ts'

export interface Leader {
  person: string
  name: string
  role: string
  title: string | null
  unit: { id: string; name: string; path: string; kind: string }
  /** to which the unit belongs */
  agency: { id: string; kind: string; place: string }
  /** days; null: still held */
  since: string
  until: string | null
}

export interface LeaderQuery {
  roles: readonly string[]
  /** posts held on any of these days, numbered from 1970-01-01 */
  first: number
  last: number
  person?: string
  /** part of a name, of an employee number or of a unit */
  q?: string | null
  /** Only oneself and those below: by a role that gives the permission `below`, units under one's own, or at one's place where the role sees places. */
  reader?: Actor
  below?: string
}

/** Ends a list that nobody reads through. */
const MOST = 2000

export async function leadersOf(parts: IdentityParts, { roles, first, last, person, q = null, reader, below = '' }: LeaderQuery): Promise<Leader[]> {
  const scope = reader === undefined || reader.kind === 'local' ? null : await scopeOf(parts, reader, below)
  const pattern = q === null || q.trim() === '' ? null : `%${q.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await parts.store.pool.query<{ person: string; name: string; role: string; title: string | null; since: string; until: string | null; unit: string; unit_name: string; path: string; unit_kind: string; agency: string; kind: string; place: string }>(
    `select post.person_id as person, p.name, post.role, post.title, post.since::text, post.until::text, u.id as unit, u.name as unit_name, u.path::text, u.kind as unit_kind, a.id as agency, a.agency as kind, a.place
     from post join person p on p.id = post.person_id join org_unit u on u.id = post.unit_id
       join lateral (select o.id, o.agency, o.place from org_unit o where o.kind = 'agency' and o.path @> u.path order by nlevel(o.path) desc limit 1) a on true
     where post.role = any($1) and post.since <= $3::date and (post.until is null or post.until >= $2::date)
       and ($4::text is null or post.person_id = $4) and ($5::text is null or p.name ilike $5 or p.id ilike $5 or u.name ilike $5)
       and ($6::text is null or post.person_id = $6 or (u.path <@ $7::ltree[] and u.path <> all($7::ltree[])) or exists (select from unnest($8::text[]) as at(place) where starts_with(u.place, at.place)))
     order by u.path, post.role, post.person_id, post.since limit $9`,
    [roles, dateText(first), dateText(last), person ?? null, pattern, scope === null ? null : (reader?.id ?? ''), scope?.paths ?? [], scope?.places ?? [], MOST],
  )
  return rows.map((row) => ({
    person: row.person,
    name: row.name,
    role: row.role,
    title: row.title,
    unit: { id: row.unit, name: row.unit_name, path: row.path, kind: row.unit_kind },
    agency: { id: row.agency, kind: row.kind, place: row.place },
    since: row.since,
    until: row.until,
  }))
}

async function scopeOf({ store, roles }: IdentityParts, { posts, org, roles: held }: Actor, permission: string): Promise<{ paths: string[]; places: string[] }> {
  const own = (posts ?? (org === null ? [] : held.map((role) => ({ role, unit: org.id })))).filter(({ role }) => roles.permissionsOf([role]).has(permission))
  const { rows } = await store.pool.query<{ id: string; path: string; place: string }>('select id, path::text, place from org_unit where id = any($1)', [own.map(({ unit }) => unit)])
  const units = new Map(rows.map((row) => [row.id, row]))
  const known = own.flatMap(({ role, unit }) => {
    const at = units.get(unit)
    return at === undefined ? [] : [{ ...at, isPlace: ['place', 'all'].includes(roles.widthOf(role)) }]
  })
  return { paths: known.filter(({ isPlace }) => !isPlace).map(({ path }) => path), places: known.filter(({ isPlace }) => isPlace).map(({ place }) => place) }
}
