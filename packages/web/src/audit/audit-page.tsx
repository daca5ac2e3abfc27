import { useTranslation } from 'react-i18next'
import { useNarrow } from '../shell/use-narrow.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { More } from '../states/more.tsx'
import { Note } from '../states/note.tsx'
import { Conditions } from './conditions.tsx'
import { LineCards, LineTable } from './line-list.tsx'
import { StatePanel } from './state-panel.tsx'
import type { AuditSearch } from './use-audit.ts'
import { useAuditSearch } from './use-audit.ts'
import './audit.css'

/** 审计: whether the trail is whole, and who did what. */
export const AuditPage = () => {
  const { t } = useTranslation()
  const search = useAuditSearch()
  return (
    <div className="audit">
      <header>
        <h1>{t('audit.title')}</h1>
        <p className="i2">{t('audit.lead')}</p>
      </header>
      <StatePanel />
      <Conditions search={search} />
      <Lines search={search} />
    </div>
  )
}

const Lines = ({ search }: { search: AuditSearch }) => {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const { query, lines } = search
  if (query.isPending) return <Loading lines={6} />
  if (query.isError) return <RequestFailure error={query.error} onRetry={() => void query.refetch()} />
  if (lines.length === 0) return <Note title={t('audit.empty.title')} detail={t('audit.empty.detail')} />
  return (
    <>
      {narrow ? <LineCards lines={lines} /> : <LineTable lines={lines} />}
      <More query={query} label={t('audit.older')} />
    </>
  )
}
