/** What a draft catalogue would change for what is stored: both judge every matter, the differences are counted. Reads only. */
import type { Catalogue, ChainEvent, Judgment, Outcome } from '@hengjian/engine'
import { evaluate, verdictId } from '@hengjian/engine'
import { exportEvents } from '../../intake/index.ts'
import type { View } from '../../store/index.ts'

/** A verdict that differs; null where one of the catalogues gives none. */
export interface Difference {
  before: Judgment | null
  after: Judgment | null
}

export interface Span {
  /** first and last day of the anchor events, `YYYY-MM-DD`; null for all */
  from: string | null
  to: string | null
}

/** Yields, matter by matter, what differs; an empty list is a matter that was compared and is the same. */
export async function* compareStore(store: Pick<View, 'pool'>, current: Catalogue, draft: Catalogue, asOf: (events: readonly ChainEvent[]) => number, span: Span): AsyncGenerator<Difference[]> {
  for await (const events of grouped(exportEvents(store))) {
    yield [...differences(events, current, draft, asOf(events))].filter(({ before, after }) => {
      const day = ((after ?? before) as Judgment).anchor.at.slice(0, 10)
      return (span.from === null || day >= span.from) && (span.to === null || day <= span.to)
    })
  }
}

async function* grouped(events: AsyncIterable<ChainEvent>): AsyncGenerator<ChainEvent[]> {
  let group: ChainEvent[] = []
  for await (const event of events) {
    if (group[0] !== undefined && group[0].chain !== event.chain) {
      yield group
      group = []
    }
    group.push(event)
  }
  if (group.length > 0) yield group
}

function* differences(events: ChainEvent[], current: Catalogue, draft: Catalogue, asOf: number): Generator<Difference> {
  const before = new Map(evaluate(current, events, asOf).verdicts.map((judgment) => [keyOf(judgment), judgment]))
  for (const judgment of evaluate(draft, events, asOf).verdicts) {
    const key = keyOf(judgment)
    const old = before.get(key)
    before.delete(key)
    if (old === undefined || old.outcome !== judgment.outcome || old.due !== judgment.due) yield { before: old ?? null, after: judgment }
  }
  for (const judgment of before.values()) yield { before: judgment, after: null }
}

/** A verdict keeps its place when only the version of its rule changes. */
const keyOf = (judgment: Judgment): string => verdictId(judgment).replace(/@[^:]*:/, ':')

/** Outcomes of one rule before and after, how often. */
export interface Change {
  rule: string
  before: Outcome | null
  after: Outcome | null
  count: number
}

export class Changes {
  readonly #found = new Map<string, Change>()

  add({ before, after }: Difference): void {
    const rule = ((after ?? before) as Judgment).rule.id
    const change = { rule, before: before?.outcome ?? null, after: after?.outcome ?? null }
    const key = JSON.stringify(change)
    const known = this.#found.get(key)
    if (known === undefined) this.#found.set(key, { ...change, count: 1 })
    else known.count++
  }

  /** The most frequent first. */
  list(): Change[] {
    return [...this.#found.values()].sort((a, b) => b.count - a.count)
  }
}
