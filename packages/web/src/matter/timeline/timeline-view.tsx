import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Matter, Verdict } from '../../api/types.ts'
import { useWidth } from '../../clock/use-width.ts'
import { measurer } from '../../drawing/measure.ts'
import { momentInTable } from '../../format/dates.ts'
import { momentOfMs } from '../../format/moment.ts'
import { usePreferences } from '../../shell/preferences.tsx'
import { useLanguage } from '../../shell/use-language.ts'
import type { LaneId } from '../facts.ts'
import { AxisView, NowLine } from './axis-view.tsx'
import type { Scale } from './axis.ts'
import { BandsView } from './bands-view.tsx'
import { LaneHeads } from './lane-heads.tsx'
import { ArrowView, LaneView } from './lane-view.tsx'
import type { LaneTools } from './lane-view.tsx'
import { layoutTimeline } from './layout.ts'
import type { Picture, TimelineFacts } from './layout.ts'
import { stopKeys } from './stops.ts'

interface Props {
  matter: Matter
  facts: TimelineFacts
  scale: Scale
  fold: boolean
  focus: number
  /** one looks back in time */
  past: boolean
  selected: string | null
  selectedEvent: string | null
  onVerdict: (id: string) => void
  onEvent: (id: string) => void
  full: ReadonlySet<LaneId>
  onToggle: (lane: LaneId) => void
}

/** A drawing has no fieldset tag. */
const asGroup = { role: 'group' } as const

const GUTTER = { zh: 104, en: 128 }

/** The picture of one matter, computed anew for every width. It is one tab stop; arrow keys go from act to act and clock to clock. */
export const TimelineView = (props: Props) => {
  const { matter, facts, scale, fold, focus, past, full, onToggle } = props
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { textSize } = usePreferences()
  const [frame, outer] = useWidth()
  const zoom = textSize / 100
  const width = Math.floor(outer / zoom)
  const measure = useMemo(() => measurer(language), [language])
  const gutter = GUTTER[language]
  const picture = useMemo(() => (width === 0 ? null : layoutTimeline(facts, { width, gutter, scale, fold, focus, measure })), [facts, width, gutter, scale, fold, focus, measure])
  return (
    <div className="tl" ref={frame}>
      {picture && (
        <div className="tl-plane" style={{ zoom, width: picture.width, height: picture.height }}>
          <Drawing {...props} picture={picture} measure={measure} label={t('matter.axis.label', { title: matter.title, moment: momentInTable(matter.asOf, null, language) })} past={past} />
          <LaneHeads picture={picture} facts={facts} matter={matter} full={full} onToggle={onToggle} />
        </div>
      )}
    </div>
  )
}

const Drawing = ({ picture, measure, label, matter, facts, past, selected, selectedEvent, onVerdict, onEvent }: Props & { picture: Picture; measure: (text: string) => number; label: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [stop, setStop] = useState<string | null>(null)
  const verdicts = useMemo(() => new Map<string, Verdict>(matter.verdicts.map((verdict) => [verdict.id, verdict])), [matter])
  const keys = picture.lanes.flatMap((lane) => [...lane.bars.map(({ clock }) => clock.id), ...lane.dots.filter(({ lead }) => !lead.expected).map(({ lead }) => lead.key)])
  const current = stop !== null && keys.includes(stop) ? stop : (keys.find((key) => key === selected) ?? keys[0] ?? null)
  const tools: LaneTools = {
    asOf: facts.now,
    verdicts,
    selected,
    selectedEvent,
    stop: current,
    measure,
    onVerdict,
    onEvent,
    onKey: stopKeys((place) => setStop(keys[place] ?? null)),
    dotLabel: ({ lead }) => {
      if (lead.event?.said !== undefined) return lead.event.said
      const event = matter.events.find(({ id }) => id === lead.event?.id)
      return event ? t('matter.axis.act', { date: momentInTable(event.at, momentOfMs(facts.now).day, language), label: lead.label }) : t('matter.axis.expected', { label: lead.label })
    },
  }
  return (
    <svg width={picture.width} height={picture.height} {...asGroup} aria-label={label}>
      <AxisView picture={picture} />
      {picture.bandHeight > 0 && <path d={`M0 ${picture.bandTop + picture.bandHeight + 0.5}H${picture.width}`} stroke="var(--line)" />}
      {picture.lanes.map(({ id, y, height }) => (
        <path key={id} d={`M0 ${y + height + 0.5}H${picture.width}`} stroke="var(--line)" />
      ))}
      <rect x="0" y={picture.bandTop} width={picture.gutter - 4} height={picture.height - picture.bandTop} fill="var(--sunken)" />
      <BandsView picture={picture} measure={measure} />
      {picture.arrows.map((arrow) => (
        <ArrowView key={`${arrow.x0} ${arrow.y0} ${arrow.x1}`} arrow={arrow} days={t('matter.axis.handOverDays', { count: arrow.days })} />
      ))}
      <NowLine picture={picture} past={past} />
      {picture.lanes.map((lane) => (
        <LaneView key={lane.id} lane={lane} picture={picture} tools={tools} />
      ))}
    </svg>
  )
}
