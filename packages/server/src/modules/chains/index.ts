/** Matters, their verdicts and the worklist, for reading: what the reader may see, and masked unless a right to see names was taken. */
import type { Actor, AuditActor, CustodyList, Explanation, Matter, MatterEvent, MatterList, Today, Unmasking, VerdictList } from '@hengjian/contracts'
import { CodedError } from '../../problem.ts'
import type { Reach, View } from '../../store/index.ts'
import { reachKey, viewOf } from '../../store/index.ts'
import type { CustodyQuery } from './custody.ts'
import { readCustody } from './custody.ts'
import { readMatter, readMatterEvents } from './matter.ts'
import type { MatterQuery } from './matters.ts'
import { countVisible, readMatters } from './matters.ts'
import type { Reading } from './reading.ts'
import { outside } from './reading.ts'
import { Recent } from './recent.ts'
import { maskedTitles } from './title.ts'
import type { TodayQuery } from './today.ts'
import { createToday } from './today.ts'
import { mask, unmask, unmaskedUntil } from './unmasking.ts'
import type { UnmaskingParts } from './unmasking.ts'
import type { VerdictQuery } from './verdicts.ts'
import { explainVerdict, readVerdicts } from './verdicts.ts'

export type { CustodyQuery } from './custody.ts'
export type { MatterQuery } from './matters.ts'
export type { Reading } from './reading.ts'
export type { TodayQuery } from './today.ts'
export type { VerdictQuery } from './verdicts.ts'
export { maskerOf } from './masking.ts'

export interface Chains {
  today(actor: Actor, query: TodayQuery): Promise<Today>
  custody(actor: Actor, query: CustodyQuery): Promise<CustodyList>
  matters(actor: Actor, query: MatterQuery): Promise<MatterList>
  /** Throw HJ-REQ-007, also where there is one that the actor may not see: the two look alike from outside. */
  matter(actor: Actor, chain: string, asOf: number | null): Promise<Matter>
  events(actor: Actor, chain: string): Promise<MatterEvent[]>
  explanation(actor: Actor, id: string, asOf: number | null): Promise<Explanation>
  /** From now on and for a while the actor reads this matter with names. Throws HJ-REQ-007, HJ-REQ-010. */
  unmask(actor: Actor, named: AuditActor | null, chain: string, reason: string): Promise<Unmasking>
  /** Gives that right back. */
  mask(actor: Actor, chain: string): Promise<Unmasking>
  verdicts(actor: Actor, query: VerdictQuery): Promise<VerdictList>
  /** how many of the matters can be seen with the reach */
  visible(reach: Reach, chains: readonly string[]): Promise<number>
  /** for other modules that read as the same reader */
  on(view: View): ChainsOn
}

export interface ChainsOn {
  /** masked titles by chain; a matter that the reader may not see is left out */
  titles(chains: readonly string[]): Promise<Map<string, string>>
  events(chain: string): Promise<MatterEvent[]>
  explanation(id: string): Promise<Explanation>
}

export interface ChainParts extends Omit<Reading, 'store' | 'unmaskedUntil' | 'recent'>, UnmaskingParts {
  reachOf: (actor: Actor) => Promise<Reach>
}

const masked = (): Promise<null> => Promise.resolve(null)

export function createChains(parts: ChainParts): Chains {
  const { store, reachOf, ...given } = parts
  const rest = { ...given, recent: new Recent() }
  const as = async (actor: Actor): Promise<Reading> => ({ ...rest, store: viewOf(store, await reachOf(actor)), unmaskedUntil: (chain) => unmaskedUntil(parts, actor, chain) })
  const ensureVisible = async (actor: Actor, chain: string): Promise<void> => {
    if ((await countVisible(viewOf(store, await reachOf(actor)), [chain])) === 0) throw new CodedError('HJ-REQ-007', chain)
  }
  const today = createToday(rest)
  return {
    today: async (actor, query) => {
      const reach = await reachOf(actor)
      return await today({ ...rest, store: viewOf(store, reach), unmaskedUntil: masked }, reachKey(reach), query)
    },
    custody: async (actor, query) => await readCustody(await as(actor), query),
    matters: async (actor, query) => await readMatters(await as(actor), query),
    matter: async (actor, chain, asOf) => await readMatter(await as(actor), outside(rest, chain), asOf),
    events: async (actor, chain) => await readMatterEvents(await as(actor), outside(rest, chain)),
    explanation: async (actor, id, asOf) => await explainVerdict(await as(actor), id, asOf),
    unmask: async (actor, named, chain, reason) => {
      await ensureVisible(actor, outside(rest, chain))
      return await unmask(parts, actor, named, chain, reason, rest.catalogue.zoneOffset ?? 0)
    },
    mask: async (actor, chain) => {
      await mask(parts, actor, chain)
      return { until: null }
    },
    verdicts: async (actor, query) => await readVerdicts(await as(actor), query),
    visible: (reach, chains) => countVisible(viewOf(store, reach), chains),
    on: (view) => {
      const reading: Reading = { ...rest, store: view, unmaskedUntil: masked }
      return { titles: (chains) => maskedTitles(reading, chains), events: (chain) => readMatterEvents(reading, chain), explanation: (id) => explainVerdict(reading, id, null) }
    },
  }
}
