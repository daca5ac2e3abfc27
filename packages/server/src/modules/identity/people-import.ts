/**
 * Organisations, people and absences from a file into the store. One transaction; a row that cannot be taken is named with
 * its line and column and left out, the others are stored. The same file again changes nothing.
 *
 * A person who comes with the same role in another unit has moved: the open post ends the day before, and stays on record.
 */
import type { PeopleImportReport } from '@hengjian/contracts'
import { errors } from '@hengjian/contracts'
import type { Store, Tx } from '../../store/index.ts'
import { transaction } from '../../store/index.ts'
import { dayIn, oneOf, readPeopleFile, requireCells, RowFault } from './people-file.ts'
import type { FileRow } from './people-file.ts'
import { readSheetRows } from './people-sheet.ts'
import type { Roles } from './roles.ts'

type Counts = Pick<PeopleImportReport, 'added' | 'changed' | 'unchanged'>
type Change = keyof Counts

/** Any constant: imports take turns. */
const LOCK = 7_080_004

/** `content`: the text of a CSV file or the bytes of an XLSX file. Throws HJ-PPL-001 where the file as a whole cannot be read, HJ-PPL-007 where it is too large. */
export async function importPeople(store: Store, roles: Roles, file: string, content: string | Uint8Array): Promise<PeopleImportReport> {
  const { kind, rows } = readPeopleFile(typeof content === 'string' ? content : await readSheetRows(content))
  const rejected: PeopleImportReport['rejected'] = []
  const counts: Counts = { added: 0, changed: 0, unchanged: 0 }
  const attempt = (row: FileRow, work: () => Change): void => {
    try {
      requireCells(kind, row)
      counts[work()]++
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      rejected.push({ line: row.line, column: error.column, code: error.code, message: withDetail(errors[error.code].title, error.detail), remedy: errors[error.code].remedy })
    }
  }
  await transaction(store, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
    if (kind === 'units') await importUnits(tx, rows, attempt)
    else if (kind === 'people') await importPosts(tx, roles, rows, attempt)
    else await importAbsences(tx, roles, rows, attempt)
  })
  return { file, kind, read: rows.length, ...counts, rejected: rejected.toSorted((a, b) => a.line - b.line) }
}

const withDetail = ({ zh, en }: { zh: string; en: string }, detail: string) => (detail === '' ? { zh, en } : { zh: `${zh}：${detail}`, en: `${en}: ${detail}` })

type Attempt = (row: FileRow, work: () => Change) => void

interface Unit {
  id: string
  parent: string | null
  kind: string
  agency: string | null
  place: string
  name: string
  path: string
}

const agencies = ['committee', 'police', 'procuratorate', 'court', 'prison', 'justice', 'others'] as const

async function importUnits(tx: Tx, rows: FileRow[], attempt: Attempt): Promise<void> {
  const { rows: stored } = await tx.query<Unit>('select id, parent_id as parent, kind, agency, place, name, path::text as path from org_unit')
  const known = new Map(stored.map((unit) => [unit.id, unit]))
  const written = new Map<string, Unit>()
  const codes = new Set(rows.map(({ cells }) => cells['code']))
  let waiting = rows
  // A unit may stand before the one above it.
  while (waiting.length > 0) {
    const later = waiting.filter(({ cells }) => cells['parent'] && !known.has(cells['parent']) && codes.has(cells['parent']))
    const isStuck = later.length === waiting.length
    for (const row of isStuck ? waiting : waiting.filter((one) => !later.includes(one))) attempt(row, () => takeUnit(row, known, written))
    waiting = isStuck ? [] : later
  }
  const units = [...written.values()]
  await tx.query(
    `insert into org_unit (id, parent_id, kind, agency, place, name, path)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::ltree[])
     on conflict (id) do update set name = excluded.name`,
    [units.map((u) => u.id), units.map((u) => u.parent), units.map((u) => u.kind), units.map((u) => u.agency), units.map((u) => u.place), units.map((u) => u.name), units.map((u) => u.path)],
  )
}

function takeUnit({ cells }: FileRow, known: Map<string, Unit>, written: Map<string, Unit>): Change {
  const id = cells['code'] as string
  if (!/^[A-Za-z0-9-]{1,40}$/.test(id)) throw new RowFault('HJ-PPL-003', 'code', id)
  if (!/^\d{2,12}$/.test(cells['place'] ?? '')) throw new RowFault('HJ-PPL-003', 'place', cells['place'] ?? '')
  const kind = oneOf('kind', cells['kind'] ?? '', ['place', 'agency', 'department'])
  const parentId = cells['parent'] || null
  const parent = parentId === null ? null : known.get(parentId)
  if (parent === undefined || (parent === null && kind !== 'place')) throw new RowFault('HJ-PPL-004', 'parent', parentId ?? '')
  if (kind === 'place' && parent !== null && parent.kind !== 'place') throw new RowFault('HJ-PPL-003', 'parent', parent.id)
  const agency = kind === 'place' ? null : kind === 'department' ? (parent as Unit).agency : oneOf('agency', cells['agency'] ?? '', agencies)
  if (kind === 'department' && agency === null) throw new RowFault('HJ-PPL-003', 'parent', (parent as Unit).id)
  const label = id.replaceAll('-', '_').toLowerCase()
  const unit: Unit = { id, parent: parentId, kind, agency, place: cells['place'] as string, name: cells['name'] as string, path: parent === null ? label : `${parent.path}.${label}` }
  const before = known.get(id)
  // Rights hang on the place in the tree: a unit does not move, it ends and another begins.
  if (before !== undefined && (before.parent !== unit.parent || before.kind !== kind || before.agency !== agency)) throw new RowFault('HJ-PPL-006', 'parent', id)
  if (before === undefined && [...known.values()].some((other) => other.path === unit.path)) throw new RowFault('HJ-PPL-006', 'code', id)
  known.set(id, unit)
  if (before?.name === unit.name) return 'unchanged'
  written.set(id, unit)
  return before === undefined ? 'added' : 'changed'
}

export interface Post {
  person: string
  unit: string
  role: string
  title: string | null
  since: string
  until: string | null
}

const keyOf = ({ unit, role, since }: Post): string => `${unit}\n${role}\n${since}`

async function importPosts(tx: Tx, roles: Roles, rows: FileRow[], attempt: Attempt): Promise<void> {
  const ids = [...new Set(rows.map(({ cells }) => cells['id'] ?? ''))]
  const units = new Set((await tx.query<{ id: string }>('select id from org_unit where id = any($1)', [[...new Set(rows.map(({ cells }) => cells['unit']))]])).rows.map(({ id }) => id))
  const persons = (await tx.query<{ id: string; name: string; clearance: number }>('select id, name, clearance from person where id = any($1)', [ids])).rows
  const names = new Map(persons.map(({ id, name }) => [id, name]))
  const cleared = new Map(persons.map(({ id, clearance }) => [id, clearance]))
  const stored = await tx.query<Post>(`select person_id as person, unit_id as unit, role, title, since::text, until::text from post where person_id = any($1)`, [ids])
  const held = Map.groupBy(stored.rows, (post) => post.person)
  const people = new Map<string, string>()
  const posts = new Set<Post>()
  for (const row of rows) {
    attempt(row, () => {
      const post = postIn(row, roles, units)
      const all = held.get(post.person) ?? []
      const change = takePost(post, all, roles, posts)
      held.set(post.person, all)
      const name = row.cells['name'] as string
      // a file without the column says nothing about it
      const clearance = row.cells['clearance'] === undefined ? (cleared.get(post.person) ?? 0) : rankOf(row.cells['clearance'], roles)
      const renamed = names.get(post.person) !== name || (cleared.get(post.person) ?? 0) !== clearance
      cleared.set(post.person, clearance)
      if (renamed) people.set(post.person, name)
      names.set(post.person, name)
      return change === 'unchanged' && renamed ? 'changed' : change
    })
  }
  await tx.query('insert into person (id, name, clearance) select * from unnest($1::text[], $2::text[], $3::smallint[]) on conflict (id) do update set name = excluded.name, clearance = excluded.clearance', [[...people.keys()], [...people.values()], [...people.keys()].map((id) => cleared.get(id) ?? 0)])
  const list = [...posts]
  await tx.query(
    `insert into post (person_id, unit_id, role, title, since, until)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[])
     on conflict (person_id, unit_id, role, since) do update set title = excluded.title, until = excluded.until`,
    [list.map((p) => p.person), list.map((p) => p.unit), list.map((p) => p.role), list.map((p) => p.title), list.map((p) => p.since), list.map((p) => p.until)],
  )
}

/** An empty cell is no clearance. */
function rankOf(text: string, { secrecy }: Roles): number {
  return text === '' ? 0 : secrecy.indexOf(oneOf('clearance', text, secrecy)) + 1
}

function postIn({ cells }: FileRow, roles: Roles, units: ReadonlySet<string>): Post {
  const person = cells['id'] as string
  if (!/^[A-Za-z0-9-]{1,40}$/.test(person)) throw new RowFault('HJ-PPL-003', 'id', person)
  const unit = cells['unit'] as string
  if (!units.has(unit)) throw new RowFault('HJ-PPL-004', 'unit', unit)
  const role = cells['role'] as string
  if (!roles.has(role)) throw new RowFault('HJ-PPL-003', 'role', role)
  const since = dayIn('since', cells['since'] as string)
  const until = cells['until'] ? dayIn('until', cells['until']) : null
  if (until !== null && until < since) throw new RowFault('HJ-PPL-003', 'until', until)
  return { person, unit, role, title: cells['title'] || null, since, until }
}

const overlap = (a: Post, b: Post): boolean => a.since <= (b.until ?? '9999-12-31') && b.since <= (a.until ?? '9999-12-31')

/** Enters the post among all of the person; ends the one that the person leaves for it. */
function takePost(post: Post, all: Post[], roles: Roles, written: Set<Post>): Change {
  const left = all.find((other) => other.role === post.role && other.unit !== post.unit && other.until === null && other.since < post.since)
  const others = all.filter((other) => keyOf(other) !== keyOf(post) && other !== left)
  const conflict = roles.conflict([post.role, ...others.filter((other) => overlap(other, post)).map((other) => other.role)])
  if (conflict !== null) throw new RowFault('HJ-PPL-005', 'role', conflict.join(' + '))
  const before = all.find((other) => keyOf(other) === keyOf(post))
  // a post that ended stays ended where the file still shows it open
  if (before !== undefined && before.until !== null && post.until === null) post.until = before.until
  if (before !== undefined && before.until === post.until && before.title === post.title) return 'unchanged'
  if (left !== undefined && post.until === null) {
    left.until = dayBefore(post.since)
    written.add(left)
  }
  if (before === undefined) all.push(post)
  else Object.assign(before, post)
  written.add(before ?? post)
  return before === undefined ? 'added' : 'changed'
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

interface Absence {
  person: string
  kind: string
  since: string
  until: string
  substitute: string | null
}

async function importAbsences(tx: Tx, roles: Roles, rows: FileRow[], attempt: Attempt): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ cells }) => [cells['id'] ?? '', cells['substitute'] ?? '']))]
  const people = new Set((await tx.query<{ id: string }>('select id from person where id = any($1)', [ids])).rows.map(({ id }) => id))
  const posts = Map.groupBy((await tx.query<Post>('select person_id as person, unit_id as unit, role, title, since::text, until::text from post where person_id = any($1)', [ids])).rows, (post) => post.person)
  const stored = new Map((await tx.query<Absence>('select person_id as person, kind, since::text, until::text, substitute_id as substitute from absence where person_id = any($1)', [ids])).rows.map((one) => [`${one.person}\n${one.since}`, one]))
  const written = new Map<string, Absence>()
  for (const row of rows) {
    attempt(row, () => {
      const absence = absenceIn(row, people)
      refuseConflict(absence, posts, roles)
      const key = `${absence.person}\n${absence.since}`
      const before = stored.get(key)
      stored.set(key, absence)
      if (before !== undefined && JSON.stringify(before) === JSON.stringify(absence)) return 'unchanged'
      written.set(key, absence)
      return before === undefined ? 'added' : 'changed'
    })
  }
  const list = [...written.values()]
  await tx.query(
    `insert into absence (person_id, kind, since, until, substitute_id) select * from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::text[])
     on conflict (person_id, since) do update set kind = excluded.kind, until = excluded.until, substitute_id = excluded.substitute_id`,
    [list.map((a) => a.person), list.map((a) => a.kind), list.map((a) => a.since), list.map((a) => a.until), list.map((a) => a.substitute)],
  )
}

function absenceIn({ cells }: FileRow, people: ReadonlySet<string>): Absence {
  const person = cells['id'] as string
  const substitute = cells['substitute'] || null
  for (const [column, id] of [['id', person], ['substitute', substitute]] as const) if (id !== null && !people.has(id)) throw new RowFault('HJ-PPL-004', column, id)
  if (substitute === person) throw new RowFault('HJ-PPL-003', 'substitute', person)
  const since = dayIn('since', cells['since'] as string)
  const until = dayIn('until', cells['until'] as string)
  if (until < since) throw new RowFault('HJ-PPL-003', 'until', until)
  return { person, kind: oneOf('kind', cells['kind'] ?? '', ['leave', 'secondment', 'training', 'sick']), since, until, substitute }
}

/** A substitute acts in the roles of the absent person too: not where the two exclude each other. */
function refuseConflict({ person, substitute, since, until }: Absence, posts: Map<string, Post[]>, roles: Roles): void {
  if (substitute === null) return
  const during = (id: string): string[] => (posts.get(id) ?? []).filter((post) => post.since <= until && (post.until ?? '9999-12-31') >= since).map((post) => post.role)
  const conflict = roles.conflict([...during(person), ...during(substitute)])
  if (conflict !== null) throw new RowFault('HJ-PPL-005', 'substitute', conflict.join(' + '))
}
