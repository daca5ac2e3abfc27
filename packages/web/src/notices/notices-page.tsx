import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSession } from '../api/session.ts'
import type { NoticeItem } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { momentOf } from '../format/moment.ts'
import { Seg } from '../shell/seg.tsx'
import { useAddress } from '../shell/use-address.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { More } from '../states/more.tsx'
import { Note } from '../states/note.tsx'
import { NoticesTabs } from './notices-tabs.tsx'
import './notices.css'
import { useMarkRead, useNotices } from './use-notices.ts'
import type { Which } from './use-notices.ts'

/** One notice: opening what it is about reads it. */
const Line = ({ item, today, onRead }: { item: NoticeItem; today: number; onRead: () => void }) => {
  const { t } = useTranslation()
  const { say, language } = useLanguage()
  return (
    <Link className={item.read ? 'notice-line' : 'notice-line fresh'} to={item.link} onClick={() => !item.read && onRead()}>
      <span className="mark" aria-hidden="true" />
      <span className="grow">
        <span className="name">
          {!item.read && <span className="unseen">{t('notices.fresh')} </span>}
          {say(item.title)}
        </span>
        <span className="s13 i2">
          {item.matter}
          {item.due !== null && `${t('common.dot')}${t('notices.due', { moment: momentInTable(item.due, today, language) })}`}
        </span>
      </span>
      <span className="tag">{say(item.kindName)}</span>
      <span className="s12 i3 when">{momentInTable(item.at, today, language)}</span>
    </Link>
  )
}

const List = ({ which }: { which: Which }) => {
  const { t } = useTranslation()
  const query = useNotices(which)
  const mark = useMarkRead()
  const [first] = query.data?.pages ?? []
  if (first === undefined) return query.isError ? <RequestFailure error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={6} />
  const items = (query.data?.pages ?? []).flatMap((page) => page.items)
  const today = momentOf(first.asOf).day
  return (
    <>
      {mark.error !== null && <RequestFailure error={mark.error} onRetry={() => mark.reset()} />}
      {first.unread > 0 && (
        <p className="row wrap">
          <span className="i2">{t('notices.unread', { count: first.unread })}</span>
          <button type="button" className="btn sm" disabled={mark.isPending} onClick={() => mark.mutate(null)}>
            {t('notices.readAll')}
          </button>
        </p>
      )}
      {items.length === 0 ? (
        <Note title={t(`notices.empty.${which}`)} detail={t(`notices.emptyDetail.${which}`)} />
      ) : (
        <ul className="notice-list">
          {items.map((item) => (
            <li key={item.seq}>
              <Line item={item} today={today} onRead={() => mark.mutate([item.seq])} />
            </li>
          ))}
        </ul>
      )}
      <More query={query} count={50} />
    </>
  )
}

/** 通知: what concerns the reader, the latest first. */
export const NoticesPage = () => {
  const { t } = useTranslation()
  const { actor } = useSession()
  const { search, choose } = useAddress()
  const which: Which = search.get('which') === 'all' ? 'all' : 'unread'
  return (
    <div className="notices">
      <NoticesTabs />
      <h1>{t('notices.title')}</h1>
      {actor?.kind === 'person' ? (
        <>
          <Seg
            label={t('notices.which.label')}
            options={[
              { value: 'unread', label: t('notices.which.unread') },
              { value: 'all', label: t('notices.which.all') },
            ]}
            value={which}
            onChange={(value) => choose({ which: value === 'all' ? 'all' : null })}
          />
          <List which={which} />
        </>
      ) : (
        <p className="i2">{t('notices.local')}</p>
      )}
    </div>
  )
}
