/** What questions before an act, and decisions to let a stopped act pass, are given. */
import type { Actor } from '@hengjian/contracts'
import type { Catalogue } from '@hengjian/engine'
import type { Audit } from '../../audit/index.ts'
import type { FlowParts } from '../../flow/index.ts'
import type { Reach, Store } from '../../store/index.ts'

export interface PrecheckParts extends FlowParts {
  store: Store
  catalogue: Catalogue
  audit: Audit
  clock: () => number
  /** which matters somebody may see */
  reachOf: (actor: Actor) => Promise<Reach>
  /** path of an organisation in the tree, by the code that events name it with and its agency; null where it is not known */
  pathOf: (org: string, agency: string) => Promise<string | null>
}
