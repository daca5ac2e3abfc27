import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSession } from '../api/session.ts'
import type { DutyAct, DutyAsked, DutyMiss, DutyRow } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { momentInProse, momentInTable } from '../format/dates.ts'
import { number } from '../format/numbers.ts'
import type { Severity } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { More } from '../states/more.tsx'
import { internalPath } from '../work/use-work.ts'
import { useDutyActs, usePeriodText } from './use-duties.ts'

/** What is not called for has no shape: there is nothing to judge. */
const shapes: Readonly<Record<DutyRow['state'], Severity | null>> = { missing: 'overdue', due: 'running', done: 'ok', unprovable: 'na', idle: null }

interface Props {
  duty: DutyRow
  person: string
  period: string
}

/** One duty: what it rests on, how often it was done, where it was due and not done, and why nothing here can tell. */
export const DutyItem = ({ duty, person, period }: Props) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const isMine = useSession().actor?.id === person
  const shape = shapes[duty.state]
  return (
    <li className={`duty ${duty.state}`}>
      <span className="shape">{shape === null ? <span className="none" aria-hidden="true" /> : <SeverityShape severity={shape} size={18} />}</span>
      <div className="what">
        <h3>{say(duty.name)}</h3>
        <p className="marks">
          <span className="tag">{t(`duties.kind.${duty.kind}`)}</span>
          <span className="tag line">{t(`duties.responsibility.${duty.responsibility}`)}</span>
          <span className="law s13 i2">{duty.basis.map((cited) => citationText(cited, language)).join(t('common.separator'))}</span>
        </p>
        {duty.unprovable !== null && <p className="s13 i2">{t('duties.unprovable', { why: say(duty.unprovable) })}</p>}
        {duty.asked.map((asked) => (
          <Asked key={asked.period} asked={asked} isMine={isMine} />
        ))}
        {duty.called !== null && duty.called > 0 && (
          <p className="s13">
            {t('duties.called', { count: duty.called, number: number(duty.called) })}
            {duty.missed === 0 ? t('duties.allDone') : <b className="c-v">{t('duties.missed', { count: duty.missed, number: number(duty.missed) })}</b>}
          </p>
        )}
        {duty.misses.length > 0 && (
          <ul className="misses">
            {duty.misses.map((miss) => (
              <Miss key={`${miss.chain} ${miss.rule} ${miss.at}`} miss={miss} />
            ))}
          </ul>
        )}
        {duty.done > 0 && <Acts duty={duty} person={person} period={period} />}
      </div>
      <p className="verdict">
        <b className={duty.state === 'missing' ? 'c-v' : undefined}>{t(`duties.state.${duty.state}`)}</b>
        {duty.done > 0 && <span className="s13 i2">{t('duties.times', { count: duty.done, number: number(duty.done) })}</span>}
      </p>
    </li>
  )
}

const Asked = ({ asked: { period, times, done, state, due, matter, finding }, isMine }: { asked: DutyAsked; isMine: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const text = usePeriodText()
  return (
    <p className="s13 asked">
      <span>
        {t('duties.asked', { count: times, period: text(period) })}
        {state === 'done' ? t('duties.askedDone', { done }) : state === 'running' ? t('duties.askedRunning', { done, due: momentInProse(due, null, language) }) : <b className="c-v">{t('duties.askedMissing', { done })}</b>}
      </span>
      {matter !== null && state !== 'done' && <Link to={internalPath(matter.flow, matter.chain)}>{t(isMine ? 'duties.record' : 'duties.see')}</Link>}
      {finding !== null && <Link to={internalPath(finding.flow, finding.chain)}>{t('duties.finding')}</Link>}
    </p>
  )
}

const matterPath = ({ chain, flow }: Pick<DutyAct, 'chain' | 'flow'>): string => (flow === null ? `/matters/${encodeURIComponent(chain)}` : internalPath(flow, chain))

const Miss = ({ miss: { chain, title, ruleName, basis, at, finding } }: { miss: DutyMiss }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  return (
    <li>
      <span className="i3">{momentInTable(at, null, language)}</span>
      <Link to={matterPath({ chain, flow: null })}>{title || chain}</Link>
      <span>{say(ruleName)}</span>
      {basis[0] !== undefined && <span className="law i2">{citationText(basis[0], language)}</span>}
      {finding !== null && <Link to={internalPath(finding.flow, finding.chain)}>{t('duties.finding')}</Link>}
    </li>
  )
}

/** The latest acts; all of them once they are asked for. */
const Acts = ({ duty, person, period }: Props) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const [isAll, setAll] = useState(false)
  const query = useDutyActs(person, duty.id, period, isAll)
  const pages = query.data?.pages
  const acts = pages === undefined ? duty.acts : pages.flatMap(({ items }) => items)
  return (
    <details>
      <summary className="s13">{t('duties.acts')}</summary>
      <ul className="misses">
        {acts.map((act) => (
          <li key={`${act.chain} ${act.node} ${act.act ?? ''} ${act.at}`}>
            <span className="i3">{momentInTable(act.at, null, language)}</span>
            <Link to={matterPath(act)}>{act.title || (act.flow === null ? act.chain : t('duties.noTitle'))}</Link>
            <span>{act.act === null ? say(act.nodeName) : t('work.actOf', { step: say(act.nodeName), act: act.act })}</span>
          </li>
        ))}
      </ul>
      {pages === undefined && duty.done > duty.acts.length && (
        <button type="button" className="btn sm" disabled={query.isFetching} onClick={() => setAll(true)}>
          {t('duties.allActs', { count: duty.done, number: number(duty.done) })}
        </button>
      )}
      <More query={query} count={50} />
    </details>
  )
}
