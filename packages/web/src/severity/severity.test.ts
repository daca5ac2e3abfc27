import { describe, expect, it } from 'vitest'
import { severityOf, wordOf } from './severity.ts'

describe('severity', () => {
  it('tells an open violation from one that was put right', () => {
    expect(severityOf({ outcome: 'violation', reason: 'overdue', closedBy: null })).toBe('overdue')
    expect(severityOf({ outcome: 'violation', reason: 'late', closedBy: 'b' })).toBe('corrected')
  })

  it('tells near an end, in doubt and worth a look apart', () => {
    expect(severityOf({ outcome: 'warning', reason: 'due-soon', closedBy: null })).toBe('soon')
    expect(severityOf({ outcome: 'warning', reason: 'overdue', closedBy: null })).toBe('soon')
    expect(severityOf({ outcome: 'warning', reason: 'grey-zone', closedBy: null })).toBe('grey')
    expect(severityOf({ outcome: 'warning', reason: 'risk', closedBy: null })).toBe('risk')
  })

  it('tells a paused clock from a running one', () => {
    expect(severityOf({ outcome: 'pending', reason: 'paused', closedBy: null })).toBe('paused')
    expect(severityOf({ outcome: 'pending', reason: 'running', closedBy: null })).toBe('running')
  })

  it('calls a violation without a limit a breach', () => {
    expect(wordOf({ outcome: 'violation', reason: 'wrong-level', closedBy: null })).toBe('breach')
    expect(wordOf({ outcome: 'violation', reason: 'overdue', closedBy: null })).toBe('overdue')
  })
})
