/** Checking the whole store from the page: one check at a time, its progress readable, its result kept. */
import type { AuditCheck, AuditState, BadRecord, CheckCounts } from '@hengjian/contracts'
import { dayStart, localDay } from '../dates.ts'
import type { Store } from '../store/index.ts'
import { lastRoot } from './roots.ts'
import { verifyStore } from './verify.ts'

export interface Checks {
  /** Begins a check, or answers the one that is under way. */
  start(): Promise<AuditCheck>
  /** A check of the night: where none has ended on this local day, from the hour on. Answers its result; null where there was nothing to do. */
  nightly(): Promise<AuditCheck | null>
  state(): Promise<AuditState>
  /** Resolves when the check under way has ended. */
  settled(): Promise<void>
  /** Ends the check under way without a result. */
  close(): Promise<void>
}

export interface CheckParts {
  store: Store
  clock: () => number
  /** of the local day, in minutes */
  offset?: number
  onFailure: (error: unknown) => void
}

class Stopped extends Error {}

const none: CheckCounts = { chains: 0, events: 0, lines: 0, roots: 0 }

/** hours after midnight: the root of the day is there, and nobody works yet */
const NIGHT = 2

export function createChecks({ store, clock, offset = 0, onFailure }: CheckParts): Checks {
  let current: AuditCheck | null = null
  let closed = false
  let work: Promise<void> = Promise.resolve()

  const run = async (check: AuditCheck): Promise<void> => {
    try {
      const { counts, bad } = await verifyStore(store, {
        onProgress: (counts) => {
          check.counts = counts
          if (closed) throw new Stopped()
        },
      })
      const finishedAt = new Date(clock())
      await store.pool.query('insert into audit_check (started_at, finished_at, counts, bad) values ($1, $2, $3, $4)', [check.startedAt, finishedAt, counts, bad === null ? null : JSON.stringify(bad)])
      current = null
    } catch (error) {
      if (!(error instanceof Stopped)) onFailure(error)
      current = { ...check, state: 'failed', finishedAt: new Date(clock()).toISOString() }
    }
  }
  const start = async (): Promise<AuditCheck> => {
    if (current?.state === 'running') return current
    const check: AuditCheck = { state: 'running', startedAt: new Date(clock()).toISOString(), finishedAt: null, counts: none, totalChains: 0, bad: null }
    current = check
    const { rows } = await store.pool.query<{ n: number }>('select count(*) as n from chain')
    check.totalChains = rows[0]?.n ?? 0
    work = run(check)
    return check
  }
  return {
    start,
    nightly: async () => {
      const now = clock()
      const day = localDay(now, offset)
      if (now - dayStart(day, offset) < NIGHT * 3_600_000) return null
      const last = await lastCheck(store)
      if (last?.finishedAt != null && localDay(Date.parse(last.finishedAt), offset) >= day) return null
      await start()
      await work
      // stopped or failed: the next hour tries again
      return current === null ? await lastCheck(store) : null
    },
    state: async () => {
      const { rows } = await store.pool.query<{ number: number; at: Date | null }>('select h.number, a.at from audit_head h left join audit a on a.number = h.number')
      return { lines: rows[0]?.number ?? 0, lastAt: rows[0]?.at?.toISOString() ?? null, root: await lastRoot(store), check: current ?? (await lastCheck(store)) }
    },
    settled: () => work,
    close: async () => {
      closed = true
      await work
    },
  }
}

async function lastCheck(store: Store): Promise<AuditCheck | null> {
  const { rows } = await store.pool.query<{ started_at: Date; finished_at: Date; counts: CheckCounts; bad: BadRecord | null }>(
    'select started_at, finished_at, counts, bad from audit_check order by id desc limit 1',
  )
  const row = rows[0]
  if (row === undefined) return null
  return { state: 'done', startedAt: row.started_at.toISOString(), finishedAt: row.finished_at.toISOString(), counts: row.counts, totalChains: row.counts.chains, bad: row.bad }
}
