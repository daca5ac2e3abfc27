/** Matters, their verdicts and the worklist, for reading. Everything that leaves here is masked. */
import type { CustodyList, Explanation, Matter, MatterEvent, MatterList, Today, VerdictList } from '@hengjian/contracts'
import type { CustodyQuery } from './custody.ts'
import { readCustody } from './custody.ts'
import { readMatter, readMatterEvents } from './matter.ts'
import type { MatterQuery } from './matters.ts'
import { readMatters } from './matters.ts'
import type { Reading } from './reading.ts'
import { outside } from './reading.ts'
import { maskedTitles } from './title.ts'
import type { TodayQuery } from './today.ts'
import { createToday } from './today.ts'
import type { VerdictQuery } from './verdicts.ts'
import { explainVerdict, readVerdicts } from './verdicts.ts'

export type { CustodyQuery } from './custody.ts'
export type { MatterQuery } from './matters.ts'
export type { Reading } from './reading.ts'
export type { TodayQuery } from './today.ts'
export type { VerdictQuery } from './verdicts.ts'
export { maskerOf } from './masking.ts'

export interface Chains {
  today(query: TodayQuery): Promise<Today>
  /** masked titles by chain */
  titles(chains: string[]): Promise<Map<string, string>>
  custody(query: CustodyQuery): Promise<CustodyList>
  matters(query: MatterQuery): Promise<MatterList>
  matter(chain: string, asOf: number | null): Promise<Matter>
  events(chain: string): Promise<MatterEvent[]>
  /** events of a matter inside the platform: whoever asks has seen to it that the reader may */
  inside(chain: string): Promise<MatterEvent[]>
  verdicts(query: VerdictQuery): Promise<VerdictList>
  explanation(id: string, asOf: number | null): Promise<Explanation>
}

export const createChains = (reading: Reading): Chains => ({
  today: createToday(reading),
  titles: (chains) => maskedTitles(reading, chains),
  custody: (query) => readCustody(reading, query),
  matters: (query) => readMatters(reading, query),
  matter: async (chain, asOf) => readMatter(reading, outside(reading, chain), asOf),
  events: async (chain) => readMatterEvents(reading, outside(reading, chain)),
  inside: (chain) => readMatterEvents(reading, chain),
  verdicts: (query) => readVerdicts(reading, query),
  explanation: (id, asOf) => explainVerdict(reading, id, asOf),
})
