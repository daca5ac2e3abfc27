import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useMatter } from '../api/queries.ts'
import type { Matter } from '../api/types.ts'
import { startMs } from '../format/moment.ts'
import { useAsOf } from '../shell/as-of.ts'
import { Icon } from '../shell/icons.tsx'
import { useKeys } from '../shell/keys.ts'
import { useNarrow } from '../shell/use-narrow.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { ClockTable } from './clock-table.tsx'
import { judgedOf } from './clocks.ts'
import { EventPanel } from './event-panel.tsx'
import { EventsTab } from './events-tab.tsx'
import { ListTab } from './list-tab.tsx'
import { MatterHead } from './matter-head.tsx'
import { PersonChips } from './person-chips.tsx'
import { PersonsTab } from './persons-tab.tsx'
import { SidePanel } from './side-panel.tsx'
import { TimelineTab } from './timeline-tab.tsx'
import { useMatterChoice } from './use-choice.ts'
import './matter.css'

/** One matter: the picture of its time, the same as a list, its persons, its records; the chosen clock explained beside. */
export const MatterPage = () => {
  const { chain = '' } = useParams()
  const { asOf } = useAsOf()
  const { data, error, refetch } = useMatter(chain, asOf)
  if (data?.chain === chain) return <Loaded matter={data} />
  return error ? <RequestFailure error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />
}

const Loaded = ({ matter }: { matter: Matter }) => {
  const narrow = useNarrow()
  const navigate = useNavigate()
  const { tab, verdict: asked, event: askedEvent, subject, choose } = useMatterChoice()
  const asOf = startMs(matter.asOf)
  const judged = useMemo(() => judgedOf(matter, asOf, subject), [matter, asOf, subject])
  const order = [...judged.clocks.map(({ verdict }) => verdict), ...judged.findings]
  const event = matter.events.find(({ id }) => id === askedEvent) ?? null
  // Beside the picture there is always something to explain; on a phone the list comes first.
  const verdict = matter.verdicts.find(({ id }) => id === asked) ?? (narrow ? null : (order[0] ?? null))
  const selected = verdict?.id ?? null

  const onVerdict = (id: string) => choose({ verdict: id, event: null }, !narrow)
  const onEvent = (id: string) => choose({ event: id }, !narrow)
  const step = (by: 1 | -1) => {
    const at = order.findIndex(({ id }) => id === selected)
    const next = order[at === -1 ? 0 : at + by]
    if (next) choose({ verdict: next.id, event: null })
  }
  const back = () => void navigate(-1)
  useKeys({ '[': () => step(-1), ']': () => step(1), Escape: () => (event ? choose({ event: null }) : narrow && asked ? back() : undefined) })

  const panel = event ? (
    <EventPanel matter={matter} event={event} asOf={asOf} onVerdict={onVerdict} onOriginal={() => choose({ tab: 'events' })} onClose={() => choose({ event: null })} />
  ) : (
    verdict && <SidePanel key={verdict.id} matter={matter} verdict={verdict} asOf={asOf} alone={narrow} onEvent={onEvent} />
  )
  const originals = tab === 'events'
  if (narrow && panel && !originals) return <PhonePanel title={matter.title} onBack={back} panel={panel} />

  const common = { matter, judged, asOf, subject, onVerdict, onEvent }
  const list = <ListTab {...common} selected={selected} />
  const table = <ClockTable matter={matter} judged={judged} asOf={asOf} selected={selected} onSelect={onVerdict} />
  return (
    <div className={narrow || !panel ? 'mat alone' : 'mat'}>
      <div className="l">
        <MatterHead matter={matter} tab={tab} onTab={(next) => choose({ tab: next, ...(next === 'events' ? {} : { event: null }) })} />
        <div id="matter-view" className="view" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          {tab === 'timeline' && !narrow && <TimelineTab {...common} selected={selected} selectedEvent={event?.id ?? null} onSubject={(next) => choose({ subject: next })} />}
          {tab === 'timeline' && table}
          {tab === 'timeline' && narrow && list}
          {tab === 'list' && (
            <>
              <div className="tlbar">
                <PersonChips people={matter.people} chosen={subject} onChoose={(next) => choose({ subject: next })} />
              </div>
              {list}
            </>
          )}
          {tab === 'persons' && <PersonsTab {...common} />}
          {originals && <EventsTab matter={matter} selected={event?.id ?? null} />}
        </div>
      </div>
      {!narrow && panel}
    </div>
  )
}

const PhonePanel = ({ title, onBack, panel }: { title: string; onBack: () => void; panel: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <>
      <button type="button" className="mat-back" onClick={onBack}>
        <Icon name="back" size={24} />
        <span className="unseen">{t('matter.panel.back')}</span>
        <b className="ell">{title}</b>
      </button>
      {panel}
    </>
  )
}
