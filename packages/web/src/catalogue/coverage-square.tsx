import type { ReactNode } from 'react'
import type { NodeState } from '../api/types.ts'

const frame = { x: 1.9, y: 1.9, width: 10.2, height: 10.2, rx: 2, fill: 'none' }

const squares: Record<NodeState, ReactNode> = {
  fired: <rect x="1.2" y="1.2" width="11.6" height="11.6" rx="2" fill="var(--primary)" />,
  ran: (
    <>
      <rect {...frame} stroke="var(--primary)" strokeWidth="1.5" />
      <path d="M2 7h10v4a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 11Z" fill="var(--primary)" />
    </>
  ),
  armed: <rect {...frame} stroke="var(--primary)" strokeWidth="1.5" />,
  unarmed: <rect {...frame} stroke="var(--na)" strokeWidth="1.4" strokeDasharray="2.4 1.8" />,
}

/** Full: fired; half: ran clean; empty: never ran; dashed: unarmed. */
export const CoverageSquare = ({ state, size = 14, label }: { state: NodeState; size?: number; label?: string }) => (
  <svg width={size} height={size} viewBox="0 0 14 14" {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
    {squares[state]}
  </svg>
)
