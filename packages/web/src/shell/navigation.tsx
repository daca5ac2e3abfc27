import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { useSummary } from '../api/queries.ts'
import { useMay } from '../api/session.ts'
import { Icon } from './icons.tsx'

const places = [
  { name: 'today', path: '/', holds: /^\/$/, permission: 'worklist.read' },
  { name: 'work', path: '/work', holds: /^\/(?:work|duties)/, permission: 'work.read' },
  { name: 'matters', path: '/matters', holds: /^\/(?:matters|custody)/, permission: 'matters.read' },
  { name: 'catalogue', path: '/catalogue', holds: /^\/(?:catalogue|drafts)/, permission: 'catalogue.read' },
  { name: 'import', path: '/import', holds: /^\/import/, permission: 'imports.read' },
  { name: 'audit', path: '/audit', holds: /^\/audit/, permission: 'audit.read' },
  { name: 'system', path: '/system', holds: /^\/system/, permission: 'roles.read' },
] as const

/** A phone has room for four; the system is reached through the menu of the person too. */
const onPhone = 4

function useOverdue(): number {
  const today = useSummary()
  return today.data?.summary.overdue ?? 0
}

const Places = ({ size, most = places.length }: { size: number; most?: number }) => {
  const { t } = useTranslation()
  const overdue = useOverdue()
  const { pathname } = useLocation()
  const may = useMay()
  return places.filter(({ permission }) => may(permission)).slice(0, most).map(({ name, path, holds }) => (
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

/** The phone's way round: four places at the bottom. */
export const TabBar = () => {
  const { t } = useTranslation()
  return (
    <nav className="tabbar" aria-label={t('shell.mainNav')}>
      <Places size={24} most={onPhone} />
    </nav>
  )
}
