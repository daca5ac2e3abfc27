import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { DutyPeople, DutyPeriodKind } from '../api/types.ts'
import { formText } from '../session/form-text.ts'
import '../shell/conditions.css'
import { Seg } from '../shell/seg.tsx'
import { useAddress } from '../shell/use-address.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { Note } from '../states/note.tsx'
import '../work/work.css'
import { DutySheetView } from './duty-sheet.tsx'
import './duties.css'
import { isLater, readPeriod, shiftPeriod } from './period.ts'
import { useDutyPeople, usePeriodText, useSheet } from './use-duties.ts'

/** 权责清单: one person's duties over a period, as the records prove them. The person stands in the path, the period beside it. */
export const DutiesPage = () => {
  const { t } = useTranslation()
  const { search } = useAddress()
  const [q, setQ] = useState<string | null>(null)
  const people = useDutyPeople(q)
  return (
    <div className="work duties">
      <header>
        <h1>{t('duties.title')}</h1>
        <p className="i2">{t('duties.lead')}</p>
      </header>
      {people.data === undefined ? people.isError ? <RequestFailure error={people.error} onRetry={() => void people.refetch()} /> : <Loading lines={8} /> : <Chosen people={people.data} asked={search.get('period')} onFind={setQ} isAll={q === null} />}
    </div>
  )
}

interface ChosenProps {
  people: DutyPeople
  asked: string | null
  onFind: (q: string | null) => void
  isAll: boolean
}

const Chosen = ({ people, asked, onFind, isAll }: ChosenProps) => {
  const { t } = useTranslation()
  const { person: given } = useParams()
  const period = readPeriod(asked ?? '') === null ? people.now.quarter : (asked ?? '')
  const person = given ?? people.people[0]?.id ?? null
  const sheet = useSheet(person, period)
  if (isAll && people.people.length === 0) return <Note title={t('duties.nobody')} detail={t('duties.nobodyDetail')} />
  return (
    <>
      <div className="conds">
        {(people.people.length > 1 || !isAll) && <People people={people} person={person} name={sheet.data?.person.id === person ? sheet.data.person.name : null} onFind={onFind} />}
        <PeriodChoice period={period} now={people.now} />
      </div>
      {people.more && <p className="s13 i3">{t('duties.more')}</p>}
      {sheet.data === undefined ? sheet.isError ? <RequestFailure error={sheet.error} onRetry={() => void sheet.refetch()} /> : <Loading lines={8} /> : <DutySheetView sheet={sheet.data} />}
    </>
  )
}

/** `name`: of the person, who may not be among those that are listed. */
const People = ({ people, person, name: chosen, onFind }: { people: DutyPeople; person: string | null; name: string | null; onFind: (q: string | null) => void }) => {
  const { t } = useTranslation()
  const { search } = useAddress()
  const navigate = useNavigate()
  const isListed = people.people.some(({ id }) => id === person)
  return (
    <>
      <form
        className="cond"
        onSubmit={(event) => {
          event.preventDefault()
          const q = formText(event.currentTarget, 'q').trim()
          onFind(q === '' ? null : q)
        }}
      >
        <span>{t('duties.find')}</span>
        <input className="field" type="search" name="q" maxLength={100} aria-label={t('duties.find')} />
      </form>
      <label className="cond wide">
        <span>{t('duties.person')}</span>
        <select className="field" value={isListed ? (person ?? '') : ''} onChange={(event) => void navigate({ pathname: `/duties/${encodeURIComponent(event.target.value)}`, search: search.toString() })}>
          {!isListed && <option value="">{chosen ?? person ?? ''}</option>}
          {people.people.map(({ id, name, posts }) => (
            <option key={id} value={id}>
              {[name, ...new Set(posts.map(({ unit, title }) => `${unit} ${title ?? ''}`.trim()))].join(' · ')}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

const kinds = ['month', 'quarter', 'year'] as const

const PeriodChoice = ({ period, now }: { period: string; now: DutyPeople['now'] }) => {
  const { t } = useTranslation()
  const { choose } = useAddress()
  const { language } = useLanguage()
  const text = usePeriodText()
  const named = readPeriod(period)
  const kind: DutyPeriodKind = named?.kind ?? 'quarter'
  const later = named === null ? period : shiftPeriod(named, 1)
  return (
    <>
      <Seg label={t('duties.period.label')} value={kind} options={kinds.map((value) => ({ value, label: t(`duties.period.${value}`) }))} onChange={(value) => choose({ period: now[value] })} />
      <div className="row spell" lang={language}>
        <button type="button" className="btn" aria-label={t('duties.period.back')} onClick={() => choose({ period: named === null ? null : shiftPeriod(named, -1) })}>
          ‹
        </button>
        <output>{text(period)}</output>
        <button type="button" className="btn" aria-label={t('duties.period.on')} disabled={isLater(later, now[kind])} onClick={() => choose({ period: later })}>
          ›
        </button>
      </div>
    </>
  )
}
