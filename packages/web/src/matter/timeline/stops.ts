/** The parts of the drawing that can be chosen: one tab stop together, arrow keys between them, Enter and Space choose. */
import type { KeyboardEvent } from 'react'

/** A drawing has no button tag. */
export const asButton = { role: 'button' } as const

export type OnKey = (event: KeyboardEvent, choose: () => void) => void

const moves: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** @param onMove hears the place, in drawing order, of the stop that now has the focus */
export function stopKeys(onMove: (place: number) => void): OnKey {
  return (event, choose) => {
    const by = moves[event.key] ?? 0
    if (event.key === 'Enter' || event.key === ' ') choose()
    else if (by === 0) return
    event.preventDefault()
    const target = event.currentTarget
    const stops = [...(target.closest('svg')?.querySelectorAll<SVGElement>('[data-stop]') ?? [])]
    const place = stops.findIndex((stop) => stop === target) + by
    const next = stops[place]
    if (by === 0 || !next) return
    onMove(place)
    next.focus()
  }
}
