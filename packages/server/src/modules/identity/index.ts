/** Who is there and what they may do: organisations, people, accounts, sessions, clients of the interface. */
import type { AccountView, Actor, ClientView, DemoPerson, NewAccount, NewKey, PasswordStrength, PeopleImportReport, PersonList, PersonView, RolesView, SessionState, SessionView, UnitView } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import type { Reach, Store } from '../../store/index.ts'
import { accountOf, changePassword, confirmTotp, createAccount, listAccounts, offerTotp, removeDemo, resetAccount, setDisabled, wordsOf } from './accounts.ts'
import type { AccountOptions } from './accounts.ts'
import { localActor, standingOf } from './actors.ts'
import { createAttempts } from './attempts.ts'
import { clientOf, createClient, listClients, resolveKey, revokeClient, rotateKey, setClientReach } from './clients.ts'
import type { ClientReach, ClientWish } from './clients.ts'
import { listDemo, openDemoSession, prepareDemo } from './demo.ts'
import type { DemoCast } from './demo.ts'
import type { Deed, IdentityParts } from './parts.ts'
import { importPeople } from './people-import.ts'
import { leadersOf } from './leaders.ts'
import type { Leader, LeaderQuery } from './leaders.ts'
import { holdersAt, lineOf, listPeople, listUnits, ownerOf, pathOf, personOf, standInsOf } from './people.ts'
import type { Holding, Line, PeopleQuery } from './people.ts'
import { prove } from './proof.ts'
import type { Proof } from './proof.ts'
import { reachOf } from './reach.ts'
import { loadInternalRules } from './roles.ts'
import { createPasswords } from './password.ts'
import { createSeal, secretOf } from './seal.ts'
import type { Seal } from './seal.ts'
import { checkSignature, setPublicKey } from './signatures.ts'
import { strengthOf } from './strength.ts'
import type { SignatureCheck, SignedRequest } from './signatures.ts'
import { alive, endSessions, endToken, giveCode, listSessions, openSession, resolve, signIn } from './sessions.ts'
import type { Credentials, From, Signed } from './sessions.ts'

import { createSso } from './sso.ts'
import { linkAccount, unlinkAccount } from './sso-link.ts'
import type { Sso, SsoSetup } from './sso.ts'

export type { DemoCast } from './demo.ts'
export type { Leader, LeaderQuery } from './leaders.ts'
export type { Deed } from './parts.ts'
export type { SsoSetup } from './sso.ts'
export type { Credentials, From, Signed } from './sessions.ts'
export { textToSign } from './signatures.ts'
export type { SignatureCheck, SignedRequest } from './signatures.ts'
export { isSheet } from './people-sheet.ts'
export { codeOf, stepAt } from './totp.ts'

export interface Identity {
  /** every permission that a route may name */
  permissions: ReadonlySet<string>
  roles: RolesView
  /** permissions before which whoever is signed in shows once more who they are */
  proofFor: ReadonlySet<string>
  local: Actor
  /** has anybody an account? From then on one must sign in. */
  hasAccounts(): Promise<boolean>
  hasDemoAccounts(): Promise<boolean>
  signIn(credentials: Credentials, from: From): Promise<string>
  /** null where the token is none or its session has ended */
  resolve(token: string, idleMs?: number): Promise<Signed | null>
  resolveKey(key: string): Promise<Actor | null>
  /** by the identity provider of the house; null where none is configured */
  sso: Sso | null
  /** The code that a sign-in by the provider still owes; answers a new token. Throws HJ-AUT-003, HJ-AUT-006. */
  giveCode(token: string, code: string, from: From): Promise<string>
  /** Whoever is signed in shows once more who they are. Throws HJ-AUT-002, HJ-AUT-003, HJ-AUT-006, HJ-AUT-019. */
  prove(signed: Signed, proof: Proof, from: Pick<From, 'address'>): Promise<void>
  /** Links an account to a subject of the identity provider by hand. Throws HJ-REQ-007, HJ-AUT-009. */
  link(by: Actor | null, account: string, issuer: string, subject: string): Promise<void>
  /** Takes its links away; answers how many. Throws HJ-REQ-007. */
  unlink(by: Actor | null, account: string): Promise<number>
  /** which matters the actor may see */
  reachOf(actor: Actor): Promise<Reach>
  /** which matters a person may see by the posts of today, signed in or not */
  reachOfPerson(person: string): Promise<Reach>
  /** for how many minutes names can be read once a reason was given, and how long it must be */
  unmasking: { minutes: number; reason: number }
  signOut(token: string): Promise<void>
  state(signed: Signed | null, required: boolean): Promise<SessionState>
  sessions(account: string, current: string | null): Promise<SessionView[]>
  /** Ends one session of the account. Throws HJ-REQ-007. */
  endSession(by: Actor, account: string, id: string): Promise<void>
  endSessions(by: Actor, account: string): Promise<number>
  alive(ids: readonly string[]): Promise<ReadonlySet<string>>
  changePassword(by: Actor, account: string, current: string, next: string): Promise<void>
  /** How good a new password would be; it is not kept. */
  strength(by: Actor, account: string, next: string): PasswordStrength
  offerTotp(account: string): Promise<{ secret: string; address: string }>
  confirmTotp(by: Actor, account: string, code: string): Promise<void>
  accounts(): Promise<AccountView[]>
  createAccount(by: Actor | null, name: string, person: string, options?: AccountOptions): Promise<NewAccount>
  setDisabled(by: Actor | null, account: string, disabled: boolean): Promise<AccountView>
  resetAccount(by: Actor | null, account: string): Promise<NewAccount>
  removeDemo(): Promise<number>
  people(query: PeopleQuery, reader: Actor): Promise<PersonList>
  person(id: string, reader: Actor): Promise<PersonView>
  units(parent: string | null): Promise<UnitView[]>
  /** labels of the tree from the province down to an organisation, by its id or by the code of its place and its agency; null where it is not known */
  pathOf(org: string, agency: string): Promise<string | null>
  /** the agency to which a path belongs, and the agencies above it, the nearest first: of the same kind, or the committee where there is none */
  lineOf(path: string): Promise<Line>
  /** people who answer for a unit by posts of these roles, and those who stand in for them */
  holders(wanted: readonly Holding[], path: string): Promise<string[]>
  /** posts by role over a span of days, as far as a reader may look */
  leaders(query: LeaderQuery): Promise<Leader[]>
  /** the person, where there is one, and who stands in */
  reach(person: string): Promise<string[]>
  /** whose account it is; null where there is no such account */
  ownerOf(account: string): Promise<string | null>
  /** seals what must be read again, bound to whose it is */
  seal: Pick<Seal, 'close' | 'open'>
  /** `content`: the text of a CSV file or the bytes of an XLSX file. Throws HJ-PPL-001, HJ-PPL-007. */
  importPeople(by: Actor | null, file: string, content: string | Uint8Array): Promise<PeopleImportReport>
  clients(): Promise<ClientView[]>
  client(id: string): Promise<ClientView>
  createClient(by: Actor | null, wish: ClientWish): Promise<NewKey>
  /** Which matters the client reads. Throws HJ-REQ-005, HJ-REQ-007, HJ-AUT-012, HJ-AUT-020. */
  setClientReach(by: Actor | null, id: string, reach: ClientReach & { juveniles: boolean }): Promise<ClientView>
  rotateKey(by: Actor | null, id: string): Promise<NewKey>
  revokeClient(by: Actor | null, id: string): Promise<ClientView>
  /** The key with which the client must sign from now on; null: it need not. Throws HJ-REQ-007, HJ-AUT-016. */
  setPublicKey(by: Actor | null, id: string, written: string | null): Promise<ClientView>
  /** Whether a client's request is signed as it must be. Call once for a request. */
  checkSignature(client: string, request: SignedRequest): Promise<SignatureCheck>
  /** One press on a demonstration: a real session of a demo account. Throws HJ-REQ-007 for any other account. */
  signInDemo(account: string, from: From): Promise<string>
  /** Accounts and a client for a demonstration, on a store where nobody has one. Answers the key of the client. */
  prepareDemo(cast: DemoCast): Promise<string>
  /** A session without a password, for the command line and tests. */
  openSession(account: string): Promise<string>
}

export interface IdentitySetup {
  store: Store
  clock: () => number
  /** folder of roles.yaml and sign-in.yaml */
  internalDir: string
  dataDir: string
  secret: string | null
  /** a demonstration: people may be chosen at a press */
  demo: boolean
  offset: number
  /** the identity provider of the house */
  sso?: SsoSetup | null
  record: (deed: Deed) => Promise<void>
}

/** Throws HJ-CFG-008 where the roles cannot be read. */
export async function createIdentity({ store, clock, internalDir, dataDir, secret, demo, offset, sso = null, record }: IdentitySetup): Promise<Identity> {
  const rules = await loadInternalRules(internalDir)
  const seal = createSeal(await secretOf(secret, dataDir))
  const parts: IdentityParts = { ...rules, store, clock, seal, offset, record, attempts: createAttempts(rules.signIn.attempts.perMinute), passwords: createPasswords(seal.keyFor('password')) }
  const exists = async (where: string): Promise<boolean> => (await store.pool.query<{ found: boolean }>(`select exists (select from account ${where}) as found`)).rows[0]?.found === true
  let isClosed = false
  const accountsFor = async (reader: Actor): Promise<Map<string, AccountView>> => new Map(reader.permissions.has('accounts.read') ? (await listAccounts(parts)).map((account) => [account.person, account]) : [])
  return {
    permissions: rules.roles.all,
    roles: rules.roles.view,
    proofFor: new Set(rules.signIn.proof.permissions),
    local: localActor(parts),
    // Once there are accounts there is no way back to an open store.
    hasAccounts: async () => (isClosed ||= await exists('')),
    hasDemoAccounts: () => exists('where demo'),
    signIn: (credentials, from) => signIn(parts, credentials, from),
    resolve: (token, idleMs) => resolve(parts, token, idleMs),
    resolveKey: (key) => resolveKey(parts, key),
    reachOf: (actor) => reachOf(parts, actor),
    reachOfPerson: async (person) => {
      const { roles, org, held } = await standingOf(parts, person)
      return await reachOf(parts, { kind: 'person', id: person, name: '', roles, permissions: rules.roles.permissionsOf(roles), org, session: null, posts: held.map(({ role, unit }) => ({ role, unit: unit.id })) })
    },
    unmasking: rules.roles.unmasking,
    sso: sso === null ? null : createSso(parts, sso),
    giveCode: (token, code, from) => giveCode(parts, token, code, from),
    prove: (signed, proof, from) => prove(parts, signed, proof, from),
    link: (by, account, issuer, subject) => linkAccount(parts, by, account, issuer, subject),
    unlink: (by, account) => unlinkAccount(parts, by, account),
    signOut: async (token) => {
      const signed = await resolve(parts, token)
      await endToken(parts, token, 'out')
      if (signed !== null) await record({ actor: signed.actor, action: 'session.end', object: signed.account, detail: {} })
    },
    state: async (signed, required) => ({ ...stateOf(parts, signed, required, demo && signed === null ? await listDemo(parts) : null), sso: sso !== null }),
    sessions: (account, current) => listSessions(parts, account, current),
    endSession: async (by, account, id) => {
      if ((await endSessions(parts, account, 'remote', { only: id })) === 0) throw new CodedError('HJ-REQ-007', id)
      await record({ actor: by, action: 'session.end', object: account, detail: { session: id } })
    },
    endSessions: async (by, account) => {
      await accountOf(parts, account)
      const count = await endSessions(parts, account, 'remote')
      await record({ actor: by, action: 'session.end', object: account, detail: { count } })
      return count
    },
    alive: (ids) => alive(parts, ids),
    strength: (by, account, next) => strengthOf(next, rules.signIn.password, wordsOf(by, account)),
    changePassword: (by, account, current, next) => changePassword(parts, by, account, current, next),
    offerTotp: (account) => offerTotp(parts, account),
    confirmTotp: (by, account, code) => confirmTotp(parts, by, account, code),
    accounts: () => listAccounts(parts),
    createAccount: (by, name, person, options) => createAccount(parts, by, name, person, options),
    setDisabled: (by, account, disabled) => setDisabled(parts, by, account, disabled),
    resetAccount: (by, account) => resetAccount(parts, by, account),
    removeDemo: () => removeDemo(parts),
    people: async (query, reader) => await listPeople(parts, query, await accountsFor(reader)),
    person: async (id, reader) => await personOf(parts, id, await accountsFor(reader)),
    units: (parent) => listUnits(parts, parent),
    pathOf: (org, agency) => pathOf(parts, org, agency),
    lineOf: (path) => lineOf(parts, path),
    holders: (wanted, path) => holdersAt(parts, wanted, path),
    leaders: (query) => leadersOf(parts, query),
    reach: (person) => standInsOf(parts, person),
    ownerOf: (account) => ownerOf(parts, account),
    seal,
    importPeople: async (by, file, content) => {
      const report = await importPeople(store, rules.roles, file, content)
      await record({ actor: by, action: 'people.import', object: file, detail: { kind: report.kind, added: report.added, changed: report.changed, rejected: report.rejected.length } })
      return report
    },
    clients: () => listClients(parts),
    client: (id) => clientOf(parts, id),
    createClient: (by, wish) => createClient(parts, by, wish),
    setClientReach: (by, id, reach) => setClientReach(parts, by, id, reach),
    rotateKey: (by, id) => rotateKey(parts, by, id),
    revokeClient: (by, id) => revokeClient(parts, by, id),
    setPublicKey: (by, id, written) => setPublicKey(parts, by, id, written),
    checkSignature: (client, request) => checkSignature(parts, client, request),
    signInDemo: (account, from) => {
      if (!demo) throw new CodedError('HJ-REQ-006')
      return openDemoSession(parts, account, from)
    },
    prepareDemo: (cast) => prepareDemo(parts, cast),
    openSession: (account) => openSession(parts, account, { address: '', agent: '' }),
  }
}

function stateOf({ roles, signIn: rules }: IdentityParts, signed: Signed | null, required: boolean, demo: DemoPerson[] | null): Omit<SessionState, 'sso'> {
  const password = { length: rules.password.length, classes: rules.password.classes }
  if (signed === null) return { required, actor: null, pending: null, totp: false, proof: 'password', demo, password }
  const { actor, standing, pending, totp, proof, account } = signed
  return {
    required,
    actor: {
      kind: actor.kind,
      id: actor.id,
      account: account === '' ? null : account,
      name: actor.name,
      unit: actor.org?.name ?? null,
      roles: actor.roles.map((id) => ({ id, name: roles.nameOf(id) })),
      held: standing.held,
      permissions: [...actor.permissions],
    },
    pending,
    totp,
    proof: proof.by,
    demo: null,
    password,
  }
}
