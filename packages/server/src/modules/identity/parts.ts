/** What the parts of identity are given. */
import type { Actor } from '@hengjian/contracts'
import type { Store } from '../../store/index.ts'
import type { Attempts } from './attempts.ts'
import type { Passwords } from './password.ts'
import type { InternalRules } from './roles.ts'
import type { Seal } from './seal.ts'

/** Something that must stand in the audit trail. `actor`: null where nobody has signed in. */
export interface Deed {
  actor: Actor | null
  /** `session.begin`, `session.refuse`, `account.create` … */
  action: string
  object: string
  detail: Record<string, unknown>
}

export interface IdentityParts extends InternalRules {
  store: Store
  clock: () => number
  seal: Seal
  attempts: Attempts
  passwords: Passwords
  /** minutes east of Greenwich: which day it is decides which posts are held */
  offset: number
  record: (deed: Deed) => Promise<void>
}
