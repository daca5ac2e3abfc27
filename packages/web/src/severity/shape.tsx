import type { ReactNode } from 'react'
import type { Severity } from './severity.ts'

const round = { strokeLinecap: 'round', strokeLinejoin: 'round', fill: 'none' } as const
const tick = 'M4.8 8.3 7 10.5l4.3-4.7'

/** Drawn in a square of 16; colours are tokens, so both themes and print have them. */
const shapes: Record<Severity, ReactNode> = {
  overdue: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="var(--v)" />
      <path d="M5 5l6 6M11 5l-6 6" stroke="var(--surface)" strokeWidth="2" {...round} />
    </>
  ),
  soon: (
    <>
      <path d="M8 1.3 15.2 14a.6.6 0 0 1-.5.9H1.3a.6.6 0 0 1-.5-.9Z" fill="var(--w-f)" />
      <path d="M8 6v4" stroke="var(--surface)" strokeWidth="1.9" {...round} />
      <circle cx="8" cy="12.5" r="1.1" fill="var(--surface)" />
    </>
  ),
  grey: (
    <>
      <path d="M8 1 15 8 8 15 1 8Z" fill="none" stroke="var(--g)" strokeWidth="1.6" />
      <path d="M8 1v14L1 8Z" fill="var(--g)" />
    </>
  ),
  risk: (
    <>
      <path d="M8 1 15 8 8 15 1 8Z" fill="none" stroke="var(--g)" strokeWidth="1.6" />
      <circle cx="8" cy="8" r="2" fill="var(--g)" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="var(--p)" strokeWidth="1.6" />
      <path d="M8 4.6V8l2.4 1.6" stroke="var(--p)" strokeWidth="1.6" {...round} />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="7.2" fill="var(--ok)" />
      <path d={tick} stroke="var(--surface)" strokeWidth="1.9" {...round} />
    </>
  ),
  na: (
    <>
      <circle cx="8" cy="8" r="6.6" fill="none" stroke="var(--na)" strokeWidth="1.6" strokeDasharray="2.6 2.1" />
      <path d="M6.2 6.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.9.6-.9 1.2" stroke="var(--na)" strokeWidth="1.5" {...round} />
      <circle cx="8" cy="11.5" r=".95" fill="var(--na)" />
    </>
  ),
  corrected: (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="2" fill="none" stroke="var(--v)" strokeWidth="1.6" />
      <path d="M4.8 8.2 7 10.4l4.2-4.6" stroke="var(--v)" strokeWidth="1.7" {...round} />
    </>
  ),
  paused: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="var(--na)" strokeWidth="1.6" />
      <path d="M6.3 5.5v5M9.7 5.5v5" stroke="var(--na)" strokeWidth="1.7" {...round} />
    </>
  ),
  intercepted: (
    <>
      <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" fill="var(--v)" />
      <path d="M4.5 8h7" stroke="var(--surface)" strokeWidth="2.2" {...round} />
    </>
  ),
}

interface Props {
  severity: Severity
  size?: number
  /** The word, where it does not stand beside the shape. */
  label?: string
  /** Position inside another drawing. */
  x?: number
  y?: number
}

export const SeverityShape = ({ severity, size = 18, label, x, y }: Props) => (
  <svg width={size} height={size} viewBox="0 0 16 16" x={x} y={y} {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
    {shapes[severity]}
  </svg>
)
