import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  label: string
  name: string
  /** what password managers go by */
  autoComplete: 'current-password' | 'new-password'
  maxLength: number
  onChange?: (typed: string) => void
}

/** A password, hidden until one asks to see what was typed. */
export const PasswordField = ({ label, name, autoComplete, maxLength, onChange }: Props) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <div className="secret">
      <label>
        {label}
        <input className="field" name={name} type={shown ? 'text' : 'password'} autoComplete={autoComplete} autoCapitalize="none" spellCheck={false} required maxLength={maxLength} onChange={onChange && ((event) => onChange(event.currentTarget.value))} />
      </label>
      <button type="button" className="btn txt sm" aria-label={t(shown ? 'session.show.hideLabel' : 'session.show.showLabel', { field: label })} onClick={() => setShown(!shown)}>
        {t(shown ? 'session.show.hide' : 'session.show.show')}
      </button>
    </div>
  )
}
