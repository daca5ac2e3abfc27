import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportJob } from '../api/types.ts'
import { number } from '../format/numbers.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { RejectsButton } from './rejects-button.tsx'
import { TroubleText } from './trouble.tsx'

const counts = ['read', 'accepted', 'duplicate', 'rejected'] as const

/** What became of the file: how far it is, the four counts, what was turned back and where to go next. */
export const JobCard = ({ job }: { job: ImportJob }) => {
  const { t } = useTranslation()
  const done = job.state === 'done'
  return (
    <div className="job">
      <div className="row">
        <SeverityShape severity={job.state === 'failed' ? 'intercepted' : done ? 'ok' : 'running'} size={16} />
        <b className="ell">{job.file}</b>
        <span className="i3 s12 right">{t(`importing.states.${job.state}`)}</span>
      </div>
      <JobProgress job={job} />
      <dl className="counts" aria-live="polite">
        {counts.map((name) => (
          <div key={name}>
            <dt>{t(`importing.counts.${name}`)}</dt>
            <dd className={name === 'rejected' && job.rejected > 0 ? 'c-v' : ''}>{number(job[name])}</dd>
          </div>
        ))}
      </dl>
      {job.error && <TroubleText trouble={job.error} />}
      {done && <p>{t(`importing.result.${resultKey(job)}`, { accepted: number(job.accepted), rejected: number(job.rejected), duplicate: number(job.duplicate) })}</p>}
      {job.rejected > 0 && (
        <p className="row wrap">
          <RejectsButton job={job} />
          <span className="s12 i3">{t('importing.rejectsHint')}</span>
        </p>
      )}
      {done && job.accepted + job.duplicate > 0 && (
        <p className="row">
          <Link to="/">{t('importing.seeToday')}</Link>
          <Link to="/matters">{t('importing.seeMatters')}</Link>
        </p>
      )}
    </div>
  )
}

function resultKey(job: ImportJob): 'clean' | 'some' | 'none' | 'nothing' {
  if (job.read === 0) return 'nothing'
  if (job.rejected > 0) return 'some'
  return job.accepted === 0 ? 'none' : 'clean'
}

/** A bar where the length of the file is known; without it only the words. */
const JobProgress = ({ job }: { job: ImportJob }) => {
  const { t } = useTranslation()
  if (job.state === 'done' || job.state === 'failed') return null
  const share = job.totalBytes ? Math.min(1, job.bytes / job.totalBytes) : null
  const text = share === null ? t('importing.progressUnknown', { file: job.file, bytes: size(job.bytes) }) : t('importing.progress', { file: job.file, share: `${Math.floor(share * 100)}%` })
  return (
    <>
      <progress className="bar" max={1} aria-label={text} {...(share === null ? {} : { value: share })} />
      <p className="s12 i3">{text}</p>
    </>
  )
}

/** Bytes as people read them. */
export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}
