import { useTranslation } from 'react-i18next'
import type { AuditCheck, AuditState } from '../api/types.ts'
import { momentInProse } from '../format/dates.ts'
import { number } from '../format/numbers.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { useAuditState, useStartCheck } from './use-audit.ts'
import { useBadText } from './words.ts'

/** Whether the trail is whole, since when that is known, and the last root, in plain words. */
export const StatePanel = () => {
  const { t } = useTranslation()
  const state = useAuditState()
  const start = useStartCheck()
  if (state.isPending) return <Loading lines={3} />
  if (state.isError) return <RequestFailure error={state.error} onRetry={() => void state.refetch()} />
  const running = state.data.check?.state === 'running'
  return (
    <section className="trail" aria-label={t('audit.state.title')}>
      <div className="trail-top">
        <output className="grow">
          <Finding check={state.data.check} />
        </output>
        <button type="button" className="btn pri" disabled={running || start.isPending} onClick={() => start.mutate()}>
          {t('audit.state.check')}
        </button>
      </div>
      {state.data.check !== null && running && <Progress check={state.data.check} />}
      {start.isError && <RequestFailure error={start.error} onRetry={() => start.mutate()} />}
      <Facts state={state.data} />
    </section>
  )
}

const shapes = { never: 'na', running: 'running', failed: 'intercepted', bad: 'overdue', whole: 'ok' } as const

const findingOf = (check: AuditCheck | null): keyof typeof shapes => (check === null ? 'never' : check.state !== 'done' ? check.state : check.bad === null ? 'whole' : 'bad')

const Finding = ({ check }: { check: AuditCheck | null }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const badText = useBadText()
  const finding = findingOf(check)
  const { chains = 0, events = 0, lines = 0, roots = 0 } = check?.counts ?? {}
  const moment = check?.finishedAt ? momentInProse(check.finishedAt, null, language) : ''
  const title = t(`audit.state.${finding}`, { lines: number(lines) })
  return (
    <>
      <strong className="row">
        <SeverityShape severity={shapes[finding]} size={16} />
        {title}
      </strong>
      {finding === 'whole' && <p className="i2">{t('audit.state.wholeDetail', { moment, chains: number(chains), events: number(events), lines: number(lines), roots: number(roots) })}</p>}
      {finding === 'never' && <p className="i2">{t('audit.state.neverDetail')}</p>}
      {finding === 'failed' && <p className="i2">{t('audit.state.failedDetail')}</p>}
      {check?.bad && (
        <>
          <p className="c-v b">{badText(check.bad)}</p>
          <p className="i2">{t('audit.state.badRemedy')}</p>
        </>
      )}
    </>
  )
}

const Progress = ({ check }: { check: AuditCheck }) => {
  const { t } = useTranslation()
  const { counts, totalChains } = check
  const text = t('audit.state.progress', { done: number(counts.chains), total: number(totalChains), lines: number(counts.lines) })
  return (
    <div>
      <progress className="trail-bar" value={counts.chains} max={Math.max(1, totalChains)} aria-label={text} />
      <p className="s12 i3">{text}</p>
    </div>
  )
}

const Facts = ({ state: { lines, lastAt, root } }: { state: AuditState }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <div className="i2 s13">
      <p>{lastAt === null ? t('audit.state.empty') : t('audit.state.since', { lines: number(lines), moment: momentInProse(lastAt, null, language) })}</p>
      <p>
        {root === null
          ? t('audit.state.noRoot')
          : t('audit.state.root', { number: number(root.number), moment: momentInProse(root.at, null, language), chains: number(root.chains), events: number(root.events), lines: number(root.audit.number) })}
      </p>
      {root !== null && <p className="mono s12 i3 long">{t('audit.state.rootHash', { hash: root.root })}</p>}
    </div>
  )
}
