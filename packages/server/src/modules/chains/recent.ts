/**
 * Chains judged as of now, kept while nothing about them can have changed: no event came and no limit was reached. Many
 * people look at the same matters. Whether somebody may see a chain is asked of the store each time, with its head.
 */
import { storedEvents } from '../../intake/index.ts'
import type { View } from '../../store/index.ts'
import { JudgedChain, judgeAt } from './judged.ts'
import type { Reading } from './reading.ts'

/** How many events the chains kept may have together: some hundred megabytes with their traces. */
const EVENTS_KEPT = 60_000

interface Kept {
  head: string
  chain: JudgedChain
}

export class Recent {
  /** the one that was used last stands last */
  readonly #kept = new Map<string, Kept>()
  #events = 0

  /** By chain; one that is not there or that the reader may not see is left out. */
  async judge({ store, catalogue, clock }: Omit<Reading, 'recent'>, chains: readonly string[]): Promise<Map<string, JudgedChain>> {
    const heads = await headsOf(store, chains)
    const now = clock()
    const found = new Map<string, JudgedChain>()
    for (const [chain, { head }] of heads) {
      const kept = this.#kept.get(chain)
      if (kept?.head !== head || now < kept.chain.holds.from || now >= kept.chain.holds.before) continue
      this.#keep(chain, kept)
      found.set(chain, kept.chain)
    }
    for (const [chain, events] of await storedEvents(store.pool, [...heads.keys()].filter((chain) => !found.has(chain)))) {
      const judged = new JudgedChain(catalogue, events, now)
      const { head, length } = heads.get(chain) as Head
      // An event may have come between the two questions: then the head is no longer that of the events.
      if (events.length === length) this.#keep(chain, { head, chain: judged })
      found.set(chain, judged)
    }
    return found
  }

  #keep(chain: string, kept: Kept): void {
    this.#forget(chain)
    this.#kept.set(chain, kept)
    this.#events += kept.chain.events.length
    while (this.#events > EVENTS_KEPT && this.#kept.size > 1) this.#forget(this.#kept.keys().next().value as string)
  }

  #forget(chain: string): void {
    this.#events -= this.#kept.get(chain)?.chain.events.length ?? 0
    this.#kept.delete(chain)
  }
}

interface Head {
  chain_id: string
  length: number
  head: string
}

async function headsOf({ pool }: View, chains: readonly string[]): Promise<Map<string, Head>> {
  if (chains.length === 0) return new Map()
  const { rows } = await pool.query<Head>(`select chain_id, length, encode(head, 'hex') as head from chain where chain_id = any($1::text[])`, [[...new Set(chains)]])
  return new Map(rows.map((row) => [row.chain_id, row]))
}

/** As of an instant, epoch milliseconds; null for now, with all that is stored. */
export const judgedChains = async (reading: Reading, chains: readonly string[], asOf: number | null): Promise<Map<string, JudgedChain>> => await (asOf === null ? reading.recent.judge(reading, chains) : judgeAt(reading, chains, asOf))
