import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Today } from '../api/types.ts'
import { number } from '../format/numbers.ts'
import { startMs } from '../format/moment.ts'
import { matterPath, useLinkTo } from '../shell/as-of.ts'
import { Icon } from '../shell/icons.tsx'
import { useKeys } from '../shell/keys.ts'
import { Seg } from '../shell/seg.tsx'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { More } from '../states/more.tsx'
import { Empty } from './empty.tsx'
import { groupCounts, kindCounts } from './groups.ts'
import type { Kind, WorkItem } from './groups.ts'
import { Heading } from './heading.tsx'
import { RowPanel } from './row-panel.tsx'
import { Strip } from './strip.tsx'
import './today.css'
import { useScrollMemory } from './use-scroll-memory.ts'
import { useWorklist } from './use-worklist.ts'
import type { Worklist } from './use-worklist.ts'
import { rowElementId } from './work-row.tsx'
import { WorkTable } from './worklist.tsx'

const Filters = ({ today, kind, onKind }: { today: Today; kind: Kind; onKind: (kind: Kind) => void }) => {
  const { t } = useTranslation()
  const counts = kindCounts(today)
  const options = (['all', 'clock', 'breach', 'review'] as const).map((value) => ({ value, label: `${t(`today.filters.${value}`)} ${number(counts[value])}` }))
  return (
    <div className="bar2">
      <Seg label={t('today.filter')} options={options} value={kind} onChange={onKind} />
      <span className="s13 i3 not-phone">{t('today.sorted')}</span>
      <span className="right s12 i3 row not-phone" aria-hidden="true">
        <Trans i18nKey="today.keysHint" components={{ k: <kbd className="kbd" /> }} />
      </span>
    </div>
  )
}

const Further = ({ query, total, shown }: { query: Worklist['query']; total: number; shown: number }) => {
  const { t } = useTranslation()
  return (
    <More query={query} count={Math.min(100, Math.max(1, total - shown))}>
      <span className="s12 i3">{t('today.shown', { shown: number(shown), total: number(total) })}</span>
    </More>
  )
}

/** Moves the choice and brings the row into view with the focus on it. */
function useMove({ rows, query }: Worklist, chosen: WorkItem | null, select: (row: WorkItem) => void): (by: 1 | -1) => void {
  return (by) => {
    const place = chosen === null ? 0 : rows.indexOf(chosen) + by
    const next = rows[place]
    if (next === undefined) {
      if (by > 0 && query.hasNextPage) void query.fetchNextPage()
      return
    }
    select(next)
    const element = document.getElementById(rowElementId(next))
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
  }
}

const Loaded = ({ today, worklist }: { today: Today; worklist: Worklist }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const linkTo = useLinkTo()
  const [said, setSaid] = useState('')
  const { sections, rows, kind, narrow, filter, query } = worklist
  const asOf = startMs(today.asOf)
  // Beside the list there is always something to explain; on a phone the list comes first.
  const chosen = worklist.chosen ?? (narrow ? null : (rows[0] ?? null))

  const select = (row: WorkItem) => {
    setSaid('')
    worklist.select(row)
  }
  const open = (row: WorkItem) => void navigate(linkTo(matterPath(row.verdict.chain), { verdict: row.verdict.id }))
  const move = useMove(worklist, chosen, select)
  const back = () => (narrow && chosen !== null ? void navigate(-1) : undefined)
  const acted = () => {
    move(1)
    setSaid(t('panel.copied'))
  }
  useScrollMemory(narrow && chosen !== null)
  useKeys({ j: () => move(1), k: () => move(-1), ']': () => move(1), '[': () => move(-1), Enter: () => chosen !== null && open(chosen), Escape: back })

  const counts = groupCounts(today)
  const panel = chosen !== null && <RowPanel key={chosen.verdict.id} row={chosen} asOf={asOf} alone={narrow} onActed={acted} />
  const status = (
    <output className={said === '' ? 'unseen' : 'said'}>{said}</output>
  )
  if (narrow && chosen !== null)
    return (
      <>
        <button type="button" className="back" onClick={back}>
          <Icon name="back" size={24} />
          {t('today.back')}
        </button>
        {status}
        {panel}
      </>
    )

  const list = <WorkTable sections={sections} counts={counts} asOf={asOf} chosen={chosen} narrow={narrow} onSelect={select} onOpen={open} onMove={move} />
  return (
    <div className="today-page">
      <div className={chosen === null ? 'today alone' : 'today'}>
        <div className="list">
          <Heading today={today} agency={worklist.agency} onAgency={(agency) => filter({ agency })} />
          <Strip today={today} />
          <Filters today={today} kind={kind} onKind={(next) => filter({ kind: next === 'all' ? null : next })} />
          {status}
          <div className="rows">
            {rows.length === 0 && !query.hasNextPage ? <Empty today={today} filtered={kind !== 'all' && today.total > 0} onAll={() => filter({ kind: null })} /> : list}
            <Further query={query} total={today.total} shown={rows.length} />
          </div>
        </div>
        {panel}
      </div>
    </div>
  )
}

/** 今日: what must be done, by when, on which article. */
export const TodayPage = () => {
  const { t } = useTranslation()
  const worklist = useWorklist()
  const { query, today } = worklist
  if (today !== null) return <Loaded today={today} worklist={worklist} />
  return (
    <>
      <h1 className="page-title">{t('today.title')}</h1>
      {query.isError ? <RequestFailure error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={6} />}
    </>
  )
}
