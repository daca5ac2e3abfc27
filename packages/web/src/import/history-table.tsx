import { useTranslation } from 'react-i18next'
import type { ImportJob } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { number } from '../format/numbers.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { size } from './job-card.tsx'
import { RejectsButton } from './rejects-button.tsx'

const severities = { receiving: 'running', running: 'running', done: 'ok', failed: 'intercepted' } as const

export const HistoryTable = ({ jobs }: { jobs: ImportJob[] }) => {
  const { t } = useTranslation()
  return (
    <div className="ct">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('importing.history.file')}</th>
            <th scope="col">{t('importing.history.state')}</th>
            <th scope="col" className="not-phone">
              {t('importing.history.started')}
            </th>
            <th scope="col" className="r not-phone">
              {t('importing.history.took')}
            </th>
            <th scope="col" className="r not-phone">
              {t('importing.history.size')}
            </th>
            <th scope="col" className="r">
              {t('importing.counts.accepted')}
            </th>
            <th scope="col" className="r not-phone">
              {t('importing.counts.duplicate')}
            </th>
            <th scope="col" className="r">
              {t('importing.counts.rejected')}
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <Line key={job.id} job={job} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Line = ({ job }: { job: ImportJob }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <tr>
      <td className="file">{job.file}</td>
      <td>
        <span className="row">
          <SeverityShape severity={severities[job.state]} size={14} />
          {t(`importing.states.${job.state}`)}
        </span>
      </td>
      <td className="not-phone">{momentInTable(job.startedAt, null, language)}</td>
      <td className="r not-phone">
        <Took job={job} />
      </td>
      <td className="r not-phone">{size(job.totalBytes ?? job.bytes)}</td>
      <td className="r">{number(job.accepted)}</td>
      <td className="r not-phone">{number(job.duplicate)}</td>
      <td className="r">{job.rejected === 0 ? '0' : <RejectsButton job={job} short />}</td>
    </tr>
  )
}

const Took = ({ job }: { job: ImportJob }) => {
  const { t } = useTranslation()
  if (job.finishedAt === null) return null
  const seconds = Math.max(1, Math.round((Date.parse(job.finishedAt) - Date.parse(job.startedAt)) / 1000))
  return seconds < 90 ? t('importing.history.seconds', { count: seconds }) : t('importing.history.minutes', { count: Math.round(seconds / 60) })
}
