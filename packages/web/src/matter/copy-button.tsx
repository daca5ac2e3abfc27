import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Puts a text on the clipboard and says whether it worked. */
export const CopyButton = ({ text, label, done, primary = false }: { text: string; label: string; done: string; primary?: boolean }) => {
  const { t } = useTranslation()
  const [result, setResult] = useState<'done' | 'failed' | null>(null)
  const copy = () => {
    const copying = window.isSecureContext ? navigator.clipboard.writeText(text) : Promise.reject(new Error('no clipboard'))
    void copying.then(
      () => setResult('done'),
      () => setResult('failed'),
    )
  }
  return (
    <>
      <button type="button" className={primary ? 'btn pri' : 'btn sm'} onClick={copy}>
        {label}
      </button>
      <output className="s12 i3">
        {result === 'done' ? done : result === 'failed' ? t('panel.notCopied') : ''}
      </output>
    </>
  )
}
