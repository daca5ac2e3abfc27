import type { QueryClient } from '@tanstack/react-query'
import type { ImportJob, StreamMessage } from './types.ts'
import { address } from './client.ts'
import { importsKey, live, noticesKey } from './queries.ts'

/** Messages of an import arrive many times a second; pages are refetched at most this often. */
const pause = 1000

const withJob = (jobs: ImportJob[] | undefined, job: ImportJob): ImportJob[] => [job, ...(jobs ?? []).filter((other) => other.id !== job.id)].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))

/**
 * Listens to the server's messages and makes what they touch stale, so that pages follow without a reload.
 * The browser reconnects by itself; `onLink` hears when the link is lost and when it is back. Returns the way to stop.
 */
export function subscribe(queries: QueryClient, onLink: (connected: boolean) => void): () => void {
  const source = new EventSource(address('/stream'))
  let waiting: ReturnType<typeof setTimeout> | null = null
  let lost = false

  const refresh = () => {
    waiting ??= setTimeout(() => {
      waiting = null
      void queries.invalidateQueries({ queryKey: [live] })
    }, pause)
  }

  source.addEventListener('message', (event: MessageEvent<string>) => {
    const message = JSON.parse(event.data) as StreamMessage
    if (message.type === 'changed') refresh()
    else if (message.type === 'notices') void queries.invalidateQueries({ queryKey: noticesKey })
    else queries.setQueryData<ImportJob[]>(importsKey, (jobs) => withJob(jobs, message.job))
  })
  source.addEventListener('open', () => {
    // What happened meanwhile was not heard.
    if (lost) refresh()
    lost = false
    onLink(true)
  })
  source.addEventListener('error', () => {
    lost = true
    onLink(false)
  })

  return () => {
    source.close()
    if (waiting !== null) clearTimeout(waiting)
  }
}
