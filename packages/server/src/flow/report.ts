/**
 * A matter of law learns that somebody reported on it inside the platform (过问情况填报), and nothing more: an event of the
 * platform itself, always in the same words, with an id of its own. It names no person, and nothing links it to the report.
 */
import type { Actor } from '@hengjian/contracts'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { readEvent } from '@hengjian/engine'
import { INSIDE, ingestInside, storedEvents } from '../intake/index.ts'
import type { Flow } from './definition.ts'
import { instant, platform } from './write.ts'
import type { Writing } from './write.ts'

export interface Report {
  /** the matter of law; whoever reports may see it */
  matter: string
  node: string
  /** id of the event, unique by itself */
  id: string
}

/** As flows call the kinds of agencies. */
const kinds: Readonly<Record<string, string>> = { administrative: 'others', other: 'others' }

/** The node by which the matter is told; null where the actor's kind of agency has no part in such reports, or took none in the matter. Who has no agency, before there are accounts, reports for the one that acted last. */
export function reportNode({ reports }: Flow, catalogue: Catalogue, { kind, org }: Actor, events: readonly ChainEvent[]): string | null {
  const agency = kind === 'local' ? catalogue.nodes.get(events.at(-1)?.node ?? '')?.agency : org?.agency
  const node = agency === undefined ? undefined : reports?.nodes[kinds[agency] ?? agency]
  const own = node === undefined ? undefined : catalogue.nodes.get(node)?.agency
  return node !== undefined && events.some((event) => catalogue.nodes.get(event.node)?.agency === own) ? node : null
}

const MINUTE = 60_000

export async function tellMatter({ tx, catalogue, register, now }: Writing, { matter, node, id }: Report): Promise<void> {
  const before = (await storedEvents(tx, [matter])).get(matter) ?? []
  const agency = catalogue.nodes.get(node)?.agency
  const of = before.findLast((event) => catalogue.nodes.get(event.node)?.agency === agency) ?? before.at(-1)
  // Sources write acts to the minute: what was reported in the same minute came before them.
  const at = Math.floor(now / MINUTE) * MINUTE - 1
  const read = readEvent({ id, source: INSIDE, chain: matter, ...(of === undefined ? {} : { case: of.case }), node, at: instant(at, catalogue.zoneOffset ?? 0), actor: platform, attrs: {} }, { source: INSIDE })
  if ('problem' in read) throw new Error(read.problem.message.en)
  await ingestInside(tx, catalogue, register, [read.event], now)
}
