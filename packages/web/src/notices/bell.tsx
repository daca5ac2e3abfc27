import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../shell/icons.tsx'
import { useUnread } from './use-notices.ts'

/** How many notices nobody has read yet, on every page. A store without accounts has nobody to tell. */
export const Bell = () => {
  const { t } = useTranslation()
  const unread = useUnread()
  if (unread === null) return null
  const label = unread === 0 ? t('notices.bell') : t('notices.bellCount', { count: unread })
  return (
    <Link className="bell" to="/notices" aria-label={label} title={label}>
      <Icon name="bell" size={18} />
      {unread > 0 && (
        <span className="n" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  )
}
