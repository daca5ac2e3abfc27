import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../api/session.ts'
import type { SessionState } from '../api/types.ts'
import { ProblemLine } from './problem-line.tsx'
import { formText } from './form-text.ts'

/** The present password and a new one, twice. */
export const PasswordForm = ({ onDone }: { onDone: (state: SessionState) => void }) => {
  const { t } = useTranslation()
  const [differs, setDiffers] = useState(false)
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
      <label>
        {t('session.change.current')}
        <input className="field" name="current" type="password" autoComplete="current-password" required maxLength={400} />
      </label>
      <label>
        {t('session.change.next')}
        <input className="field" name="next" type="password" autoComplete="new-password" required maxLength={256} />
      </label>
      <label>
        {t('session.change.again')}
        <input className="field" name="again" type="password" autoComplete="new-password" required maxLength={256} />
      </label>
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
