/** Sends one file to the server as it is. XMLHttpRequest, because fetch does not tell how much has been sent. */
import { address } from '../api/client.ts'
import { ApiError } from '../api/problem.ts'
import type { ImportJob, Problem } from '../api/types.ts'
import { i18next } from '../i18n/index.ts'

export interface Upload {
  /** Rejects with `ApiError` for an answer that is a problem, with `UploadLost` when the link broke. */
  done: Promise<ImportJob>
  stop: () => void
}

export class UploadLost extends Error {
  readonly stopped: boolean

  constructor(stopped: boolean) {
    super(stopped ? 'stopped' : 'lost')
    this.name = 'UploadLost'
    this.stopped = stopped
  }
}

const endings = ['.jsonl', '.ndjson', '.json', '.csv', '.xes']

/** What the server can read by its name, packed or not. */
export const isReadable = (name: string): boolean => endings.some((ending) => name.toLowerCase().replace(/\.gz$/, '').endsWith(ending))

export const accepted = [...endings, '.gz'].join(',')

export function upload(file: File, onSent: (bytes: number) => void): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<ImportJob>((resolve, reject) => {
    request.upload.addEventListener('progress', (event) => onSent(event.loaded))
    request.addEventListener('error', () => reject(new UploadLost(false)))
    request.addEventListener('abort', () => reject(new UploadLost(true)))
    request.addEventListener('load', () => {
      const body: unknown = readJson(request.responseText)
      if (request.status < 300 && isJob(body)) resolve(body)
      else reject(new ApiError({ ...unnamed(request.status), ...(isRecord(body) ? body : {}) }))
    })
  })
  request.open('POST', address('/imports', { name: file.name }))
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('accept', 'application/json, application/problem+json')
  request.setRequestHeader('accept-language', i18next.language)
  request.send(file)
  return { done, stop: () => request.abort() }
}

const unnamed = (status: number): Problem => ({ type: 'about:blank', title: i18next.t('importing.lost.title'), status, code: `HTTP-${status}`, detail: i18next.t('importing.lost.detail'), remedy: i18next.t('importing.lost.remedy') })

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isJob = (value: unknown): value is ImportJob => isRecord(value) && typeof value['id'] === 'string' && typeof value['accepted'] === 'number'

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
