/** Places the names of acts above their dots, on two levels; what finds no room stays a dot (and a line in the list). */
import type { Priority } from './dots.ts'

export interface LabelWish {
  key: string
  x: number
  width: number
  priority: Priority
}

export interface PlacedLabel {
  key: string
  /** left end of the text */
  x: number
  /** 0 is the level next to the dots */
  level: 0 | 1
}

const GAP = 8
/** The text begins a little left of its dot, so that the eye finds the leader. */
const LEAD = 5

interface Room {
  from: number
  to: number
}

export function placeLabels(wishes: LabelWish[], edge: { left: number; right: number }): PlacedLabel[] {
  const taken: [Room[], Room[]] = [[], []]
  const placed: PlacedLabel[] = []
  const inOrder = [...wishes].sort((a, b) => a.priority - b.priority || a.x - b.x)
  for (const wish of inOrder) {
    const spot = firstFree(wish, taken, edge)
    if (!spot) continue
    taken[spot.level].push({ from: spot.x - GAP, to: spot.x + wish.width + GAP })
    placed.push(spot)
  }
  return placed.sort((a, b) => a.x - b.x)
}

function firstFree(wish: LabelWish, taken: [Room[], Room[]], edge: { left: number; right: number }): PlacedLabel | null {
  const toTheRight = Math.min(wish.x - LEAD, edge.right - wish.width)
  const toTheLeft = Math.max(wish.x + LEAD - wish.width, edge.left)
  for (const x of [toTheRight, toTheLeft]) {
    for (const level of [0, 1] as const) {
      const overlaps = taken[level].some((room) => x < room.to && x + wish.width > room.from)
      if (!overlaps && x >= edge.left) return { key: wish.key, x, level }
    }
  }
  return null
}
