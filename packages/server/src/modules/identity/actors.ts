/** From a person to an actor: the posts held today, one's own and those of absent colleagues, and what they permit. */
import type { Actor, HeldRole } from '@hengjian/contracts'
import { dateText, localDay } from '../../dates.ts'
import type { IdentityParts } from './parts.ts'

interface HeldRow {
  role: string
  title: string | null
  unit: string
  unit_name: string
  path: string
  agency: string | null
  home: string | null
  instead_of: string | null
}

export interface Standing {
  held: HeldRole[]
  roles: string[]
  org: Actor['org']
  /** the same, each with its unit as actors have it */
  posts: NonNullable<Actor['posts']>
}

export const todayOf = ({ clock, offset }: Pick<IdentityParts, 'clock' | 'offset'>): string => dateText(localDay(clock(), offset))

export async function standingOf(parts: IdentityParts, person: string): Promise<Standing> {
  const { rows } = await parts.store.pool.query<HeldRow>({
    name: 'identity-standing',
    text: `with holder as (select $1::text as id union select person_id from absence where substitute_id = $1 and since <= $2::date and until >= $2::date)
     select post.role, post.title, u.id as unit, u.name as unit_name, u.path::text, u.agency,
       (select a.path::text from org_unit a where a.kind = 'agency' and a.path @> u.path order by nlevel(a.path) desc limit 1) as home, case when post.person_id <> $1 then person.name end as instead_of
     from holder join post on post.person_id = holder.id join org_unit u on u.id = post.unit_id join person on person.id = post.person_id
     where post.since <= $2::date and (post.until is null or post.until >= $2::date)
     order by post.person_id <> $1, post.since, post.id`,
    values: [person, todayOf(parts)],
  })
  // Roles that exclude each other do not come together in a substitute either.
  const own = rows.filter((row) => row.instead_of === null)
  const taken = parts.roles.conflict(rows.map(({ role }) => role)) === null ? rows : own
  const main = own[0]
  return {
    held: taken.map((row) => ({ role: row.role, name: parts.roles.nameOf(row.role), unit: { id: row.unit, name: row.unit_name }, title: row.title, insteadOf: row.instead_of })),
    roles: [...new Set(taken.map(({ role }) => role))],
    org: main === undefined ? null : orgOf(main),
    posts: taken.map((row) => ({ role: row.role, unit: row.unit, org: orgOf(row) })),
  }
}

const orgOf = ({ unit, path, agency, unit_name, home }: HeldRow): NonNullable<Actor['org']> => ({ id: unit, path, agency: agency ?? 'others', name: unit_name, ...(home === null ? {} : { home }) })

/** Who acts on a store without accounts: this machine, everything. */
export const localActor = ({ roles }: Pick<IdentityParts, 'roles'>): Actor => ({ kind: 'local', id: 'local', name: '本机', roles: [], permissions: roles.all, org: null, session: null })
