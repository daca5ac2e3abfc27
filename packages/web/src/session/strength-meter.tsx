import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendJson, useSession } from '../api/session.ts'
import type { PasswordStrength } from '../api/types.ts'

/** milliseconds without a key before it is asked for */
const PAUSE = 250

/** What was typed once the typing rests. */
function useRested(typed: string): string {
  const [rested, setRested] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  return rested
}

const steps = [0, 1, 2, 3] as const
const words = ['session.strength.feeble', 'session.strength.weak', 'session.strength.fair', 'session.strength.strong', 'session.strength.firm'] as const

/** How many guesses a new password would withstand, and what it still lacks; judged where it will be judged when it is sent. */
export const StrengthMeter = ({ typed }: { typed: string }) => {
  const { t } = useTranslation()
  const { length, classes } = useSession().password
  const next = useRested(typed)
  const { data } = useQuery({ enabled: next !== '', queryKey: ['password', next], queryFn: () => sendJson<PasswordStrength>('/account/password/strength', { next }), gcTime: 0, placeholderData: keepPreviousData })
  if (typed === '' || data === undefined) return null
  const isEnough = data.weakness === null
  // one that will not be taken is never called strong
  const score = isEnough ? data.score : Math.min(data.score, data.needed - 1)
  const word = t(words[score] ?? words[0])
  return (
    <div className="strength">
      <meter className="unseen" aria-label={t('session.strength.label')} max={4} value={score} aria-valuetext={word} />
      <div className="bars" aria-hidden="true" data-enough={isEnough}>
        {steps.map((step) => (
          <i key={step} data-on={score > step || (step === 0 && score === 0)} />
        ))}
      </div>
      <output>
        <strong>{word}</strong> {data.weakness !== null && t(`session.strength.${data.weakness}`, { length, classes })}
      </output>
    </div>
  )
}
