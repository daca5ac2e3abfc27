/** What is being done about the breaches of a matter, as a lane of its own in its picture: the steps of each warning and their own clocks. */
import { useMemo } from 'react'
import type { MatterEvent, Verdict, WorkMatter } from '../api/types.ts'
import { startMs } from '../format/moment.ts'
import { useFindingsOf, useInternals } from '../work/use-work.ts'
import type { Judged } from './clocks.ts'
import { judgedOf } from './clocks.ts'

export interface Handling {
  events: MatterEvent[]
  verdicts: Verdict[]
  judged: Judged
  /** the warning that an event or a verdict is of */
  matterOf: ReadonlyMap<string, WorkMatter>
  /** steps that begin or end a warning: what a folded lane still shows */
  outer: ReadonlySet<string>
  nodeName: (code: string) => { zh: string; en: string } | null
}

/** More warnings than these make no picture; the list has them all. */
const MOST = 12

/** Null while there is nothing to show. `asOf`: the moment that is shown; `asked`: it was asked for, and the warnings are read as they stood then. */
export function useHandling(chain: string, asOf: number, asked: string | null): Handling | null {
  const rows = useFindingsOf(chain).data?.rows
  const matters = useInternals((rows ?? []).slice(0, MOST), asked)
  return useMemo(() => handlingOf(matters, asOf), [matters, asOf])
}

/** `matters`: as they stood at `asOf`. */
export function handlingOf(matters: readonly WorkMatter[], asOf: number): Handling | null {
  const matterOf = new Map<string, WorkMatter>()
  const outer = new Set<string>()
  const names = new Map(matters.flatMap(({ steps }) => steps.map(({ node, name }) => [node, name] as const)))
  const events: MatterEvent[] = []
  const verdicts: Verdict[] = []
  for (const matter of matters) {
    const known = matter.history.filter(({ at }) => startMs(at) <= asOf)
    const [first] = known
    const last = matter.closedAt === null || startMs(matter.closedAt) > asOf ? undefined : known.at(-1)
    for (const event of [first, last]) if (event !== undefined) outer.add(event.id)
    // a step is told by its own name, and by the act where it has one
    for (const event of known) events.push(event.actName === null ? event : { ...event, nodeName: { zh: `${event.nodeName.zh}：${event.actName.zh}`, en: `${event.nodeName.en}: ${event.actName.en}` } })
    const clocks = matter.verdicts.filter(({ kind }) => kind === 'limit')
    verdicts.push(...clocks)
    for (const { id } of [...known, ...clocks]) matterOf.set(id, matter)
  }
  if (events.length === 0) return null
  return { events, verdicts, judged: judgedOf({ verdicts }, asOf, null), matterOf, outer, nodeName: (code) => names.get(code) ?? null }
}
