/** Dots of one lane: acts that lie closer together than a finger can tell apart become one dot with a number. */
export const MERGE_DISTANCE = 12
/** A dot with a number is larger. */
const MERGED_DISTANCE = 18

/** The lower the number, the sooner it gets a label: breach, hand-over, rest, expected. */
export type Priority = 0 | 1 | 2 | 3

export interface Dot {
  key: string
  x: number
  label: string
  priority: Priority
  expected: boolean
}

export interface MergedDot<T extends Dot> {
  x: number
  members: T[]
  /** the member that speaks for all */
  lead: T
}

export function mergeDots<T extends Dot>(dots: T[]): MergedDot<T>[] {
  const out: MergedDot<T>[] = []
  for (const dot of [...dots].sort((a, b) => a.x - b.x)) {
    const last = out.at(-1)
    const near = last && last.members.length > 1 ? MERGED_DISTANCE : MERGE_DISTANCE
    if (last && dot.x - last.x < near && last.lead.expected === dot.expected) {
      last.members.push(dot)
      if (dot.priority < last.lead.priority) last.lead = dot
    } else {
      out.push({ x: dot.x, members: [dot], lead: dot })
    }
  }
  return out
}
