/**
 * A correction, a withdrawal or a late record that turns a breach into ok is lawful and yet deserves a second look
 * (倒签风险). Each such event is taken away in thought; if a breach then appears that is gone now, it is reported.
 */
import type { Catalogue } from './catalogue/model.ts'
import type { ChainEvent } from './event.ts'
import { refer } from './judge/run.ts'
import type { Judgment, Run } from './judge/run.ts'

type Why = 'correction' | 'retraction' | 'late'

/** `judgeAt`: judges the events as of a moment, without one of them or with all, by the rules that name a node. Both sides are compared at the moment of recording, so that time alone changes nothing. */
export function judgeReversals(catalogue: Catalogue, events: readonly ChainEvent[], run: Run, judgeAt: (moment: number, gone: ChainEvent | null, node: string) => Run): void {
  const { reversal } = catalogue
  if (reversal === null) return
  for (const event of events) {
    const why = suspicion(event, reversal.lateAfterMs)
    if (why === null) continue
    const moment = Math.max(event.ms, event.recordedMs ?? event.ms)
    run.wakeAt(moment)
    if (moment > run.chain.asOf) continue
    const { node } = event.retracts === null ? event : (events.find((other) => other.source === event.source && other.id === event.retracts) ?? event)
    const without = judgeAt(moment, event, node)
    const breaches = without.judgments.filter((old) => old.outcome === 'violation' && old.reason !== 'missing-step')
    if (breaches.length === 0) continue
    const now = judgeAt(moment, null, node).judgments
    const reversed = breaches.filter((old) => isGone(old, event, now))
    if (reversed.length === 0) continue
    const verdicts = [...new Set(reversed.map((old) => old.rule.id))]
    run.emit(reversal.rule, event, 'warning', 'reversal', {
      detail: verdicts.join(', '),
      closedBy: null,
      at: event.at,
      trace: run.tracing ? [{ step: 'reversal', event: refer(event), why, verdicts }] : null,
    })
  }
}

function suspicion(event: ChainEvent, lateAfterMs: number): Why | null {
  if (event.supersedes !== null) return 'correction'
  if (event.retracts !== null) return 'retraction'
  return event.recordedMs !== null && event.recordedMs - event.ms > lateAfterMs ? 'late' : null
}

/** The breach stood on the same event, or on the one that was corrected, and stands there no more. */
function isGone(old: Judgment, event: ChainEvent, now: Judgment[]): boolean {
  const anchors = old.anchor.id === event.supersedes ? [event] : [old.anchor]
  const same = now.filter((current) => current.rule.id === old.rule.id && anchors.includes(current.anchor))
  return same.every((current) => current.outcome !== 'violation')
}
