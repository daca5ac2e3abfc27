/** What the proofs of robustness work on: invented matters in small batches, and what the store must say of them. */
import { expect } from 'vitest'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { evaluate, outcomes, readEvent } from '@hengjian/engine'
import { generateDemo } from '../../src/demo/index.ts'
import type { WireEvent } from '../../src/demo/index.ts'
import { exportEvents, INSIDE, verifyChains, wakeChains } from '../../src/intake/index.ts'
import { storedEvents, storedVerdicts } from '../../src/intake/stored.ts'
import { fingerprint, verdictRow } from '../../src/intake/verdict-row.ts'
import type { Store } from '../../src/store/index.ts'

const asOf = Date.parse('2026-06-30T12:00:00+08:00')

/** In the order of recording, so that every matter grows over many batches. */
export function demoEvents(seed: number, matters: number): WireEvent[] {
  return [...generateDemo({ seed, matters, asOf })].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
}

export function inBatches<T>(items: readonly T[], count: number): T[][] {
  const size = Math.ceil(items.length / count)
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size)).filter((batch) => batch.length > 0)
}

export const keyOf = (event: { source?: unknown; id: unknown }): string => `${String(event.source)} ${String(event.id)}`

/** Every event is there exactly once and as it was sent, the hash chains fit, and the verdicts are those of one undisturbed evaluation. */
export async function expectWhole(store: Store, catalogue: Catalogue, given: readonly WireEvent[], now: number): Promise<void> {
  const sent = given.map(eventOf)
  const all = await Array.fromAsync(exportEvents(store))
  // A server opens matters of its own about the breaches that it finds.
  const stored = all.filter((event) => event.source !== INSIDE)
  expect(stored).toHaveLength(sent.length)
  expect(new Map(stored.map((event) => [keyOf(event), event]))).toEqual(new Map(sent.map((event) => [keyOf(event), event])))
  const chains = [...new Set(sent.map((event) => event.chain))]
  const verified = await verifyChains(store)
  expect(verified.bad).toBeNull()
  // it may open more of them meanwhile
  expect(verified.events).toBeGreaterThanOrEqual(all.length)
  expect(new Set(stored.map((event) => event.chain)).size).toBe(chains.length)
  await wakeChains(store, catalogue, now)
  expect(await verdictsIn(store, chains)).toEqual(await verdictsOf(store, catalogue, chains, now))
}

export function eventOf(wire: WireEvent): ChainEvent {
  const read = readEvent(wire, { source: 'demo' })
  if ('problem' in read) throw new Error(read.problem.message.en)
  return read.event
}

async function verdictsIn(store: Store, chains: readonly string[]): Promise<Map<string, string>> {
  const stored = await storedVerdicts(store.pool, chains)
  return new Map([...stored.values()].flat().map((row) => [row.id, fingerprint(row)]))
}

/** Judged anew from the events alone; of two verdicts with one id the graver stands. */
async function verdictsOf(store: Store, catalogue: Catalogue, chains: readonly string[], now: number): Promise<Map<string, string>> {
  const found = new Map<string, { gravity: number; print: string }>()
  for (const events of (await storedEvents(store.pool, chains)).values()) {
    const seqOf = new Map(events.map((event, i) => [event, i + 1]))
    for (const judgment of evaluate(catalogue, events, now).verdicts) {
      const row = verdictRow(catalogue, judgment, seqOf)
      const gravity = outcomes.indexOf(judgment.outcome)
      if (gravity > (found.get(row.id)?.gravity ?? -1)) found.set(row.id, { gravity, print: fingerprint(row) })
    }
  }
  return new Map([...found].map(([id, { print }]) => [id, print]))
}
