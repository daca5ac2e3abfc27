import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { useSummary } from '../api/queries.ts'
import { Icon } from './icons.tsx'

const places = [
  { name: 'today', path: '/', holds: /^\/$/ },
  { name: 'work', path: '/work', holds: /^\/work/ },
  { name: 'matters', path: '/matters', holds: /^\/(?:matters|custody)/ },
  { name: 'catalogue', path: '/catalogue', holds: /^\/(?:catalogue|drafts)/ },
  { name: 'import', path: '/import', holds: /^\/import/ },
  { name: 'audit', path: '/audit', holds: /^\/audit/ },
] as const

function useOverdue(): number {
  const today = useSummary()
  return today.data?.summary.overdue ?? 0
}

const Places = ({ size }: { size: number }) => {
  const { t } = useTranslation()
  const overdue = useOverdue()
  const { pathname } = useLocation()
  return places.map(({ name, path, holds }) => (
    <Link key={name} to={path} aria-current={holds.test(pathname) ? 'page' : undefined}>
      <Icon name={name} size={size} />
      {t(`shell.nav.${name}`)}
      {name === 'today' && overdue > 0 && (
        <span className="n">
          <span aria-hidden="true">{overdue > 99 ? '99+' : overdue}</span>
          <span className="unseen">{t('shell.overdueBadge', { count: overdue })}</span>
        </span>
      )}
    </Link>
  ))
}

export const Rail = () => {
  const { t } = useTranslation()
  return (
    <nav className="rail" aria-label={t('shell.mainNav')}>
      <Places size={20} />
    </nav>
  )
}

/** The phone's way round: the same places at the bottom. */
export const TabBar = () => {
  const { t } = useTranslation()
  return (
    <nav className="tabbar" aria-label={t('shell.mainNav')}>
      <Places size={24} />
    </nav>
  )
}
