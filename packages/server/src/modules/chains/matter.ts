/** One matter whole: its events, its persons, every verdict with its trace, as of any instant. */
import type { Agency, Matter, MatterEvent } from '@hengjian/contracts'
import type { ChainEvent, Outcome, Verdict } from '@hengjian/engine'
import { compareEvents, effectiveEvents, outcomes, toVerdict } from '@hengjian/engine'
import { instantText } from '../../dates.ts'
import { storedEvents } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import type { Masker } from './masking.ts'
import { maskerOf, unmasked } from './masking.ts'
import { summaryOf } from './matters.ts'
import { peopleOf } from './people.ts'
import type { Reading } from './reading.ts'
import { offsetOf } from './reading.ts'
import { judgedChains } from './recent.ts'
import { textOrNull } from './text.ts'

/** `asOf`: epoch milliseconds; null for now. Throws HJ-REQ-007. */
export async function readMatter(reading: Reading, chain: string, asOf: number | null): Promise<Matter> {
  const { store, catalogue } = reading
  const row = await store.db.selectFrom('chain').selectAll().where('chain_id', '=', chain).executeTakeFirst()
  const judged = (await judgedChains(reading, [chain], asOf)).get(chain)
  if (row === undefined || judged === undefined) throw new CodedError('HJ-REQ-007', chain)
  const { events, judgments } = judged
  const instant = asOf ?? reading.clock()
  const until = await reading.unmaskedUntil(chain)
  const masker = until === null ? judged.masker : unmasked
  const verdicts = until === null ? [...judgments.keys()].flatMap((id) => judged.masked(id) ?? []) : [...judgments.values()].map((judgment) => toVerdict(catalogue, judgment))
  return {
    ...summaryOf(reading, row, masker),
    counts: Object.fromEntries(outcomes.map((outcome) => [outcome, verdicts.filter((verdict) => verdict.outcome === outcome).length])) as Record<Outcome, number>,
    asOf: instantText(instant, offsetOf(reading)),
    unit: unitsOf(reading, events),
    people: until === null ? [...judged.people] : peopleOf(catalogue, events, masker),
    events: matterEvents(reading, events, instant, masker),
    verdicts,
    superseded: await supersededOf(reading, chain, instant, masker),
    hash: { length: row.length, head: row.head.toString('hex') },
    unmaskedUntil: until === null ? null : instantText(until, offsetOf(reading)),
  }
}

export async function readMatterEvents(reading: Reading, chain: string): Promise<MatterEvent[]> {
  const events = (await storedEvents(reading.store.pool, [chain])).get(chain)
  if (events === undefined) throw new CodedError('HJ-REQ-007', chain)
  const isShown = (await reading.unmaskedUntil(chain)) !== null
  return matterEvents(reading, events, reading.clock(), isShown ? unmasked : maskerOf(reading.catalogue, events))
}

function matterEvents({ catalogue }: Reading, events: readonly ChainEvent[], asOf: number, masker: Masker): MatterEvent[] {
  const effective = new Set(effectiveEvents(events, asOf))
  return events.toSorted(compareEvents).map((event) => {
    const node = catalogue.nodes.get(event.node)
    const { id, name, org, role, level } = event.actor ?? {}
    return {
      id: event.id,
      source: event.source,
      node: event.node,
      at: event.at,
      case: event.case,
      subject: event.subject,
      nodeName: node?.name ?? { zh: event.node, en: event.node },
      flow: node?.flow ?? '',
      agency: (node?.agency ?? 'other') as Agency,
      act: textOrNull(event.attrs['act']),
      recordedAt: event.recordedAt,
      docNo: event.docNo,
      actor: { id: id ?? null, name: name ?? null, org: org ?? null, role: role ?? null, level: level ?? null, unit: textOrNull(event.attrs['unit']) },
      attrs: masker.attributes(event.attrs),
      effective: effective.has(event),
    }
  })
}

/** The latest unit that each agency named. */
function unitsOf({ catalogue }: Reading, events: readonly ChainEvent[]): Partial<Record<Agency, string>> {
  const units: Partial<Record<Agency, string>> = {}
  for (const event of events.toSorted(compareEvents)) {
    const agency = catalogue.nodes.get(event.node)?.agency as Agency | undefined
    const unit = textOrNull(event.attrs['unit'])
    if (agency !== undefined && unit !== null) units[agency] = unit
  }
  return units
}

/** First judgments that later events or a change of law overturned. That a clock moved on by itself is not one. */
async function supersededOf({ store }: Reading, chain: string, asOf: number, masker: Masker): Promise<Matter['superseded']> {
  const rows = await store.db
    .selectFrom('verdict_history')
    .select(['body', 'replaced_at'])
    .where('chain_id', '=', chain)
    .where('cause', '<>', 'time')
    .where('outcome', '<>', 'pending')
    .where((eb) => eb.or([eb('now_outcome', 'is', null), eb('now_outcome', '<>', eb.ref('outcome'))]))
    .where('replaced_at', '<=', new Date(asOf))
    .orderBy('replaced_at')
    .execute()
  return rows.map((row) => ({ verdict: masker.texts(row.body as Verdict), replacedAt: row.replaced_at.toISOString() }))
}
