/** Work that no request asks for, shared by all servers on one database. Each job may run on any of them, and twice without harm. */
import type { Catalogue } from '@hengjian/engine'
import { Logger, parseCronItems, run } from 'graphile-worker'
import type { TaskList } from 'graphile-worker'
import { reevaluateAll, wakeChains } from '../intake/index.ts'
import type { Store } from '../store/index.ts'
import { pruneOutbox } from './outbox.ts'

export interface Jobs {
  stop(): Promise<void>
}

export interface JobParts {
  store: Store
  catalogue: Catalogue
  clock: () => number
  /** told of failures; a job that failed is tried again by itself */
  onFailure: (message: string) => void
}

/** Wakes once at the start for what came due while no server ran, then every minute. */
export async function startJobs({ store, catalogue, clock, onFailure }: JobParts): Promise<Jobs> {
  const taskList: TaskList = {
    wake: async () => {
      await wakeChains(store, catalogue, clock())
    },
    reevaluate: (_payload, { abortSignal }) => reevaluateAll(store, catalogue, clock, () => abortSignal?.aborted ?? false),
    prune: () => pruneOutbox(store, clock()),
  }
  const runner = await run({
    connectionString: store.url,
    maxPoolSize: 4,
    concurrency: 2,
    noHandleSignals: true,
    taskList,
    parsedCronItems: parseCronItems([
      { task: 'wake', match: '* * * * *', identifier: 'wake', options: { backfillPeriod: 0, jobKey: 'wake', maxAttempts: 1 } },
      // normally nothing to do; finishes what a stopped server left
      { task: 'reevaluate', match: '*/10 * * * *', identifier: 'reevaluate', options: { backfillPeriod: 0, jobKey: 'reevaluate', queueName: 'reevaluate', maxAttempts: 1 } },
      { task: 'prune', match: '17 3 * * *', identifier: 'prune', options: { backfillPeriod: 0 } },
    ]),
    logger: new Logger(() => (level, message) => {
      if (level === 'error') onFailure(message)
    }),
  })
  await runner.addJob('wake', {}, { jobKey: 'wake', maxAttempts: 1 })
  await runner.addJob('reevaluate', {}, { jobKey: 'reevaluate', queueName: 'reevaluate', maxAttempts: 1 })
  return { stop: () => runner.stop() }
}
