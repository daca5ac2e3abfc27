import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from './preferences.tsx'

const rows = [
  { keys: ['/'], text: 'search' },
  { keys: ['?'], text: 'help' },
  { keys: ['J', 'K'], text: 'move' },
  { keys: ['Enter'], text: 'open' },
  { keys: ['R'], text: 'remind' },
  { keys: ['[', ']'], text: 'clocks' },
  { keys: ['Esc'], text: 'back' },
  { keys: ['G', 'T', 'W', 'M', 'A', 'I', 'U'], text: 'go' },
] as const

export const KeysDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const { keys, set } = usePreferences()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{t('shell.keys.title')}</h2>
      <dl>
        {rows.map((row) => (
          <div key={row.text} style={{ display: 'contents' }}>
            <dt className="row">
              {row.keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(`shell.keys.${row.text}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <label>
          <input type="checkbox" checked={keys} onChange={(event) => set({ keys: event.target.checked })} />
          {t('shell.keys.enabled')}
        </label>
        <button type="button" className="btn right" onClick={() => dialog.current?.close()}>
          {t('common.close')}
        </button>
      </div>
    </dialog>
  )
}
