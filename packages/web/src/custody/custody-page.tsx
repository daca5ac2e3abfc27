import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { CustodyList } from '../api/types.ts'
import { startMs } from '../format/moment.ts'
import { number } from '../format/numbers.ts'
import { MattersTabs } from '../matters/matters-tabs.tsx'
import { ExplanationPanel } from '../panel/explanation-panel.tsx'
import { matterPath, useLinkTo } from '../shell/as-of.ts'
import { Icon } from '../shell/icons.tsx'
import { useKeys } from '../shell/keys.ts'
import { Seg } from '../shell/seg.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { useNarrow } from '../shell/use-narrow.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { More } from '../states/more.tsx'
import { Note } from '../states/note.tsx'
import '../today/today.css'
import './custody.css'
import { CustodyCard, CustodyRow, groundName } from './custody-row.tsx'
import { custodyGroups, useCustody } from './use-custody.ts'
import type { Custody, CustodyItem } from './use-custody.ts'

/** In one sentence how many are held, and for how many something must be done. */
const Summary = ({ summary }: Pick<CustodyList, 'summary'>) => {
  const { t } = useTranslation()
  const parts = [
    { key: 'without', tone: summary.without > 0 ? 'c-v' : '' },
    { key: 'in7', tone: summary.in7 > 0 ? 'c-w' : '' },
    { key: 'open', tone: '' },
  ] as const
  return (
    <p className="sum">
      {t('custody.held', { count: summary.held, number: number(summary.held) })}
      {parts.map(({ key, tone }, place) => (
        <Fragment key={key}>
          {place > 0 && t('common.comma')}
          <span className={tone}>{t(`custody.summary.${key}`, { count: summary[key] })}</span>
        </Fragment>
      ))}
      {t('today.stop')}
    </p>
  )
}

const Filters = ({ list, custody }: { list: CustodyList; custody: Custody }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const groups = [{ value: 'all', label: `${t('common.all')} ${number(list.summary.held)}` }, ...custodyGroups.map((group) => ({ value: group as string, label: `${t(`custody.groups.${group}`)} ${number(list.summary[group])}` }))]
  return (
    <div className="bar2 wrap">
      <Seg className="not-phone" label={t('custody.groupFilter')} options={groups} value={custody.group ?? 'all'} onChange={(value) => custody.set({ group: value === 'all' ? null : value, clock: null })} />
      <select className="field only-phone" aria-label={t('custody.groupFilter')} value={custody.group ?? 'all'} onChange={(event) => custody.set({ group: event.target.value === 'all' ? null : event.target.value, clock: null })}>
        {groups.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select className="field right" aria-label={t('custody.groundFilter')} value={custody.ground ?? ''} onChange={(event) => custody.set({ ground: event.target.value === '' ? null : event.target.value, clock: null })}>
        <option value="">{t('custody.everyGround')}</option>
        {list.grounds.map((ground) => (
          <option key={ground.rule} value={ground.rule}>{`${groundName(say(ground.name))} ${number(ground.count)}`}</option>
        ))}
      </select>
    </div>
  )
}

const Panel = ({ row, asOf, alone }: { row: CustodyItem; asOf: number; alone: boolean }) => {
  const { t } = useTranslation()
  const linkTo = useLinkTo()
  const href = linkTo(matterPath(row.verdict.chain))
  const who = [row.unit, row.officer].filter((part) => part !== null).join(' ')
  return (
    <ExplanationPanel
      verdict={row.verdict}
      asOf={asOf}
      custody
      subtitle={[row.person ?? '', row.matterTitle, who].filter((part) => part !== '').join(t('common.dot'))}
      timelineHref={href}
      bar={alone}
      actions={
        <Link className="btn pri" to={href}>
          {t('panel.openMatter')}
        </Link>
      }
    />
  )
}

const Nobody = ({ custody }: { custody: Custody }) => {
  const { t } = useTranslation()
  const filtered = custody.group !== null || custody.ground !== null
  return (
    <Note title={t(filtered ? 'custody.emptyFilter' : 'custody.empty')} detail={t(filtered ? 'today.emptyFilterDetail' : 'custody.emptyDetail')}>
      {filtered && (
        <button type="button" className="btn sm" onClick={() => custody.set({ group: null, ground: null })}>
          {t('today.seeAll')}
        </button>
      )}
    </Note>
  )
}

const Loaded = ({ list, custody }: { list: CustodyList; custody: Custody }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const linkTo = useLinkTo()
  const narrow = useNarrow()
  const { rows, query } = custody
  const asOf = startMs(list.asOf)
  const chosen = custody.chosen ?? (narrow ? null : (rows[0] ?? null))
  const select = (row: CustodyItem) => custody.set({ clock: row.verdict.id }, !narrow)
  const open = (row: CustodyItem) => void navigate(linkTo(matterPath(row.verdict.chain)))
  const move = (by: 1 | -1) => {
    const next = rows[(chosen === null ? -1 : rows.indexOf(chosen)) + by]
    if (next !== undefined) select(next)
  }
  useKeys({ j: () => move(1), k: () => move(-1), Enter: () => chosen !== null && open(chosen), Escape: () => narrow && chosen !== null && void navigate(-1) })
  const panel = chosen !== null && <Panel key={chosen.verdict.id} row={chosen} asOf={asOf} alone={narrow} />
  if (narrow && chosen !== null)
    return (
      <>
        <button type="button" className="back" onClick={() => void navigate(-1)}>
          <Icon name="back" size={24} />
          {t('today.back')}
        </button>
        {panel}
      </>
    )
  return (
    <div className="today-page">
      <div className={chosen === null ? 'today alone' : 'today'}>
        <div className="list custody">
          <div className="top">
            <MattersTabs />
            <h1>{t('custody.title')}</h1>
            <Summary summary={list.summary} />
          </div>
          <Filters list={list} custody={custody} />
          <div className="rows">
            {rows.length === 0 && <Nobody custody={custody} />}
            <ul>
              {rows.map((row) => (
                <li key={row.verdict.id}>{narrow ? <CustodyCard row={row} asOf={asOf} onSelect={select} /> : <CustodyRow row={row} asOf={asOf} selected={row === chosen} onSelect={select} onOpen={open} />}</li>
              ))}
            </ul>
            <More query={query} count={100} />
          </div>
        </div>
        {panel}
      </div>
    </div>
  )
}

/** 在押人员: for every person who is held, the ground and the day on which it ends. */
export const CustodyPage = () => {
  const { t } = useTranslation()
  const custody = useCustody()
  if (custody.list !== null) return <Loaded list={custody.list} custody={custody} />
  return (
    <>
      <h1 className="page-title">{t('custody.title')}</h1>
      {custody.query.isError ? <RequestFailure error={custody.query.error} onRetry={() => void custody.query.refetch()} /> : <Loading lines={6} />}
    </>
  )
}
