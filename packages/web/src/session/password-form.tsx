import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../api/session.ts'
import type { SessionState } from '../api/types.ts'
import { PasswordField } from './password-field.tsx'
import { ProblemLine } from './problem-line.tsx'
import { formText } from './form-text.ts'
import { StrengthMeter } from './strength-meter.tsx'

/** The present password and a new one, twice. */
export const PasswordForm = ({ onDone }: { onDone: (state: SessionState) => void }) => {
  const { t } = useTranslation()
  const [differs, setDiffers] = useState(false)
  const [next, setNext] = useState('')
  const change = useMutation({ mutationFn: (given: { current: string; next: string }) => sendJson<SessionState>('/account/password', given), onSuccess: onDone })
  return (
    <form
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        const next = formText(given, 'next')
        const isSame = next === formText(given, 'again')
        setDiffers(!isSame)
        if (isSame) change.mutate({ current: formText(given, 'current'), next })
      }}
    >
      <PasswordField label={t('session.change.current')} name="current" autoComplete="current-password" maxLength={400} />
      <PasswordField label={t('session.change.next')} name="next" autoComplete="new-password" maxLength={256} onChange={setNext} />
      <StrengthMeter typed={next} />
      <PasswordField label={t('session.change.again')} name="again" autoComplete="new-password" maxLength={256} />
      {differs && (
        <p className="c-v" role="alert">
          {t('session.change.differ')}
        </p>
      )}
      <ProblemLine error={change.error} />
      <button type="submit" className="btn pri" disabled={change.isPending}>
        {t('session.change.save')}
      </button>
    </form>
  )
}
