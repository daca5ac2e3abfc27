import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'

export const NoticesTabs = () => {
  const { t } = useTranslation()
  return (
    <nav className="tabs" aria-label={t('notices.tabs.label')}>
      <NavLink to="/notices" end>
        {t('notices.tabs.list')}
      </NavLink>
      <NavLink to="/notices/settings">{t('notices.tabs.settings')}</NavLink>
    </nav>
  )
}
