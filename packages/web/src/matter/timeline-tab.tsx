import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMatter } from '../api/queries.ts'
import type { Matter } from '../api/types.ts'
import { startMs } from '../format/moment.ts'
import { useAsOf } from '../shell/as-of.ts'
import { useKeys } from '../shell/keys.ts'
import { Seg } from '../shell/seg.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { AsOfField } from './as-of-field.tsx'
import type { Judged } from './clocks.ts'
import { useHandling } from './handling.ts'
import { isRunning } from './clocks.ts'
import type { LaneId, Wording } from './facts.ts'
import { factsOf, MANY_SETTLED, settledOf } from './facts.ts'
import { Legend } from './legend.tsx'
import { useMarks } from './marks.ts'
import { PersonChips } from './person-chips.tsx'
import type { Scale } from './timeline/axis.ts'
import { scales, stepOf } from './timeline/axis.ts'
import { TimelineView } from './timeline/timeline-view.tsx'
import { useCatalogueNames } from './use-catalogue-names.ts'
import { internalPath } from '../work/use-work.ts'
import { clockName, statusWords } from './words.ts'

interface Props {
  matter: Matter
  judged: Judged
  asOf: number
  subject: string | null
  selected: string | null
  selectedEvent: string | null
  onSubject: (subject: string | null) => void
  onVerdict: (id: string) => void
  onEvent: (id: string) => void
}

const foldings = ['on', 'off'] as const
const extents = ['brief', 'all'] as const

/** The picture with its controls: whom, how much time, folded or to scale, as of when. */
export const TimelineTab = (props: Props) => {
  const { matter, judged, asOf, subject, selected } = props
  const { t } = useTranslation()
  const look = useAsOf()
  const [scale, setScale] = useState<Scale>('whole')
  const [folding, setFolding] = useState<(typeof foldings)[number]>('on')
  const [extent, setExtent] = useState<(typeof extents)[number]>('brief')
  const settled = settledOf(judged)
  const brief = settled > MANY_SETTLED && extent === 'brief'
  const [full, setFull] = useState<ReadonlySet<LaneId>>(new Set())
  const { focus, shift } = useFocus(judged, selected, asOf)
  const wording = useWording(asOf)
  const later = useLater(matter, look.asOf)
  const handling = useHandling(matter.chain, asOf, look.asOf)
  const marks = useMarks(matter.chain, asOf)
  const drawn = useMemo(() => (handling === null ? matter : { ...matter, events: [...matter.events, ...handling.events], verdicts: [...matter.verdicts, ...handling.verdicts] }), [matter, handling])
  const navigate = useNavigate()
  const facts = useMemo(() => factsOf(matter, judged, handling, marks, { asOf, subject, selected, full, brief, later }, wording), [matter, judged, handling, marks, asOf, subject, selected, full, brief, later, wording])
  useKeys({ f: () => setFolding(folding === 'on' ? 'off' : 'on') })

  // a step or clock of a warning leads to the warning, a mark to what it stands for; all others open beside the picture
  const choose = (id: string, here: (id: string) => void) => {
    const warning = handling?.matterOf.get(id)
    const path = marks.find((mark) => mark.id === id)?.path ?? (warning === undefined ? undefined : internalPath(warning.flow, warning.chain))
    if (path === undefined) here(id)
    else void navigate(path)
  }

  const toggle = (lane: LaneId) =>
    setFull((now) => {
      const next = new Set(now)
      if (!next.delete(lane)) next.add(lane)
      return next
    })

  return (
    <>
      <div className="tlbar">
        <PersonChips people={matter.people} chosen={subject} onChoose={props.onSubject} />
        <div className="right row wrap">
          {scale !== 'whole' && (
            <span className="row">
              <button type="button" className="btn sm" onClick={() => shift(-stepOf(scale))}>
                {t('matter.earlier')}
              </button>
              <button type="button" className="btn sm" onClick={() => shift(stepOf(scale))}>
                {t('matter.later')}
              </button>
            </span>
          )}
          <Seg label={t('matter.scale.label')} options={scales.map((value) => ({ value, label: t(`matter.scale.${value}`) }))} value={scale} onChange={setScale} />
          {settled > MANY_SETTLED && <Seg label={t('matter.extent.label')} options={extents.map((value) => ({ value, label: t(`matter.extent.${value}`, { count: settled }) }))} value={extent} onChange={setExtent} />}
          <Seg label={t('matter.folding.label')} options={foldings.map((value) => ({ value, label: t(`matter.folding.${value}`) }))} value={folding} onChange={setFolding} />
          <AsOfField shown={matter.asOf} events={matter.events} />
        </div>
      </div>
      <TimelineView
        matter={drawn}
        facts={facts}
        scale={scale}
        fold={folding === 'on'}
        focus={focus}
        past={look.asOf !== null}
        selected={selected}
        selectedEvent={props.selectedEvent}
        onVerdict={(id) => choose(id, props.onVerdict)}
        onEvent={(id) => choose(id, props.onEvent)}
        full={full}
        onToggle={toggle}
      />
      <Legend />
    </>
  )
}

/** Closer scales look at now, or at the chosen clock where that lies elsewhere; the buttons move on from there. */
function useFocus(judged: Judged, selected: string | null, asOf: number): { focus: number; shift: (ms: number) => void } {
  const [moved, setMoved] = useState<{ of: string | null; by: number }>({ of: null, by: 0 })
  const clock = judged.clocks.find(({ verdicts }) => verdicts.some(({ id }) => id === selected))
  const base = !clock || isRunning(clock) ? asOf : clock.clock.end
  const by = moved.of === selected ? moved.by : 0
  return { focus: base + by, shift: (ms) => setMoved({ of: selected, by: by + ms }) }
}

/** While one looks back, what happened since keeps the axis where it was. */
function useLater(matter: Matter, asked: string | null): number[] {
  const now = useMatter(matter.chain, null)
  return useMemo(() => (asked === null ? [] : (now.data?.events ?? []).map(({ at }) => startMs(at)).filter((ms) => ms > startMs(matter.asOf))), [asked, now.data, matter.asOf])
}

const LONGEST = { zh: 10, en: 22 }
const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

function useWording(asOf: number): Wording {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const nameOf = useCatalogueNames()
  return useMemo(
    () => ({
      event: (event, persons) => {
        const name = shorten(event.nodeName[language].replace(/[（(].*$/, ''), LONGEST[language])
        return persons > 1 ? `${name} ${t('matter.persons', { count: persons })}` : name
      },
      clock: ({ verdict }, persons) => {
        const name = clockName(t, verdict, language)
        return persons === null ? name : `${name} ${'name' in persons ? persons.name : t('matter.persons', { count: persons.count })}`
      },
      status: ({ verdict }) => statusWords(t, verdict, asOf, nameOf),
      name: (name) => (name === null ? '' : shorten(name[language].replace(/[（(].*$/, ''), LONGEST[language])),
      node: (code) => shorten(nameOf(code.split('[')[0] ?? code).replace(/[（(].*$/, ''), LONGEST[language]),
    }),
    [t, language, asOf, nameOf],
  )
}
