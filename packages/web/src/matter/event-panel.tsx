import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Matter, MatterEvent } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { momentOf, momentOfMs } from '../format/moment.ts'
import { severityOf } from '../severity/severity.ts'
import { SeverityTag } from '../severity/severity-tag.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { useCatalogueNames } from './use-catalogue-names.ts'

interface Props {
  matter: Matter
  event: MatterEvent
  asOf: number
  onVerdict: (id: string) => void
  onOriginal: () => void
  onClose: () => void
}

/** One record beside the picture: who did what when, what it started and ended. */
export const EventPanel = ({ matter, event, asOf, onVerdict, onOriginal, onClose }: Props) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const nameOf = useCatalogueNames()
  const touched = matter.verdicts.filter((verdict) => verdict.anchor === event.id || verdict.closedBy === event.id).sort((a, b) => Number(severityOf(a) === 'ok') - Number(severityOf(b) === 'ok'))
  return (
    <aside className="xp evp" aria-label={t('matter.event.label')}>
      <div className="hdx">
        <p className="row">
          <span className="tag">{t(`common.agencies.${event.agency}`)}</span>
          <span className="right s12 i3">{event.node}</span>
        </p>
        <h2>
          {say(event.nodeName)}
          {event.act && ` · ${event.act}`}
        </h2>
        {!event.effective && <p className="s13 c-w">{t('matter.event.void')}</p>}
      </div>
      <div className="body">
        <section>
          <dl className="ev-facts">
            <EventFacts matter={matter} event={event} asOf={asOf} />
          </dl>
        </section>
        {Object.keys(event.attrs).length > 0 && (
          <section>
            <h3>{t('matter.event.facts')}</h3>
            <dl className="ev-facts">
              {Object.entries(event.attrs).map(([key, value]) => (
                <Fact key={key} name={nameOf(key)} value={typeof value === 'boolean' ? t(value ? 'matter.event.yes' : 'matter.event.no') : typeof value === 'string' ? value : JSON.stringify(value)} />
              ))}
            </dl>
          </section>
        )}
        {touched.length > 0 && (
          <section>
            <h3>{t('matter.event.judged')}</h3>
            {touched.map((verdict) => (
              <button key={verdict.id} type="button" className="ml-verdict" onClick={() => onVerdict(verdict.id)}>
                <SeverityTag verdict={verdict} />
                <span className="s13">{say(verdict.ruleName)}</span>
              </button>
            ))}
          </section>
        )}
      </div>
      <div className="acts">
        <button type="button" className="btn" onClick={onOriginal}>
          {t('matter.event.original')}
        </button>
        <button type="button" className="btn txt right" onClick={onClose}>
          {t('matter.event.close')}
        </button>
      </div>
    </aside>
  )
}

const EventFacts = ({ matter, event, asOf }: { matter: Matter; event: MatterEvent; asOf: number }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const date = (text: string): string => momentInTable(text, momentOfMs(asOf).day, language)
  const late = event.recordedAt === null ? 0 : momentOf(event.recordedAt).day - momentOf(event.at).day
  const recorded = event.recordedAt === null ? null : late > 0 ? t('matter.event.recordedLate', { date: date(event.recordedAt), days: late }) : date(event.recordedAt)
  const person = matter.people.find(({ subject }) => subject === event.subject)
  const { actor } = event
  return (
    <>
      <Fact name={t('matter.event.at')} value={date(event.at)} />
      <Fact name={t('matter.event.recorded')} value={recorded} />
      <Fact name={t('matter.event.unit')} value={actor.unit ?? actor.org} />
      <Fact name={t('matter.event.officer')} value={[actor.role, actor.name].filter(Boolean).join(' ')} />
      <Fact name={t('matter.event.level')} value={actor.level} />
      <Fact name={t('matter.event.person')} value={person?.name ?? event.subject ?? t('matter.wholeCase')} />
      <Fact name={t('matter.event.caseNo')} value={event.case} />
      <Fact name={t('matter.event.docNo')} value={event.docNo} />
      <Fact name={t('matter.event.source')} value={`${event.source} ${event.id}`} />
    </>
  )
}

/** A field without value is left out. */
const Fact = ({ name, value }: { name: string; value: ReactNode }) =>
  value === null || value === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
