/**
 * Whether anybody asked about the matter, reported shortly before an agency ends its part of it (过问情况填报): in nobody's
 * name, as the platform itself writes it. Told after everything else, so that nothing else depends on it.
 */
import { DAY, MINUTE, isoInstant } from './clock.ts'
import type { Matter } from './matter.ts'

/** Acts that end the part of an agency, and the node by which it reports. */
const endings: Readonly<Record<string, { report: string; acts?: readonly string[] }>> = {
  'P06-N10': { report: 'ITF-X01' },
  'P02-N14': { report: 'ITF-X01', acts: ['撤销案件', '终止侦查'] },
  'P08-N12': { report: 'ITF-X01' },
  'P08-X02': { report: 'ITF-X01' },
  'P10-N12': { report: 'ITF-X02' },
  'P10-N13': { report: 'ITF-X02', acts: ['决定'] },
  'P16-N17': { report: 'ITF-X03' },
  'P17-N09': { report: 'ITF-X03' },
  'P18-N08': { report: 'ITF-X03' },
  'P19-N15': { report: 'ITF-X03', acts: ['宣判'] },
  'P19-X08': { report: 'ITF-X03' },
  'P20-N07': { report: 'ITF-X03' },
  'P21-N10': { report: 'ITF-X03' },
  'P22-N15': { report: 'ITF-X03', acts: ['裁定'] },
  'P22-N17': { report: 'ITF-X03', acts: ['结案'] },
  'P25-N14': { report: 'ITF-X03' },
  'P26-N11': { report: 'ITF-X03', acts: ['裁定'] },
  'P25-N11': { report: 'ITF-X04', acts: ['报送'] },
  'P26-N08': { report: 'ITF-X04', acts: ['报送法院'] },
  'P27-N06': { report: 'ITF-X04', acts: ['提请'] },
  'P30-N11': { report: 'ITF-X06' },
}

/** One report serves what ends within these days: several persons of one matter. */
const SERVES = 5 * DAY
const BEFORE = 20 * MINUTE

export function reportInterference(m: Matter): void {
  const last = new Map<string, number>()
  for (const { event } of m.told.filter(({ event: told }) => told.supersedes === undefined && !told.id.endsWith('-r')).toSorted((a, b) => a.at - b.at)) {
    const ending = endings[event.node]
    const { act } = event.attrs
    if (ending === undefined || (typeof act === 'string' && ending.acts?.includes(act) === false)) continue
    const { report: node } = ending
    // of an entry that was wrong the corrected time counts
    const at = Math.min(...m.told.filter((told) => told.event.id === event.id || told.event.supersedes === event.id).map((told) => Date.parse(told.event.at))) - BEFORE
    if (at - (last.get(node) ?? Number.NEGATIVE_INFINITY) < SERVES) continue
    last.set(node, at)
    if (m.slip('noZeroReport')) continue
    m.told.push({ at, recorded: at + MINUTE, event: { id: `${event.id}-f`, source: event.source, chain: event.chain, case: event.case, node, at: isoInstant(at), recordedAt: isoInstant(at + MINUTE), actor: { org: event.actor['org'] ?? '' }, attrs: {} } })
  }
}
