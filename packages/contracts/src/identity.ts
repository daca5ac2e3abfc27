/** Who acts, what they may do, and what the workbench is told about it. */
import type { Text } from '@hengjian/engine'

/**
 * Whoever makes a request. `local` is the actor of a store on which no account exists yet: only this machine reaches it,
 * and it may do everything.
 */
export interface Actor {
  kind: 'person' | 'client' | 'local'
  /** employee number, id of the client, or `local` */
  id: string
  name: string
  roles: readonly string[]
  permissions: ReadonlySet<string>
  /** where the person's main post is; null for those who belong nowhere */
  org: { id: string; /** labels of an ltree from the province down */ path: string; agency: string; name: string; /** path of the agency to which the unit belongs; left out: the unit is one */ home?: string } | null
  /** id of the session as lists show it; null without one */
  session: string | null
  /** every post held today, of absent colleagues too; where it is left out, the roles at `org` */
  posts?: readonly { role: string; unit: string; /** the unit as `org` has it: a role counts where its post is */ org?: NonNullable<Actor['org']> }[]
}

export type AgencyKind = 'committee' | 'police' | 'procuratorate' | 'court' | 'prison' | 'justice' | 'others'

/** What must happen before a session may do anything else: a new password, a second factor to be set up, a code of it to be given. */
export type Pending = 'password' | 'totp' | 'code'

/** How somebody who is signed in shows once more who they are; `provider`: by signing in there again. */
export type ProofBy = 'code' | 'password' | 'provider'

/** A role as a person holds it, with its unit. */
export interface HeldRole {
  role: string
  name: Text
  unit: { id: string; name: string }
  title: string | null
  /** the absent colleague whose place is taken; null for one's own post */
  insteadOf: string | null
}

export interface SessionState {
  /** false while no account exists: this machine only, everything is open */
  required: boolean
  /** null: nobody has signed in */
  actor: {
    kind: Actor['kind']
    id: string
    account: string | null
    name: string
    unit: string | null
    /** names of the roles, in the order of the register */
    roles: { id: string; name: Text }[]
    held: HeldRole[]
    permissions: string[]
  } | null
  pending: Pending | null
  /** whether the second factor is set up */
  totp: boolean
  proof: ProofBy
  /** whether the identity provider of the house signs people in */
  sso: boolean
  /** people of a demo who may be chosen at a press; null elsewhere */
  demo: DemoPerson[] | null
  /** what a new password must be */
  password: { length: number; classes: number }
}

export interface DemoPerson {
  account: string
  name: string
  role: string
  roleName: Text
  /** what the role is there for */
  does: Text
  unit: string
}

/** A place where somebody is signed in. */
export interface SessionView {
  id: string
  current: boolean
  createdAt: string
  seenAt: string
  address: string
  agent: string
}

export interface RoleView {
  id: string
  name: Text
  does: Text
  permissions: string[]
  /** the second factor is asked for */
  totp: boolean
  /** how far it reaches */
  sees: 'own' | 'unit' | 'agency' | 'place' | 'all'
  /** roles that the same person must not hold */
  excludes: string[]
}

export interface RolesView {
  roles: RoleView[]
  areas: { id: string; name: Text; permissions: { id: string; name: Text }[] }[]
  /** what everybody who has signed in may do */
  everyone: string[]
  /** what a client of the interface can be given */
  clients: string[]
  /** ranks of secrecy, the lowest first */
  secrecy: string[]
}

export interface PersonRow {
  id: string
  name: string
  posts: { role: string; roleName: Text; unit: string; unitName: string; title: string | null; since: string; until: string | null; current: boolean }[]
  account: AccountView | null
}

export interface PersonList {
  items: PersonRow[]
  total: number
  nextCursor: string | null
}

export interface PersonView extends PersonRow {
  absences: { id: number; from: string; to: string; kind: string; substitute: { id: string; name: string } | null }[]
}

export interface AccountView {
  id: string
  person: string
  state: 'active' | 'locked' | 'disabled'
  /** ends of a lock-out; null where there is none */
  lockedUntil: string | null
  totp: boolean
  mustChange: boolean
  demo: boolean
  lastSeenAt: string | null
}

/** Why a password would not be taken. */
export type PasswordWeakness = 'short' | 'long' | 'kinds' | 'letters' | 'word' | 'guessable'

export interface PasswordStrength {
  /** 0 to 4, by the number of guesses that it withstands */
  score: number
  /** the least that is taken */
  needed: number
  /** null: it would be taken */
  weakness: PasswordWeakness | null
}

/** A password that is shown once. */
export interface NewAccount {
  account: AccountView
  password: string
}

export interface UnitView {
  id: string
  parent: string | null
  kind: 'place' | 'agency' | 'department'
  agency: AgencyKind | null
  place: string
  name: string
  path: string
  children: number
}

export interface ClientView {
  id: string
  name: string
  scopes: string[]
  /** code of the unit whose system it is, and whose matters it reads; null: it serves all units and reads the matters of all */
  unit: string | null
  unitName: string | null
  /** the highest rank of secrecy that it reads; null: nothing secret */
  clearance: string | null
  /** it reads matters of minors and sealed records */
  juveniles: boolean
  /** the point of the SM2 key with which it must sign its requests, in hex; null: it need not */
  publicKey: string | null
  createdAt: string
  revokedAt: string | null
  keys: { id: string; createdAt: string; expiresAt: string | null; usedAt: string | null }[]
}

/** A key that is shown once. */
export interface NewKey {
  client: ClientView
  key: string
}

/** What became of a file of people or organisations. */
export interface PeopleImportReport {
  file: string
  kind: 'units' | 'people' | 'absences'
  read: number
  added: number
  changed: number
  unchanged: number
  rejected: { line: number; column: string | null; code: string; message: Text; remedy: Text }[]
}
