import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RuleText } from '../api/types.ts'
import { number } from '../format/numbers.ts'
import { RequestFailure } from '../states/failure.tsx'
import { useAdoption } from './use-draft.ts'

/** From which day the draft shall apply; asked once more, because it becomes law for everybody who is supervised. */
export const Adopt = ({ rule, text, ready }: { rule: RuleText; text: string; ready: boolean }) => {
  const { t } = useTranslation()
  const [from, setFrom] = useState('')
  const [asked, setAsked] = useState(false)
  const { adopt, judging, settled } = useAdoption(rule.id)
  if (adopt.isSuccess)
    return (
      <section className="adopt" aria-live="polite">
        <h2>{t('draft.adopted', { from: adopt.variables.from })}</h2>
        {settled ? (
          <p>
            {t('draft.judged')} <Link to={`/catalogue/${rule.node.slice(0, rule.node.indexOf('-'))}/${rule.node}`}>{t('draft.toNode')}</Link>
          </p>
        ) : (
          <>
            <progress className="bar" max={1} aria-label={t('draft.judging')} {...(judging === null || judging.total === 0 ? {} : { value: judging.done / judging.total })} />
            <p className="s13 i2">{judging === null ? t('draft.restarting') : t('draft.judgingCount', { done: number(judging.done), total: number(judging.total) })}</p>
          </>
        )}
      </section>
    )
  return (
    <section className="adopt">
      <h2>{t('draft.adopt')}</h2>
      <p className="s13 i2">{t('draft.adoptHint', { since: rule.since, file: rule.file })}</p>
      <div className="row wrap">
        <label className="cond">
          <span>{t('draft.from')}</span>
          <input className="field" type="date" min={rule.since} value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        {!asked && (
          <button type="button" className="btn" disabled={!ready || from === ''} onClick={() => setAsked(true)}>
            {t('draft.adoptButton')}
          </button>
        )}
      </div>
      {asked && (
        <div className="sure" role="alert">
          <p>{t('draft.sure', { from })}</p>
          <p className="row wrap">
            <button type="button" className="btn pri" disabled={adopt.isPending || !ready} onClick={() => adopt.mutate({ text, from })}>
              {t('draft.sureYes')}
            </button>
            <button type="button" className="btn" onClick={() => setAsked(false)}>
              {t('draft.sureNo')}
            </button>
          </p>
        </div>
      )}
      {adopt.isError && <RequestFailure error={adopt.error} onRetry={() => adopt.mutate({ text, from })} />}
    </section>
  )
}
