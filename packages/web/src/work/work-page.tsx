import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useMay } from '../api/session.ts'
import type { WorkList } from '../api/types.ts'
import { startMs } from '../format/moment.ts'
import { number } from '../format/numbers.ts'
import { useAddress } from '../shell/use-address.ts'
import { useKeys } from '../shell/keys.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { More } from '../states/more.tsx'
import { Note } from '../states/note.tsx'
import { flowPath, internalPath, useFlows, useWorkList } from './use-work.ts'
import type { Which } from './use-work.ts'
import './work.css'
import { WorkLine } from './work-line.tsx'

const lists: readonly Which[] = ['mine', 'open', 'closed']

/** 待办: what waits for the reader, the shortest time left first; beside it, all warnings and how they stand. */
export const WorkPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { search, choose } = useAddress()
  const which = lists.find((known) => known === search.get('list')) ?? 'mine'
  const query = useWorkList(which)
  const [first] = query.data?.pages ?? []
  const rows = (query.data?.pages ?? []).flatMap((page) => page.rows)
  const at = rows.findIndex((row) => row.chain === search.get('row'))
  const move = (by: 1 | -1) => {
    const next = rows[at + by]
    if (next === undefined) return
    choose({ row: next.chain })
    document.getElementById(`work-${next.chain}`)?.focus()
  }
  const open = () => {
    const row = rows[at]
    if (row !== undefined) void navigate(internalPath(row.flow, row.chain))
  }
  useKeys({ j: () => move(1), k: () => move(-1), Enter: open })
  return (
    <div className="work">
      <h1>{t('work.title')}</h1>
      {first !== undefined && <Summary list={first} which={which} />}
      <Kinds />
      <nav className="tabs" aria-label={t('work.lists.label')}>
        {lists.map((name) => (
          <button key={name} type="button" aria-current={name === which ? 'page' : undefined} onClick={() => choose({ list: name === 'mine' ? null : name, row: null }, false)}>
            {t(`work.lists.${name}`)}
          </button>
        ))}
      </nav>
      {first === undefined && (query.isError ? <RequestFailure error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={6} />)}
      {first !== undefined && rows.length === 0 && <Note title={t(`work.empty.${which}`)} detail={t(which === 'mine' ? 'work.emptyDetail.mine' : 'work.emptyDetail.others')} />}
      {first !== undefined && (
        <ul className="lines">
          {rows.map((row) => (
            <li key={row.chain}>
              <WorkLine row={row} asOf={startMs(first.asOf)} onFocus={() => choose({ row: row.chain })} />
            </li>
          ))}
        </ul>
      )}
      <More query={query} count={50} />
    </div>
  )
}

/** The kinds of matters that people begin; those that the reader may begin come first. */
const Kinds = () => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const may = useMay()
  const flows = useFlows().data?.flows ?? []
  if (flows.length === 0) return null
  return (
    <ul className="kinds" aria-label={t('work.kinds')}>
      {may('duties.read') && (
        <li>
          <Link to="/duties" className="btn sm">
            {t('duties.title')}
          </Link>
        </li>
      )}
      {flows.toSorted((a, b) => Number(b.begin.length > 0) - Number(a.begin.length > 0)).map(({ flow, name, begin }) => (
        <li key={flow}>
          <Link to={flowPath(flow)} className="btn sm">
            {begin.length > 0 ? t('work.beginOf', { flow: say(name) }) : say(name)}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const Summary = ({ list, which }: { list: WorkList; which: Which }) => {
  const { t } = useTranslation()
  return (
    <p className="i2">
      {t(`work.count.${which}`, { count: list.total, number: number(list.total) })}
      {which !== 'closed' && list.overdue > 0 && (
        <>
          {t('common.comma')}
          <b className="c-v">{t('work.overdue', { count: list.overdue })}</b>
        </>
      )}
      {t('today.stop')}
    </p>
  )
}
