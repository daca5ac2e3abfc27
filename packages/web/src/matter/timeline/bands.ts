/** The band on top: one line per person, with the time in custody, on bail or under surveillance. */
import type { Axis } from './axis.ts'

export type Liberty = 'custody' | 'bail' | 'surveillance'

export interface BandSpan {
  kind: Liberty
  from: number
  /** null while it lasts */
  to: number | null
}

export interface BandPiece {
  kind: Liberty
  x0: number
  x1: number
  open: boolean
  /** whole days up to now */
  days: number
}

const DAY_MS = 86_400_000

export function bandPieces(spans: BandSpan[], axis: Axis, now: number): BandPiece[] {
  const pieces: BandPiece[] = []
  for (const span of spans) {
    const end = Math.min(span.to ?? now, now)
    if (end < axis.from || span.from > axis.to || span.from > now) continue
    const x0 = axis.x(span.from)
    pieces.push({ kind: span.kind, x0, x1: Math.max(x0 + 3, axis.x(end)), open: span.to === null, days: Math.max(0, Math.floor((end - span.from) / DAY_MS)) })
  }
  return pieces
}

/** Above three persons only those with running clocks are drawn; the rest is a number. */
export function peopleShown<T extends { running: boolean }>(people: T[], limit = 3): { shown: T[]; rest: number } {
  if (people.length <= limit) return { shown: people, rest: 0 }
  const running = people.filter((person) => person.running)
  const shown = running.length === 0 ? people.slice(0, limit) : running
  return { shown, rest: people.length - shown.length }
}
