/** Work that no request asks for, shared by all servers on one database. Each job may run on any of them, and twice without harm. */
import type { Catalogue } from '@hengjian/engine'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, parseCronItems, run } from 'graphile-worker'
import type { Runner, TaskList } from 'graphile-worker'
import { makeDueRoot } from '../audit/index.ts'
import { CHANGED, reevaluateAll, wakeChains } from '../intake/index.ts'
import { NOTICED } from '../modules/notices/index.ts'
import type { Store } from '../store/index.ts'
import { listen } from '../store/index.ts'
import { pruneOutbox } from './outbox.ts'

/** between the end of a runner and the next one */
const PAUSE_MS = 2000
/** many notifications in a row are one reason */
const SOON_MS = 500

export interface Jobs {
  stop(): Promise<void>
}

export interface JobParts {
  store: Store
  catalogue: Catalogue
  clock: () => number
  /** what people inside must answer for, from what intake told */
  follow: (stop: () => boolean) => Promise<unknown>
  /** who is to learn of it */
  tell: (stop: () => boolean) => Promise<unknown>
  /** what waits to leave the house; may be slow, and holds up nothing else */
  deliver: (stop: () => boolean) => Promise<unknown>
  /** what is asked of leaders once a period */
  keepDuties: (stop: () => boolean) => Promise<unknown>
  /** recomputes everything that is chained, once a night */
  verify: () => Promise<unknown>
  /** removes notices that were read long ago */
  pruneNotices: () => Promise<unknown>
  /** told of failures; a job that failed is tried again by itself */
  onFailure: (message: string) => void
}

/** Wakes once at the start for what came due while no server ran, then every minute. */
export async function startJobs({ store, catalogue, clock, follow, tell, deliver, keepDuties, verify, pruneNotices, onFailure }: JobParts): Promise<Jobs> {
  const followAndTell = async (stop: () => boolean): Promise<void> => {
    await follow(stop)
    await tell(stop)
  }
  const taskList: TaskList = {
    wake: async (_payload, { abortSignal }) => {
      await wakeChains(store, catalogue, clock())
      await followAndTell(() => abortSignal?.aborted ?? false)
    },
    follow: (_payload, { abortSignal }) => followAndTell(() => abortSignal?.aborted ?? false),
    deliver: async (_payload, { abortSignal }) => {
      await deliver(() => abortSignal?.aborted ?? false)
    },
    reevaluate: (_payload, { abortSignal }) => alone(store, () => reevaluateAll(store, catalogue, clock, () => abortSignal?.aborted ?? false)),
    duties: async (_payload, { abortSignal }) => {
      await keepDuties(() => abortSignal?.aborted ?? false)
    },
    root: async () => {
      await makeDueRoot(store, clock(), catalogue.zoneOffset ?? 0)
    },
    verify: async () => {
      await verify()
    },
    prune: async () => {
      await pruneOutbox(store, clock())
      await pruneNotices()
    },
  }
  const begin = (): Promise<Runner> =>
    run({
      connectionString: store.url,
      maxPoolSize: 4,
      concurrency: 3,
      noHandleSignals: true,
      // Without these, a job that ends just when the database goes away ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList,
      parsedCronItems: parseCronItems([
        { task: 'wake', match: '* * * * *', identifier: 'wake', options: { backfillPeriod: 0, jobKey: 'wake', maxAttempts: 1 } },
        { task: 'deliver', match: '* * * * *', identifier: 'deliver', options: { backfillPeriod: 0, jobKey: 'deliver', maxAttempts: 1 } },
        // normally nothing to do; finishes what a stopped server left
        { task: 'reevaluate', match: '*/10 * * * *', identifier: 'reevaluate', options: { backfillPeriod: 0, jobKey: 'reevaluate', maxAttempts: 1 } },
        { task: 'duties', match: '12 * * * *', identifier: 'duties', options: { backfillPeriod: 0, jobKey: 'duties', maxAttempts: 1 } },
        // the first of a day does it; the others make up for a server that did not run
        { task: 'root', match: '2 * * * *', identifier: 'root', options: { backfillPeriod: 0, jobKey: 'root', maxAttempts: 3 } },
        // the first of a night does it; the others make up for a server that did not run
        { task: 'verify', match: '20 * * * *', identifier: 'verify', options: { backfillPeriod: 0, jobKey: 'verify', maxAttempts: 1 } },
        { task: 'prune', match: '17 3 * * *', identifier: 'prune', options: { backfillPeriod: 0 } },
      ]),
      logger: new Logger(() => (level, message) => {
        if (level === 'error') onFailure(message)
      }),
    })
  const end = new AbortController()
  let runner = await begin()
  // A runner that loses the database at the wrong moment gives up; another takes its place.
  const keepRunning = async (): Promise<void> => {
    while (!end.signal.aborted) {
      try {
        await runner.promise
      } catch (error) {
        onFailure(error instanceof Error ? error.message : String(error))
      }
      await sleep(PAUSE_MS, undefined, { signal: end.signal }).catch(() => undefined)
      if (!end.signal.aborted) runner = await begin().catch(() => runner)
    }
  }
  const kept = keepRunning()
  // Soon after something changed; the minute job does it too, should a notification be lost.
  let isComing = false
  const soon = async (): Promise<void> => {
    if (isComing) return
    isComing = true
    await sleep(SOON_MS, undefined, { signal: end.signal }).catch(() => undefined)
    isComing = false
    if (!end.signal.aborted) await runner.addJob('follow', {}, { jobKey: 'follow', maxAttempts: 1 }).catch(() => undefined)
  }
  // what rang may have to leave the house
  const listener = listen(store.url, [CHANGED, NOTICED], ({ channel }) => void (channel === CHANGED ? soon() : runner.addJob('deliver', {}, { jobKey: 'deliver', maxAttempts: 1 }).catch(() => undefined)))
  await runner.addJob('wake', {}, { jobKey: 'wake', maxAttempts: 1 })
  await runner.addJob('reevaluate', {}, { jobKey: 'reevaluate', maxAttempts: 1 })
  await runner.addJob('root', {}, { jobKey: 'root', maxAttempts: 3 })
  await runner.addJob('duties', {}, { jobKey: 'duties', maxAttempts: 1 })
  return {
    stop: async () => {
      end.abort()
      await listener.close()
      await runner.stop().catch(() => undefined)
      await kept
    },
  }
}

/** The lock ends with the connection of a killed server; a queue of jobs would stay locked for hours. */
const REEVALUATION = 7_080_003

/** Does nothing where another server is at it. */
async function alone(store: Store, work: () => Promise<void>): Promise<void> {
  const client = await store.pool.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [REEVALUATION])
    if (rows[0]?.mine === true) {
      await work()
      await client.query('select pg_advisory_unlock($1)', [REEVALUATION])
    }
    client.release()
  } catch (error) {
    // a connection that is thrown away gives its lock back
    client.release(true)
    throw error
  }
}
