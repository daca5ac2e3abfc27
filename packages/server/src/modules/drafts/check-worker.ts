/** The thread on which drafts are checked, one after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import type { CatalogueFiles } from '@hengjian/engine'
import type { DraftToCheck } from './check.ts'
import { checkDraft } from './check.ts'

parentPort?.on('message', ({ id, draft }: { id: number; draft: DraftToCheck }) => {
  parentPort?.postMessage({ id, found: checkDraft(workerData as CatalogueFiles, draft) })
})
