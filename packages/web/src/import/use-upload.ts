import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { importsKey } from '../api/queries.ts'
import type { ImportJob, Problem } from '../api/types.ts'
import { nowIso } from '../format/moment.ts'
import { isReadable, upload, UploadLost } from './upload.ts'
import type { Upload } from './upload.ts'

/** What to show about a file that did not arrive. */
export type Trouble = Pick<Problem, 'title' | 'detail' | 'remedy' | 'code'>

export type Sending =
  | { state: 'idle' }
  | { state: 'sending'; file: File; sent: number; since: string }
  | { state: 'stopped' }
  | { state: 'failed'; file: File; trouble: Trouble }
  | { state: 'sent'; job: ImportJob }

/** One upload at a time, and the way to stop it. Mistakes that can be seen here are told before anything is sent. */
export function useUpload(): { sending: Sending; send: (file: File) => void; stop: () => void; reset: () => void } {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [sending, setSending] = useState<Sending>({ state: 'idle' })
  const running = useRef<Upload | null>(null)
  useEffect(() => () => running.current?.stop(), [])

  const troubleOf = (error: unknown): Trouble =>
    error instanceof ApiError ? error.problem : { title: t('importing.lost.title'), detail: t('importing.lost.detail'), remedy: t('importing.lost.remedy'), code: 'HJ-WEB-003' }

  const refuse = (file: File, why: 'empty' | 'format', code: string) =>
    setSending({ state: 'failed', file, trouble: { title: t(`importing.${why}.title`), detail: t(`importing.${why}.detail`, { file: file.name }), remedy: t(`importing.${why}.remedy`), code } })

  const send = (file: File) => {
    if (file.size === 0) return refuse(file, 'empty', 'HJ-WEB-004')
    if (!isReadable(file.name)) return refuse(file, 'format', 'HJ-WEB-005')
    const since = nowIso()
    setSending({ state: 'sending', file, sent: 0, since })
    const current = upload(file, (sent) => setSending({ state: 'sending', file, sent, since }))
    running.current = current
    current.done
      .then((job) => setSending({ state: 'sent', job }))
      .catch((error: unknown) => setSending(error instanceof UploadLost && error.stopped ? { state: 'stopped' } : { state: 'failed', file, trouble: troubleOf(error) }))
      .finally(() => void queries.invalidateQueries({ queryKey: importsKey }))
  }

  return { sending, send, stop: () => running.current?.stop(), reset: () => setSending({ state: 'idle' }) }
}
