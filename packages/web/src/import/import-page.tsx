import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { importsKey, useImports } from '../api/queries.ts'
import type { ImportJob } from '../api/types.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { DropZone } from './drop-zone.tsx'
import { HistoryTable } from './history-table.tsx'
import { JobCard, size } from './job-card.tsx'
import { TroubleText } from './trouble.tsx'
import { useUpload } from './use-upload.ts'
import type { Sending } from './use-upload.ts'
import './import.css'

/** Bring a file in, see what became of it, see what was brought in before. */
export const ImportPage = () => {
  const { t } = useTranslation()
  const imports = useImports()
  const jobs = imports.data ?? []
  useFollowing(jobs)
  const { sending, send, stop, reset } = useUpload()
  const job = currentJob(sending, jobs)
  return (
    <div className="imp">
      <header>
        <h1>{t('importing.title')}</h1>
        <p className="i2">{t('importing.lead')}</p>
      </header>
      <div className="imp-top">
        <section aria-label={t('importing.title')}>
          {sending.state === 'sending' ? <Progress sending={sending} onStop={stop} /> : sending.state !== 'sent' && <DropZone onFile={send} />}
          {sending.state === 'stopped' && (
            <output className="told">{t('importing.stopped')}</output>
          )}
          {sending.state === 'failed' && <TroubleText trouble={sending.trouble} />}
          {sending.state === 'failed' && (
            <button type="button" className="btn sm" onClick={() => send(sending.file)}>
              {t('importing.retry')}
            </button>
          )}
          {job && <JobCard job={job} />}
          {sending.state === 'sent' && (
            <button type="button" className="btn" onClick={reset}>
              {t('importing.again')}
            </button>
          )}
        </section>
        <Formats />
      </div>
      <section className="imp-history" aria-labelledby="imp-history">
        <h2 id="imp-history">{t('importing.history.title')}</h2>
        {imports.error ? <RequestFailure error={imports.error} onRetry={() => void imports.refetch()} /> : imports.isPending ? <Loading /> : jobs.length > 0 ? <HistoryTable jobs={jobs} /> : <NothingYet />}
      </section>
    </div>
  )
}

/** The server tells of progress by itself; asking as well keeps the page true when that link is down. */
function useFollowing(jobs: ImportJob[]): void {
  const queries = useQueryClient()
  const active = jobs.some(({ state }) => state === 'receiving' || state === 'running')
  useEffect(() => {
    if (!active) return
    const asking = setInterval(() => void queries.invalidateQueries({ queryKey: importsKey }), 2000)
    return () => clearInterval(asking)
  }, [active, queries])
}

/** Clocks of browser and server may differ by so much. */
const slack = 60_000

/** The job of the file that is being sent or was sent last, as fresh as the list has it. */
function currentJob(sending: Sending, jobs: ImportJob[]): ImportJob | null {
  if (sending.state === 'sent') return jobs.find(({ id }) => id === sending.job.id) ?? sending.job
  if (sending.state !== 'sending') return null
  return jobs.find(({ file, startedAt }) => file === sending.file.name && Date.parse(startedAt) >= Date.parse(sending.since) - slack) ?? null
}

const Progress = ({ sending, onStop }: { sending: Sending & { state: 'sending' }; onStop: () => void }) => {
  const { t } = useTranslation()
  const { file, sent } = sending
  const text = t('importing.uploadProgress', { sent: size(sent), total: size(file.size) })
  return (
    <div className="job">
      <div className="row">
        <b className="ell">{file.name}</b>
        <span className="i3 s12 right">{t('importing.uploading')}</span>
      </div>
      <progress className="bar" value={sent} max={file.size} aria-label={text} />
      <div className="row">
        <span className="s12 i3">{text}</span>
        <button type="button" className="btn sm right" onClick={onStop}>
          {t('importing.stop')}
        </button>
      </div>
    </div>
  )
}

const formats = ['jsonl', 'json', 'csv', 'xes', 'gz'] as const

const Formats = () => {
  const { t } = useTranslation()
  return (
    <section className="formats" aria-labelledby="imp-formats">
      <h2 id="imp-formats">{t('importing.formats.title')}</h2>
      <dl>
        {formats.map((name) => (
          <div key={name}>
            <dt>{t(`importing.formats.${name}.name`)}</dt>
            <dd>{t(`importing.formats.${name}.text`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const NothingYet = () => {
  const { t } = useTranslation()
  return (
    <div className="told">
      <strong>{t('importing.history.none')}</strong>
      <p className="i2">{t('importing.history.noneHint')}</p>
    </div>
  )
}
