/** Hand-overs: where the next act of a matter happens at another agency. */
import { DAY } from './axis.ts'

export interface Stop {
  id: string
  lane: string
  ms: number
  subject: string | null
}

export interface HandOver {
  from: Stop
  to: Stop
  /** whole days between sending and receipt; 0 is drawn upright */
  days: number
}

/** A pause longer than this is not a hand-over any more: the other agency acted on its own. */
const LONGEST = 30 * DAY

export function handOvers(stops: Stop[]): HandOver[] {
  const inOrder = [...stops].sort((a, b) => a.ms - b.ms)
  const found: HandOver[] = []
  for (const [index, to] of inOrder.entries()) {
    const from = lastOfSamePerson(inOrder.slice(0, index), to)
    if (!from || from.lane === to.lane || to.ms - from.ms > LONGEST) continue
    const twin = found.some((known) => known.from.lane === from.lane && known.to.lane === to.lane && Math.abs(known.to.ms - to.ms) < DAY)
    if (!twin) found.push({ from, to, days: Math.floor((to.ms - from.ms) / DAY) })
  }
  return found
}

function lastOfSamePerson(before: Stop[], stop: Stop): Stop | undefined {
  return before.findLast((other) => other.subject === null || stop.subject === null || other.subject === stop.subject)
}
