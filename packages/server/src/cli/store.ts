/**
 * Opens the store for a command and closes it whatever happens. Commands load this file only when they run:
 * the database is half of the start-up time, and most commands do without it.
 */
import { userInfo } from 'node:os'
import type { AuditActor } from '@hengjian/contracts'
import { createAudit, entryOf } from '../audit/index.ts'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { openStore } from '../intake/index.ts'
import type { Store } from '../intake/index.ts'
import { createIdentity } from '../modules/identity/index.ts'
import type { Identity } from '../modules/identity/index.ts'

export { createAudit, createRootKey, listRoots, makeRoot, readRootKey, rootFile, writeProof } from '../audit/index.ts'
export type { Audit } from '../audit/index.ts'
export { exportEvents } from '../intake/index.ts'
export { Changes, compareStore } from '../modules/drafts/index.ts'
export { isSheet } from '../modules/identity/index.ts'
export { openCatalogue } from '../modules/catalogue/index.ts'

export async function withStore<T>(given: Partial<Config>, work: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env, given)
  const store = await openStore(config)
  try {
    return await work(store, config)
  } finally {
    await store.close()
  }
}

/** Whoever types the command, by the name under which the machine knows them. */
export function atThisMachine(): AuditActor {
  const name = nameOfUser()
  return { kind: 'local', id: `local/${name}`, name }
}

function nameOfUser(): string {
  try {
    return userInfo().username
  } catch {
    // a number without an entry in the list of users, as in some containers
    return String(process.getuid?.() ?? '?')
  }
}
/** China has one zone; which day it is decides who holds which post. */
const OFFSET = 480

/** What is done here stands in the audit trail, under the name of whoever sits at the machine. */
export function identityOn(store: Store, config: Config): Promise<Identity> {
  const audit = createAudit({ store, clock: Date.now })
  return createIdentity({ store, clock: Date.now, internalDir: config.internalDir, dataDir: config.dataDir, secret: config.secret, demo: config.demo, offset: OFFSET, record: (deed) => audit.note(entryOf(deed, atThisMachine())) })
}

export const withIdentity = <T>(work: (identity: Identity, config: Config) => Promise<T>): Promise<T> => withStore({}, async (store, config) => await work(await identityOn(store, config), config))
