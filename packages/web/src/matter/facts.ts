/** One matter as the timeline wants it: lanes of agencies with acts and clocks, persons with their measures. */
import type { Agency, Matter, MatterEvent, Text } from '../api/types.ts'
import { momentOf, startMs } from '../format/moment.ts'
import type { Severity } from '../severity/severity.ts'
import { severityOf } from '../severity/severity.ts'
import type { Judged, MatterClock } from './clocks.ts'
import { isRunning, isSettled, personsOf } from './clocks.ts'
import type { Handling } from './handling.ts'
import type { Mark } from './marks.ts'
import type { TimelineClock, TimelineEvent, TimelineFacts, TimelineLane } from './timeline/layout.ts'
import { countsHours } from './words.ts'

/** A lane of an agency, or `handling`: what is done about the matter's breaches. */
export type LaneId = Exclude<Agency, 'prison' | 'justice'> | 'execution' | 'handling'

/** A lane with more clocks than these is folded until one opens it. */
export const LONG_HANDLING = 3

/** With more settled clocks than these the picture keeps to those that matter, until one asks for all. */
export const MANY_SETTLED = 8

export const settledOf = ({ clocks }: Judged): number => clocks.filter(isSettled).length

export const laneOf = (agency: string): LaneId => {
  if (agency === 'prison' || agency === 'justice') return 'execution'
  return lanes.find((lane) => lane === agency) ?? 'other'
}

/** From top to bottom. A matter walks down the first four. */
const lanes: readonly LaneId[] = ['police', 'procuratorate', 'court', 'execution', 'administrative', 'committee', 'other']
const path = lanes.slice(0, 4)

/** What the pure part needs said in the reader's language. */
export interface Wording {
  event: (event: MatterEvent, persons: number) => string
  clock: (clock: MatterClock, persons: { name: string } | { count: number } | null) => string
  status: (clock: MatterClock) => string
  /** the name of a node that has not happened yet; empty while it is not known */
  node: (code: string) => string
  /** a name in the reader's language; empty for none */
  name: (name: Text | null) => string
}

export interface Choice {
  asOf: number
  subject: string | null
  /** always shown */
  selected: string | null
  /** lanes that show every clock, also hour clocks that were kept */
  full: ReadonlySet<string>
  /** leave out the clocks that were settled in time, of every lane that is not `full` */
  brief: boolean
  /** events that happened after the chosen moment: they keep the axis still while one looks back */
  later: number[]
}

export function factsOf(matter: Matter, judged: Judged, handling: Handling | null, marks: readonly Mark[], choice: Choice, wording: Wording): TimelineFacts {
  const events = matter.events.filter((event) => event.effective && (choice.subject === null || event.subject === null || event.subject === choice.subject))
  const used = lanes.filter((lane) => events.some((event) => laneOf(event.agency) === lane) || judged.clocks.some(({ verdict }) => laneOf(verdict.agency) === lane))
  const findings = findingsByEvent(judged)
  return {
    now: choice.asOf,
    later: choice.later,
    offset: -startMs('1970-01-01') / 60_000,
    people: peopleOf(matter, judged, choice.subject),
    lanes: [...used.map((lane): TimelineLane => {
      const clocks = judged.clocks.filter(({ verdict }) => laneOf(verdict.agency) === lane)
      const shown = choice.full.has(lane) ? clocks : clocks.filter((clock) => !(choice.brief ? isSettled(clock) : isMinor(clock)) || clock.verdict.id === choice.selected)
      return {
        id: lane,
        events: sharedActs(events.filter((event) => laneOf(event.agency) === lane), findings, wording),
        clocks: shown.map((clock) => timelineClock(clock, matter, wording)),
        hidden: clocks.length - shown.length,
      }
    }), ...(handling === null && marks.length === 0 ? [] : [handlingLane(matter, handling ?? nothingDone, marks, choice, wording)])],
    next: nextLane(used),
  }
}

const nothingDone: Handling = { events: [], verdicts: [], judged: { clocks: [], findings: [] }, matterOf: new Map(), outer: new Set(), nodeName: () => null }

/** Folded, it shows where warnings began and ended, the clocks that still run, and every mark. */
function handlingLane(matter: Matter, { events, judged, outer, nodeName }: Handling, marks: readonly Mark[], { full }: Choice, wording: Wording): TimelineLane {
  const isFull = full.has('handling') || judged.clocks.length <= LONG_HANDLING
  const clocks = isFull ? judged.clocks : judged.clocks.filter(isRunning)
  const own: Wording = { ...wording, node: (code) => wording.name(nodeName(code)) }
  return {
    id: 'handling',
    events: [
      ...sharedActs(isFull ? events : events.filter(({ id }) => outer.has(id)), new Map(), own),
      ...marks.map(({ id, at, label, severity, said }): TimelineEvent => ({ id, ms: startMs(at), label: wording.name(label), subject: null, finding: severity, said })),
    ],
    clocks: clocks.map((clock) => timelineClock(clock, matter, own)),
    hidden: judged.clocks.length - clocks.length,
  }
}

/** An hour clock that was kept says little on a picture of months; the table has it. */
const isMinor = ({ verdict, severity }: MatterClock): boolean => severity === 'ok' && countsHours(verdict)

function nextLane(used: LaneId[]): LaneId | null {
  const last = path.findLastIndex((lane) => used.includes(lane))
  return last === -1 ? null : (path[last + 1] ?? null)
}

/** A finding without clock hangs on the act that it judges. */
function findingsByEvent(judged: Judged): Map<string, Severity> {
  return new Map(judged.findings.toReversed().map((verdict) => [verdict.closedBy ?? verdict.anchor, severityOf(verdict)]))
}

/** The same act for several persons on one day is one dot: 拘留 2 人. */
function sharedActs(events: MatterEvent[], findings: Map<string, Severity>, wording: Wording): TimelineEvent[] {
  const groups = Map.groupBy(events, (event) => `${event.node} ${event.act ?? ''} ${momentOf(event.at).day}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const subjects = new Set(group.map(({ subject }) => subject))
    const shared = group.length > 1 && subjects.size === group.length
    const shown = shared ? [first] : group
    return shown.map((event): TimelineEvent => {
      const members = shared ? group : [event]
      return {
        id: event.id,
        ms: startMs(event.at),
        label: wording.event(event, members.length),
        subject: shared ? null : event.subject,
        finding: members.map(({ id }) => findings.get(id)).find((severity) => severity !== undefined) ?? null,
      }
    })
  })
}

function timelineClock(item: MatterClock, matter: Matter, wording: Wording): TimelineClock {
  const { verdict, clock, severity } = item
  const awaited = verdict.trace.find((step) => step.step === 'open')?.awaited[0]
  return {
    id: verdict.id,
    ids: item.verdicts.map(({ id }) => id),
    label: wording.clock(item, matter.people.length > 1 || item.verdicts.length > 1 ? personsOf(matter, item.verdicts) : null),
    status: wording.status(item),
    severity,
    clock,
    hours: countsHours(verdict),
    awaits: isRunning(item) ? wording.node(awaited ?? verdict.node) : null,
    running: isRunning(item),
  }
}

function peopleOf(matter: Matter, judged: Judged, subject: string | null): TimelineFacts['people'] {
  const running = new Set(judged.clocks.filter(isRunning).flatMap(({ verdicts }) => verdicts.flatMap((verdict) => verdict.subject ?? [])))
  return matter.people
    .filter((person) => subject === null || person.subject === subject)
    .map((person) => ({
      subject: person.subject,
      name: person.name,
      running: running.has(person.subject),
      spans: person.spans.map(({ kind, from, to }) => ({ kind, from: startMs(from), to: to === null ? null : startMs(to) })),
    }))
}
