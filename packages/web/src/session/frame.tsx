import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch, ThemeSwitch } from '../shell/header.tsx'
import { Logo } from '../shell/icons.tsx'
import './session.css'

/** The page before the workbench: the name, one sentence, and what has to be done. */
export const SessionFrame = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <div className="gate">
      <header className="gate-hd hd">
        <span className="logo">
          <Logo />
        </span>
        <span className="name">{t('common.product')}</span>
        <span className="unit">{t('shell.unit')}</span>
        <div className="tools">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="gate-main">{children}</main>
    </div>
  )
}
