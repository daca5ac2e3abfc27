import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useMay } from '../api/session.ts'

/** The second level of 系统. */
export const SystemTabs = () => {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <nav className="tabs" aria-label={t('shell.nav.system')}>
      <NavLink to="/system" end>
        {t('system.tabs.permissions')}
      </NavLink>
      {may('people.read') && <NavLink to="/system/people">{t('system.tabs.people')}</NavLink>}
      {may('clients.read') && <NavLink to="/system/clients">{t('system.tabs.clients')}</NavLink>}
      {may('webhooks.read') && <NavLink to="/system/webhooks">{t('system.tabs.webhooks')}</NavLink>}
    </nav>
  )
}
