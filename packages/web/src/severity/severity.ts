import type { Verdict } from '../api/types.ts'
import { isPastEnd } from '../format/countdown.ts'

/** The ten states that the interface can show; each has its own shape, word and colour. */
export type Severity = 'overdue' | 'soon' | 'grey' | 'risk' | 'running' | 'ok' | 'na' | 'corrected' | 'paused' | 'intercepted'

/** Colour of text and tag: v past a limit, w near one, g doubt, p running, ok done, n not counted. */
export type Tone = 'v' | 'w' | 'g' | 'p' | 'ok' | 'n'

const tones: Record<Severity, Tone> = { overdue: 'v', soon: 'w', grey: 'g', risk: 'g', running: 'p', ok: 'ok', na: 'n', corrected: 'n', paused: 'n', intercepted: 'v' }

export const toneOf = (severity: Severity): Tone => tones[severity]

type Judged = Pick<Verdict, 'outcome' | 'reason' | 'closedBy'>

export function severityOf({ outcome, reason, closedBy }: Judged): Severity {
  switch (outcome) {
    case 'ok':
      return 'ok'
    case 'not_evaluated':
      return 'na'
    case 'pending':
      return reason === 'paused' ? 'paused' : 'running'
    case 'violation':
      return closedBy === null ? 'overdue' : 'corrected'
    case 'warning':
      if (reason === 'grey-zone') return 'grey'
      // Past a limit that is not the last one (two months of three): near the end, not over it.
      return reason === 'due-soon' || reason === 'overdue' ? 'soon' : 'risk'
  }
}

/** The key of the state's word: a violation without a limit is a breach, not overdue. */
export function wordOf(judged: Judged): Severity | 'breach' {
  const severity = severityOf(judged)
  return severity === 'overdue' && !isPastEnd(judged.reason) ? 'breach' : severity
}
