import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agency, Today } from '../api/types.ts'
import { useCatalogue } from '../api/queries.ts'
import { dayAsTitle } from '../format/dates.ts'
import { momentOf } from '../format/moment.ts'
import { number } from '../format/numbers.ts'
import { Seg } from '../shell/seg.tsx'
import { useLanguage } from '../shell/use-language.ts'

const all = 'all'

const AgencyFilter = ({ agency, onAgency }: { agency: Agency | null; onAgency: (agency: Agency | null) => void }) => {
  const { t } = useTranslation()
  const catalogue = useCatalogue()
  const agencies = [...new Set(catalogue.data?.flows.map((flow) => flow.agency) ?? [])]
  if (agencies.length < 2) return null
  const options = [{ value: all, label: t('common.all') }, ...agencies.map((known) => ({ value: known as string, label: t(`common.agencies.${known}`) }))]
  const choose = (value: string) => onAgency(agencies.find((known) => known === value) ?? null)
  const label = t('today.agencyFilter')
  return (
    <>
      <Seg className="right not-phone" label={label} options={options} value={agency ?? all} onChange={choose} />
      <select className="field only-phone" aria-label={label} value={agency ?? all} onChange={(event) => choose(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </>
  )
}

/** The state of the unit in one sentence; what is zero is left out, so that the sentence says only what matters. */
const Summary = ({ today }: { today: Today }) => {
  const { t } = useTranslation()
  const { summary, agency } = today
  const scope = agency === null ? t('today.everyAgency') : t(`common.agencyNames.${agency}`)
  const parts = [
    { count: summary.overdue, key: 'overdue', tone: 'c-v' },
    { count: summary.dueToday, key: 'dueToday', tone: 'c-w' },
    { count: summary.dueIn3Days, key: 'in3', tone: '' },
  ] as const
  const given = parts.filter((part) => part.count > 0 || part.key === 'overdue')
  return (
    <p className="sum">
      <span className="not-phone">{t('today.running', { count: summary.running, number: number(summary.running), scope })}</span>
      {given.map((part, place) => (
        <Fragment key={part.key}>
          {place > 0 && t('common.comma')}
          {part.tone === '' || part.count === 0 ? t(`today.${part.key}`, { count: part.count }) : <b className={part.tone}>{t(`today.${part.key}`, { count: part.count })}</b>}
        </Fragment>
      ))}
      {summary.toReview > 0 && <span className="not-phone">{`${t('today.joinLast')}${t('today.review', { count: summary.toReview })}`}</span>}
      {t('today.stop')}
    </p>
  )
}

interface Props {
  today: Today
  agency: Agency | null
  onAgency: (agency: Agency | null) => void
}

export const Heading = ({ today, agency, onAgency }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <div className="top">
      <div className="row wrap">
        <h1>{t('today.title')}</h1>
        <span className="date">{dayAsTitle(momentOf(today.asOf).day, language)}</span>
        <AgencyFilter agency={agency} onAgency={onAgency} />
      </div>
      <Summary today={today} />
    </div>
  )
}
