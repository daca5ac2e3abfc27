import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCountdownText } from '../clock/countdown-text.tsx'
import { citationText } from '../format/citation.ts'
import { useLanguage } from '../shell/use-language.ts'
import { wordOf } from '../severity/severity.ts'
import type { WorkItem } from './groups.ts'

/**
 * A ready sentence for the officer on the clipboard: state, act, time, matter, article. Sending stays with the person,
 * who knows the channel. `onDone` runs after a successful copy.
 */
export function useReminder(row: WorkItem, asOf: number, onDone: () => void): { remind: () => void; failed: boolean } {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const [failed, setFailed] = useState(false)
  const { verdict } = row
  const due = useCountdownText(verdict, asOf)
  const basis = verdict.basis.map((cited) => citationText(cited, language)).join(t('common.separator'))
  const text = t('panel.reminder', { state: t(`severity.${wordOf(verdict)}`), act: say(verdict.ruleName), due, matter: row.matterTitle, caseNo: row.caseNo, basis: basis === '' ? t('panel.noLaw') : basis })
  const remind = () => {
    const copying = window.isSecureContext ? navigator.clipboard.writeText(text) : Promise.reject(new Error('no clipboard'))
    void copying.then(onDone, () => setFailed(true))
  }
  return { remind, failed }
}
