/**
 * Which catalogue judged, and what its rules said. A rule that has left the catalogue can still be read from here,
 * so that an old verdict keeps its words.
 */
import { hash } from 'node:crypto'
import type { Catalogue, RuleInfo } from '@hengjian/engine'
import type { Store } from '../store/index.ts'
import { canonicalJson } from '../hash/index.ts'
import { iso } from './bulk.ts'

export interface RuleRegister {
  catalogueId: number
  rules: ReadonlyMap<string, RuleInfo>
}

export const ruleKey = (rule: { id: string; version: string }): string => `${rule.id}@${rule.version}`

const registers = new WeakMap<Store, WeakMap<Catalogue, Promise<RuleRegister>>>()

/** Enters the catalogue once per process; later calls answer from memory. */
export function registerCatalogue(store: Store, catalogue: Catalogue, now: number): Promise<RuleRegister> {
  let known = registers.get(store)
  if (known === undefined) registers.set(store, (known = new WeakMap()))
  let register = known.get(catalogue)
  if (register === undefined) {
    register = enter(store, catalogue, now)
    known.set(catalogue, register)
    register.catch(() => known.delete(catalogue))
  }
  return register
}

/** A server has started with this catalogue: from now on it is the one that judges. Answers its digest. */
export async function putInForce(store: Store, catalogue: Catalogue, now: number): Promise<string> {
  const { catalogueId } = await registerCatalogue(store, catalogue, now)
  await store.pool.query('update catalogue_version set in_force_since = $2 where id = $1', [catalogueId, iso(now)])
  return digestOf(catalogue)
}

/** False where a server has started since with another one: while servers are exchanged, the old ones must not judge back. */
export async function isInForce(store: Store, catalogueId: number): Promise<boolean> {
  const { rows } = await store.pool.query<{ id: number }>('select id from catalogue_version order by in_force_since desc, id desc limit 1')
  return rows[0]?.id === catalogueId
}

async function enter(store: Store, catalogue: Catalogue, now: number): Promise<RuleRegister> {
  const inserted = await store.pool.query<{ id: number }>(
    `insert into catalogue_version (digest, catalogue, in_force_since) values ($1, $2, $3)
     on conflict (digest) do update set catalogue = excluded.catalogue returning id`,
    [digestOf(catalogue), catalogue.id, iso(now)],
  )
  await store.pool.query(
    `insert into rule_register (rule, rule_version, facts)
     select distinct on (1, 2) t.rule, t.version, t.facts from unnest($1::text[], $2::text[], $3::jsonb[]) as t(rule, version, facts)
     on conflict (rule, rule_version) do update set facts = excluded.facts`,
    [catalogue.rules.map((r) => r.id), catalogue.rules.map((r) => r.version), catalogue.rules.map((r) => JSON.stringify(r))],
  )
  const { rows } = await store.pool.query<{ facts: RuleInfo }>('select facts from rule_register')
  const rules = new Map(rows.map(({ facts }) => [ruleKey(facts), facts]))
  for (const rule of catalogue.rules) rules.set(ruleKey(rule), rule)
  return { catalogueId: inserted.rows[0]?.id as number, rules }
}

const digests = new WeakMap<Catalogue, string>()

/** Says what identifies the catalogue: a digest of the files that it was read from. Two catalogues of one digest judge alike. */
export function nameDigest(catalogue: Catalogue, digest: string): void {
  digests.set(catalogue, digest)
}

/** A catalogue that was not read from files goes by what its rules say of themselves. */
const digestOf = (catalogue: Catalogue): string => digests.get(catalogue) ?? hash('sm3', canonicalJson([catalogue.id, catalogue.rules]), 'hex')
