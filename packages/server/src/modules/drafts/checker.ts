/**
 * Checks drafts on a thread of its own, started with the first of them: reading a whole catalogue takes a second or two,
 * and the server must answer others meanwhile.
 */
import { Worker } from 'node:worker_threads'
import type { DraftCheck } from '@hengjian/contracts'
import type { CatalogueFiles } from '@hengjian/engine'
import type { DraftToCheck } from './check.ts'

export interface Checker {
  check(draft: DraftToCheck): Promise<DraftCheck>
  close(): Promise<void>
}

export function createChecker(files: CatalogueFiles): Checker {
  let worker: Worker | null = null
  let asked = 0
  const waiting = new Map<number, PromiseWithResolvers<DraftCheck>>()
  const giveUp = (error: unknown): void => {
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const start = (): Worker => {
    const started = new Worker(new URL('check-worker.ts', import.meta.url), { workerData: files })
    started.on('message', ({ id, found }: { id: number; found: DraftCheck }) => {
      waiting.get(id)?.resolve(found)
      waiting.delete(id)
    })
    started.on('error', giveUp)
    return started
  }
  return {
    check: async (draft) => {
      worker ??= start()
      const answer = Promise.withResolvers<DraftCheck>()
      waiting.set(++asked, answer)
      worker.postMessage({ id: asked, draft })
      return await answer.promise
    },
    close: async () => {
      const stopped = worker
      giveUp(new Error('The server is stopping.'))
      await stopped?.terminate()
    },
  }
}
