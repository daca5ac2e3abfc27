/** The clocks and findings of one matter, merged where several persons share one fate, most urgent first. */
import type { Matter, Verdict } from '../api/types.ts'
import type { Clock } from '../clock/clock.ts'
import { readClock } from '../clock/clock.ts'
import type { Severity } from '../severity/severity.ts'
import { severityOf } from '../severity/severity.ts'

export interface MatterClock {
  /** the verdict that speaks for all of them */
  verdict: Verdict
  verdicts: Verdict[]
  clock: Clock
  severity: Severity
}

export interface Judged {
  clocks: MatterClock[]
  /** verdicts that are not about a stretch of time, and not simply all right */
  findings: Verdict[]
}

const urgency: Severity[] = ['overdue', 'grey', 'soon', 'intercepted', 'paused', 'running', 'risk', 'na', 'corrected', 'ok']
const rank = (severity: Severity): number => urgency.indexOf(severity)

/** `subject` null: everybody. A verdict about the whole case concerns everybody. */
export function judgedOf(matter: Pick<Matter, 'verdicts'>, asOf: number, subject: string | null): Judged {
  const groups = new Map<string, MatterClock>()
  const findings: Verdict[] = []
  for (const verdict of matter.verdicts) {
    if (subject !== null && verdict.subject !== null && verdict.subject !== subject) continue
    // The band of the person shows custody; of its grounds only a gap is told.
    const clock = verdict.kind === 'custody' ? null : readClock(verdict, asOf)
    const severity = severityOf(verdict)
    if (verdict.kind === 'custody' && verdict.outcome !== 'violation') continue
    if (clock === null) {
      if (severity !== 'ok') findings.push(verdict)
      continue
    }
    const key = [verdict.rule, clock.start, clock.due, clock.end, severity].join(' ')
    const known = groups.get(key)
    if (known) known.verdicts.push(verdict)
    else groups.set(key, { verdict, verdicts: [verdict], clock, severity })
  }
  const clocks = [...groups.values()].sort((a, b) => rank(a.severity) - rank(b.severity) || (a.clock.due ?? Infinity) - (b.clock.due ?? Infinity))
  return { clocks, findings: findings.sort((a, b) => rank(severityOf(a)) - rank(severityOf(b))) }
}

/** What is over but not urgent: done in time, or not to be judged. */
export const isSettled = ({ severity }: { severity: Severity }): boolean => severity === 'ok'

/** The clock is still going, whatever its state. */
export const isRunning = ({ verdict, clock }: MatterClock): boolean => verdict.closedBy === null && clock.state !== 'missing' && clock.state !== 'done' && clock.state !== 'late'

/** 陈*明; 4 人; null for the whole case. */
export function personsOf(matter: Matter, verdicts: Verdict[]): { name: string } | { count: number } | null {
  const subjects = [...new Set(verdicts.flatMap(({ subject }) => subject ?? []))]
  const [only] = subjects
  if (only === undefined) return null
  return subjects.length > 1 ? { count: subjects.length } : { name: matter.people.find((person) => person.subject === only)?.name ?? only }
}
