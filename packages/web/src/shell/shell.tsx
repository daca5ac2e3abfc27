import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate } from 'react-router'
import { useMay } from '../api/session.ts'
import { ClockPatterns } from '../clock/patterns.tsx'
import { ProofQuestion } from '../session/proof-dialog.tsx'
import { AsOfNotice } from './as-of-text.tsx'
import { Header } from './header.tsx'
import { useKeys } from './keys.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { LinkState } from './link-state.tsx'
import { Rail, TabBar } from './navigation.tsx'

/** The frame of every page. Focus goes skip link, header, navigation, page. */
export const Shell = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useRef<HTMLInputElement>(null)
  const [showKeys, setShowKeys] = useState(false)
  const may = useMay()
  const go = (path: string) => () => void navigate(path)

  useKeys({
    '/': () => search.current?.focus(),
    '?': () => setShowKeys(true),
    'g t': go('/'),
    'g w': go('/work'),
    'g m': go('/matters'),
    'g a': go('/catalogue'),
    'g i': go('/import'),
    'g u': go('/audit'),
  })

  return (
    <div className="app">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Header searchRef={search} onKeys={() => setShowKeys(true)} />
      <Rail />
      <main className="main" id="main" tabIndex={-1}>
        <ClockPatterns />
        {(may('notices.own') || may('worklist.read')) && <LinkState />}
        <AsOfNotice />
        <Outlet />
      </main>
      <TabBar />
      <ProofQuestion />
      {showKeys && <KeysDialog onClose={() => setShowKeys(false)} />}
    </div>
  )
}
