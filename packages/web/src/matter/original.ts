import type { MatterEvent } from '../api/types.ts'

/** The record as it came in: names added by the server for display are left out, absent fields too. */
export function originalOf(event: MatterEvent, chain: string): string {
  const { id, source, case: caseNo, subject, node, at, recordedAt, actor, docNo, attrs } = event
  const given = Object.fromEntries(Object.entries(actor).filter(([key, value]) => value !== null && key !== 'unit'))
  return JSON.stringify({ id, source, chain, case: caseNo, subject, node, at, recordedAt, actor: Object.keys(given).length === 0 ? null : given, docNo, attrs }, null, 2)
}
