/** Rows of lists: a verdict with enough of its matter to be read without opening it. */
import type { Agency, ClockRow } from '@hengjian/contracts'
import type { ChainEvent, Verdict } from '@hengjian/engine'
import { placeOf } from '../../intake/index.ts'
import type { VerdictRow } from '../../intake/index.ts'
import type { JudgedChain } from './judged.ts'
import type { Reading } from './reading.ts'
import { isTitled } from './title.ts'

/** Puts the rows together from their matters, judged with traces (`judgedChains`); a row whose matter is gone is left out. */
export async function clockRows(reading: Reading, rows: readonly VerdictRow[], judged: ReadonlyMap<string, JudgedChain>): Promise<Map<string, ClockRow>> {
  const [register, titles] = await Promise.all([reading.register(), titlesOf(reading, [...judged.keys()])])
  const result = new Map<string, ClockRow>()
  for (const row of rows) {
    const chain = judged.get(row.chain_id)
    const verdict = chain?.maskedOf(row, register) ?? null
    const anchor = chain?.events[row.anchor_seq - 1]
    if (chain === undefined || verdict === null || anchor === undefined) continue
    result.set(keyOf(row), clockRow(verdict, anchor, chain, titles.get(row.chain_id) ?? ''))
  }
  return result
}

export const keyOf = (row: { chain_id: string; id: string }): string => `${row.chain_id}\n${row.id}`

function clockRow(verdict: Verdict, anchor: ChainEvent, { events, masker }: JudgedChain, title: string): ClockRow {
  return {
    verdict,
    matterTitle: isTitled(title) ? masker.text(title) : verdict.chain,
    caseNo: anchor.case,
    agency: verdict.agency as Agency,
    unit: unitOf(anchor, events),
    officer: anchor.actor?.['name'] ?? anchor.actor?.['id'] ?? null,
    custody: custodyOf(anchor.subject, events),
    place: placeOf(anchor),
  }
}

/** The handling unit: of this act, else of the latest act of the same organisation, else the organisation's code. */
function unitOf(anchor: ChainEvent, events: readonly ChainEvent[]): string | null {
  const org = anchor.actor?.['org'] ?? null
  const named = [anchor, ...events.toReversed().filter((event) => org !== null && event.actor?.['org'] === org)].find((event) => typeof event.attrs['unit'] === 'string')
  return (named?.attrs['unit'] as string | undefined) ?? org
}

/** The latest record of whether the person is detained; null where there is none. */
function custodyOf(subject: string | null, events: readonly ChainEvent[]): boolean | null {
  let latest: ChainEvent | null = null
  for (const event of events) {
    if (typeof event.attrs['custody'] !== 'boolean' || (event.subject !== null && subject !== null && event.subject !== subject)) continue
    if (latest === null || event.ms >= latest.ms) latest = event
  }
  return latest === null ? null : (latest.attrs['custody'] as boolean)
}

async function titlesOf(reading: Reading, chains: readonly string[]): Promise<Map<string, string>> {
  if (chains.length === 0) return new Map()
  const rows = await reading.store.db.selectFrom('chain').select(['chain_id', 'title']).where('chain_id', 'in', chains).execute()
  return new Map(rows.map((row) => [row.chain_id, row.title]))
}
