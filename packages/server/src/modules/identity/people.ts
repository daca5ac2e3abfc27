/** Reading organisations and people. */
import type { AccountView, AgencyKind, PersonList, PersonRow, PersonView, UnitView } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import { todayOf } from './actors.ts'
import type { IdentityParts } from './parts.ts'

export interface PeopleQuery {
  q: string | null
  unit: string | null
  role: string | null
  /** only those with an account */
  accounts: boolean
  after: string | null
  limit: number
}

interface PostRow {
  person: string
  role: string
  unit: string
  unit_name: string
  title: string | null
  since: string
  until: string | null
}

/** `accounts`: by person; empty where the reader may not see them. */
export async function listPeople(parts: IdentityParts, { q, unit, role, accounts, after, limit }: PeopleQuery, known: ReadonlyMap<string, AccountView>): Promise<PersonList> {
  const where = `($1::text is null or p.name ilike $1 or p.id ilike $1)
    and ($2::text is null or exists (select from post join org_unit u on u.id = post.unit_id where post.person_id = p.id and u.path <@ (select path from org_unit where id = $2)))
    and ($3::text is null or exists (select from post where post.person_id = p.id and post.role = $3 and (post.until is null or post.until >= $5::date)))
    and (not $4 or exists (select from account where person_id = p.id))`
  const pattern = q === null || q.trim() === '' ? null : `%${q.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const given = [pattern, unit, role, accounts, todayOf(parts)]
  const [{ rows }, total] = await Promise.all([
    parts.store.pool.query<{ id: string; name: string }>(`select p.id, p.name from person p where ${where} and ($6::text is null or p.id > $6) order by p.id limit $7`, [...given, after, limit + 1]),
    parts.store.pool.query<{ n: number }>(`select count(*) as n from person p where ${where}`, given),
  ])
  const shown = rows.slice(0, limit)
  return { items: await withPosts(parts, shown, known), total: total.rows[0]?.n ?? 0, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** Throws HJ-REQ-007. */
export async function personOf(parts: IdentityParts, id: string, known: ReadonlyMap<string, AccountView>): Promise<PersonView> {
  const { pool } = parts.store
  const { rows } = await pool.query<{ id: string; name: string }>('select id, name from person where id = $1', [id])
  const [person] = await withPosts(parts, rows, known)
  if (person === undefined) throw new CodedError('HJ-REQ-007', id)
  const absences = await pool.query<{ id: number; since: string; until: string; kind: string; substitute_id: string | null; name: string | null }>(
    'select a.id, a.since::text, a.until::text, a.kind, a.substitute_id, s.name from absence a left join person s on s.id = a.substitute_id where a.person_id = $1 order by a.since desc',
    [id],
  )
  return { ...person, absences: absences.rows.map((row) => ({ id: row.id, from: row.since, to: row.until, kind: row.kind, substitute: row.substitute_id === null ? null : { id: row.substitute_id, name: row.name ?? '' } })) }
}

async function withPosts(parts: IdentityParts, people: readonly { id: string; name: string }[], known: ReadonlyMap<string, AccountView>): Promise<PersonRow[]> {
  const today = todayOf(parts)
  const { rows } = await parts.store.pool.query<PostRow>(
    `select post.person_id as person, post.role, u.id as unit, u.name as unit_name, post.title, post.since::text, post.until::text
     from post join org_unit u on u.id = post.unit_id where post.person_id = any($1) order by post.since desc, post.id desc`,
    [people.map(({ id }) => id)],
  )
  const posts = Map.groupBy(rows, (row) => row.person)
  return people.map(({ id, name }) => ({
    id,
    name,
    posts: (posts.get(id) ?? []).map((post) => ({
      role: post.role,
      roleName: parts.roles.nameOf(post.role),
      unit: post.unit,
      unitName: post.unit_name,
      title: post.title,
      since: post.since,
      until: post.until,
      current: post.since <= today && (post.until === null || post.until >= today),
    })),
    account: known.get(id) ?? null,
  }))
}

/** The units below one; those without a parent for null. */
export async function listUnits({ store }: IdentityParts, parent: string | null): Promise<UnitView[]> {
  const { rows } = await store.pool.query<UnitView & { agency: AgencyKind | null }>(
    `select u.id, u.parent_id as parent, u.kind, u.agency, u.place, u.name, u.path::text, (select count(*) from org_unit c where c.parent_id = u.id) as children
     from org_unit u where u.parent_id is not distinct from $1 order by u.kind desc, u.id`,
    [parent],
  )
  return rows
}

/** Sources name an organisation by its id, or by the code of its place filled up with zeros; the agency tells which of that place is meant. A place itself is nobody. */
export async function pathOf({ store }: IdentityParts, org: string, agency: string): Promise<string | null> {
  const { rows } = await store.pool.query<{ path: string }>(
    `select path::text from org_unit where (id = $1 and kind <> 'place') or (kind = 'agency' and agency = $2 and rpad(place, length($1), '0') = $1) order by id <> $1, id limit 1`,
    [org, agency],
  )
  return rows[0]?.path ?? null
}

export interface Line {
  agency: { id: string; path: string; name: string } | null
  /** paths */
  above: string[]
}

/** Above an agency is the one of the same kind at the next place above, or the committee there. */
export async function lineOf({ store }: IdentityParts, path: string): Promise<Line> {
  const { rows: agencies } = await store.pool.query<{ id: string; path: string; name: string; agency: string }>("select id, path::text, name, agency from org_unit where kind = 'agency' and path @> text2ltree($1) order by nlevel(path) desc limit 1", [path])
  const [agency] = agencies
  if (agency === undefined) return { agency: null, above: [] }
  const { rows } = await store.pool.query<{ path: string }>(
    `select path from (
       select distinct on (place.id) a.path::text, nlevel(place.path) as depth
       from org_unit own join org_unit place on place.kind = 'place' and place.path @> own.path and place.place <> own.place
         join org_unit a on a.place = place.place and a.kind = 'agency' and a.agency in ($2, 'committee')
       where own.path = text2ltree($1) and own.kind = 'agency'
       order by place.id, a.agency = 'committee', a.id
     ) line order by depth desc`,
    [agency.path, agency.agency],
  )
  return { agency: { id: agency.id, path: agency.path, name: agency.name }, above: rows.map((row) => row.path) }
}

export interface Holding {
  roles: readonly string[]
  /** `unit`: in the unit, in a department of it, or in the agency above it; `committee`: in a committee of the place or of one above it; `anywhere` */
  at: 'unit' | 'committee' | 'anywhere'
}

/** Who answers for a unit by their posts of today, and whoever stands in for them. `path`: that of the unit. */
export async function holdersAt(parts: IdentityParts, wanted: readonly Holding[], path: string): Promise<string[]> {
  const found = await Promise.all(
    wanted.map(({ roles, at }) =>
      parts.store.pool.query<{ person: string }>(
        `with home as (select a.path, a.place from org_unit a where a.kind = 'agency' and a.path @> $2::ltree order by nlevel(a.path) desc limit 1),
         holding as (
           select post.person_id from post join org_unit u on u.id = post.unit_id
           where post.role = any($1) and post.since <= $3::date and (post.until is null or post.until >= $3::date)
             and case when $4 = 'anywhere' then true when $4 = 'committee' then u.agency = 'committee' and exists (select from home where starts_with(home.place, u.place))
                 -- an agency under the unit, or above it, is another one
                 else (u.path <@ $2::ltree or $2::ltree <@ u.path) and exists (select from home where home.path = (
                   select a.path from org_unit a where a.kind = 'agency' and a.path @> u.path order by nlevel(a.path) desc limit 1)) end)
         select person_id as person from holding
         union select a.substitute_id from absence a join holding h on h.person_id = a.person_id where a.substitute_id is not null and a.since <= $3::date and a.until >= $3::date
         order by person`,
        [roles, path, todayOf(parts), at],
      ),
    ),
  )
  return [...new Set(found.flatMap(({ rows }) => rows.map(({ person }) => person)))]
}

/** Whose account it is; null where there is no such account. */
export async function ownerOf({ store }: IdentityParts, account: string): Promise<string | null> {
  return (await store.pool.query<{ person_id: string }>('select person_id from account where id = $1', [account])).rows[0]?.person_id ?? null
}

/** The person, where there is one of that number, and whoever stands in today. */
export async function standInsOf(parts: IdentityParts, id: string): Promise<string[]> {
  const { rows } = await parts.store.pool.query<{ person: string }>(
    `select id as person from person where id = $1
     union all select substitute_id from absence where person_id = $1 and substitute_id is not null and since <= $2::date and until >= $2::date`,
    [id, todayOf(parts)],
  )
  return rows.map(({ person }) => person)
}
