import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { number } from '../format/numbers.ts'
import { matterPath, useLinkTo } from '../shell/as-of.ts'
import { useKeys } from '../shell/keys.ts'
import { useNarrow } from '../shell/use-narrow.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { More } from '../states/more.tsx'
import { Note } from '../states/note.tsx'
import { Conditions } from './conditions.tsx'
import { MatterCards, matterRowId, MatterTable } from './matter-list.tsx'
import { MattersTabs } from './matters-tabs.tsx'
import './matters.css'
import { useMatterSearch } from './use-search.ts'
import type { MatterSearch } from './use-search.ts'

const NothingFound = ({ search }: { search: MatterSearch }) => {
  const { t } = useTranslation()
  if (!search.filtered)
    return (
      <Note title={t('matters.noneTitle')} detail={t('matters.noneDetail')}>
        <Link to="/import">{t('matters.import')}</Link>
      </Note>
    )
  return (
    <Note title={t('matters.emptyTitle')} detail={t('matters.emptyDetail')}>
      <button type="button" className="btn sm" onClick={search.clear}>
        {t('matters.clear')}
      </button>
    </Note>
  )
}

const Results = ({ search, chosen }: { search: MatterSearch; chosen: number }) => {
  const narrow = useNarrow()
  const { query, items, total } = search
  if (query.isPending) return <Loading lines={6} />
  if (query.isError) return <RequestFailure error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0) return <NothingFound search={search} />
  return (
    <>
      {narrow ? <MatterCards items={items} /> : <MatterTable items={items} chosen={chosen} />}
      <More query={query} count={Math.min(50, total - items.length)} />
    </>
  )
}

/** 案件: find one matter by number, person, flow, agency, place or state. */
export const MattersPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const linkTo = useLinkTo()
  const search = useMatterSearch()
  const [chosen, setChosen] = useState(-1)
  const { items, query, total } = search

  const move = (by: 1 | -1) => {
    const next = Math.min(items.length - 1, Math.max(0, chosen + by))
    setChosen(next)
    document.getElementById(matterRowId(next))?.focus()
  }
  const open = () => {
    const matter = items[chosen]
    if (matter !== undefined) void navigate(linkTo(matterPath(matter.chain)))
  }
  useKeys({ j: () => move(1), k: () => move(-1), Enter: open })

  return (
    <div className="matters">
      <MattersTabs />
      <div className="row">
        <h1>{t('matters.title')}</h1>
        <output className="i3">{query.isSuccess && t(search.filtered ? 'matters.results' : 'matters.count', { total: number(total) })}</output>
      </div>
      <Conditions search={search} />
      <Results search={search} chosen={chosen} />
    </div>
  )
}
