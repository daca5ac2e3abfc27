import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'

/** The second level of 案件: all matters, and the persons who are held. */
export const MattersTabs = () => {
  const { t } = useTranslation()
  return (
    <nav className="tabs" aria-label={t('matters.tabs.label')}>
      <NavLink to="/matters" end>
        {t('matters.tabs.all')}
      </NavLink>
      <NavLink to="/custody">{t('matters.tabs.custody')}</NavLink>
    </nav>
  )
}
