import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { RuleText } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { Adopt } from './adopt.tsx'
import { CheckList } from './check-list.tsx'
import '../matters/matters.css'
import '../shell/conditions.css'
import '../import/import.css'
import './draft.css'
import { PeriodFields } from './period-fields.tsx'
import { TrialResult } from './trial-result.tsx'
import { useCheck, useRuleText, useTrial } from './use-draft.ts'

const Editor = ({ rule }: { rule: RuleText }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const [text, setText] = useState(rule.text)
  const area = useRef<HTMLTextAreaElement>(null)
  const { check, checking } = useCheck(rule.id, text)
  const { start, run, text: tried } = useTrial(rule.id)
  const changed = text.trimEnd() !== rule.text.trimEnd()
  const sound = check !== null && check.problems.length === 0

  /** Puts the cursor where the fault is. */
  const goTo = (line: number) => {
    const lines = text.split('\n')
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    area.current?.focus()
    area.current?.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  }
  return (
    <div className="draft">
      <header>
        <p className="s13">
          <Link to={`/catalogue/${rule.node.slice(0, rule.node.indexOf('-'))}/${rule.node}`}>{t('draft.back')}</Link>
        </p>
        <h1>{t('draft.title', { name: say(rule.name) })}</h1>
        <p className="i2">{t('draft.lead', { rule: rule.id })}</p>
      </header>
      <div className="draft-cols">
        <section>
          <h2>{t('draft.change')}</h2>
          <PeriodFields text={text} onText={setText} />
          <label className="code">
            <span className="s12 i3">{t('draft.text', { file: rule.file, line: rule.line })}</span>
            <textarea ref={area} spellCheck={false} rows={Math.min(30, Math.max(10, text.split('\n').length + 1))} value={text} onChange={({ target }) => setText(target.value)} />
          </label>
          <CheckList check={check} checking={checking} onLine={goTo} />
          <p className="row wrap">
            <button type="button" className="btn pri" disabled={!changed || !sound || start.isPending || run?.state === 'running'} onClick={() => start.mutate(text)}>
              {t('draft.try')}
            </button>
            <button type="button" className="btn" disabled={!changed} onClick={() => setText(rule.text)}>
              {t('draft.reset')}
            </button>
            {!changed && <span className="s13 i3">{t('draft.unchanged')}</span>}
          </p>
        </section>
        <section>
          <h2>{t('draft.result')}</h2>
          {start.isError && <RequestFailure error={start.error} onRetry={() => start.mutate(text)} />}
          {run === null ? !start.isError && <p className="i2">{t('draft.resultEmpty')}</p> : <TrialResult run={run} stale={tried !== text} />}
        </section>
      </div>
      <Adopt rule={rule} text={text} ready={changed && sound} />
    </div>
  )
}

/** 试算: what would change if a rule said something else? */
export const DraftPage = () => {
  const { rule = '' } = useParams()
  const { t } = useTranslation()
  const { data, error, refetch } = useRuleText(rule)
  if (error) return <RequestFailure error={error} onRetry={() => void refetch()} />
  if (data === undefined)
    return (
      <>
        <h1 className="unseen">{t('draft.titleShort')}</h1>
        <Loading lines={6} />
      </>
    )
  return <Editor key={data.id} rule={data} />
}
