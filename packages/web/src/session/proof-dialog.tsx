import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onProofNeeded } from '../api/proof.ts'
import { sendJson, useSession } from '../api/session.ts'
import type { ProofBy, SessionState } from '../api/types.ts'
import { formText } from './form-text.ts'
import { PasswordField } from './password-field.tsx'
import { ProblemLine } from './problem-line.tsx'
import './session.css'

const leads = { code: 'session.proof.code', password: 'session.proof.password', provider: 'session.proof.provider' } as const

const ProofDialog = ({ by, onEnd }: { by: ProofBy; onEnd: (given: boolean) => void }) => {
  const { t } = useTranslation()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const show = useMutation({ mutationFn: (given: { password: string } | { code: string }) => sendJson<SessionState>('/session/proof', given), onSuccess: () => onEnd(true) })
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="keys confirm" aria-labelledby={`${id}-title`} aria-describedby={`${id}-lead`} onClose={() => onEnd(false)}>
      <h2 id={`${id}-title`}>{t('session.proof.title')}</h2>
      <p id={`${id}-lead`}>{t(leads[by])}</p>
      <form
        className="proof"
        onSubmit={(event) => {
          event.preventDefault()
          show.mutate(by === 'code' ? { code: formText(event.currentTarget, 'code') } : { password: formText(event.currentTarget, 'password') })
        }}
      >
        {by === 'password' && <PasswordField label={t('session.password')} name="password" autoComplete="current-password" maxLength={400} />}
        {by === 'code' && (
          <label>
            {t('session.code')}
            <input className="field" name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" required placeholder={t('session.codeHint')} />
          </label>
        )}
        <ProblemLine error={show.error} />
        <div className="row">
          <button type="button" className="btn right" onClick={() => dialog.current?.close()}>
            {t('common.cancel')}
          </button>
          {by !== 'provider' && (
            <button type="submit" className="btn pri" disabled={show.isPending}>
              {t('session.first.confirm')}
            </button>
          )}
        </div>
      </form>
    </dialog>
  )
}

/** Puts the question when the server asks for it; what was asked for goes on by itself afterwards. */
export const ProofQuestion = () => {
  const { proof } = useSession()
  const [answer, setAnswer] = useState<((given: boolean) => void) | null>(null)
  useEffect(() => onProofNeeded(() => new Promise((resolve) => setAnswer(() => resolve))), [])
  if (answer === null) return null
  return (
    <ProofDialog
      by={proof}
      onEnd={(given) => {
        setAnswer(null)
        answer(given)
      }}
    />
  )
}
