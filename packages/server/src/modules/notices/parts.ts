/** What the parts of notices are given. */
import type { Actor } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import type { Flow } from '../../flow/index.ts'
import type { Store } from '../../store/index.ts'
import type { Mailer } from './mail.ts'
import type { NoticeRules, Recipient } from './rules.ts'
import type { Targets } from './target.ts'

/** Secrets that must be read again, bound to whose they are. */
export interface Sealing {
  close(plain: Buffer, owner: string): Buffer
  open(sealed: Buffer, owner: string): Buffer | null
}


/** Who is who: answered by identity. */
export interface People {
  pathOf(org: string, agency: string): Promise<string | null>
  /** people whose posts make them answer for it, and who stands in for them */
  holders(recipients: readonly Recipient[], path: string): Promise<string[]>
  /** the person, if it is one, and who stands in */
  reach(person: string): Promise<string[]>
  /** whose account it is */
  ownerOf(account: string): Promise<string | null>
}

export interface Deed {
  actor: Actor | null
  action: string
  object: string
  detail: Record<string, unknown>
}

export interface NoticeParts {
  store: Store
  catalogue: Catalogue
  flows: readonly Flow[]
  rules: NoticeRules
  people: People
  /** which of the matters a person may see */
  visible: (person: string, chains: readonly string[]) => Promise<ReadonlySet<string>>
  /** null: no server for mail is configured */
  mailer: Mailer | null
  targets: Targets
  seal: Sealing
  clock: () => number
  /** minutes east of Greenwich */
  offset: number
  /** `https://name`, for links in mail */
  address: string
  newId: () => string
  newSecret: () => Buffer
  record: (deed: Deed) => Promise<void>
}
