/** A draft tried on the whole store, in the background: how far it is, and what it found. */
import { randomUUID } from 'node:crypto'
import type { Agency, DraftResult, DraftRun, OutcomeOrNone } from '@hengjian/contracts'
import type { Catalogue, Judgment } from '@hengjian/engine'
import { toVerdict } from '@hengjian/engine'
import type { View } from '../../store/index.ts'
import { Changes, compareStore } from './compare.ts'
import type { Difference } from './compare.ts'

const EXAMPLES = 20

export interface Trial {
  store: View
  current: Catalogue
  draft: Catalogue
  rule: string
  now: number
  /** masked titles of matters by chain */
  titles(chains: readonly string[]): Promise<Map<string, string>>
  onFailure(error: unknown): void
}

/** Starts and answers at once; the job object is kept up to date until it is done. */
export async function startTrial(trial: Trial): Promise<DraftRun> {
  const { rows } = await trial.store.pool.query<{ n: number }>('select count(*)::int as n from chain')
  const job: DraftRun = { id: randomUUID(), rule: trial.rule, state: 'running', done: 0, total: rows[0]?.n ?? 0, result: null }
  void tryOut(trial, job).catch((error: unknown) => {
    job.state = 'failed'
    trial.onFailure(error)
  })
  return job
}

async function tryOut(trial: Trial, job: DraftRun): Promise<void> {
  const { store, current, draft, now } = trial
  const tally = new Tally(current, draft)
  for await (const found of compareStore(store, current, draft, () => now, { from: null, to: null })) {
    job.done++
    tally.add(found)
  }
  job.result = await tally.result(job.done, (chains) => trial.titles(chains))
  job.total = job.done
  job.state = 'done'
}

interface Breaches {
  count: number
  breachesBefore: number
  breachesAfter: number
}

class Tally {
  readonly #current: Catalogue
  readonly #draft: Catalogue
  readonly #changes = new Changes()
  readonly #agencies = new Map<string, Breaches>()
  readonly #months = new Map<string, Breaches>()
  readonly #examples: Difference[] = []
  #matters = 0
  #changed = 0

  constructor(current: Catalogue, draft: Catalogue) {
    this.#current = current
    this.#draft = draft
  }

  add(differences: readonly Difference[]): void {
    if (differences.length > 0) this.#matters++
    for (const difference of differences) {
      this.#changed++
      this.#changes.add(difference)
      const { rule, anchor } = oneOf(difference)
      count(this.#agencies, rule.agency, difference)
      count(this.#months, anchor.at.slice(0, 7), difference)
    }
    // of each matter the gravest, so that the examples are of different matters
    const telling = differences.find(({ before, after }) => (before?.outcome === 'violation') !== (after?.outcome === 'violation')) ?? differences[0]
    if (telling !== undefined && this.#examples.length < EXAMPLES) this.#examples.push(telling)
  }

  async result(matters: number, titlesOf: Trial['titles']): Promise<DraftResult> {
    const titles = await titlesOf(this.#examples.map((example) => oneOf(example).anchor.chain))
    const nameOf = (id: string) => (this.#draft.rules.find((rule) => rule.id === id) ?? this.#current.rules.find((rule) => rule.id === id))?.name ?? { zh: id, en: id }
    return {
      matters,
      mattersChanged: this.#matters,
      changed: this.#changed,
      changes: this.#changes.list().map(({ rule, before, after, count: times }) => ({ rule, name: nameOf(rule), before: before ?? 'none', after: after ?? 'none', count: times })),
      byAgency: [...this.#agencies].map(([agency, breaches]) => ({ agency: agency as Agency, ...breaches })).sort((a, b) => b.count - a.count),
      byMonth: [...this.#months].map(([month, breaches]) => ({ month, ...breaches })).sort((a, b) => (a.month < b.month ? -1 : 1)),
      examples: this.#examples.map((example) => this.#exampleOf(example, titles)),
    }
  }

  #exampleOf({ before, after }: Difference, titles: ReadonlyMap<string, string>): DraftResult['examples'][number] {
    const { rule, anchor } = oneOf({ before, after })
    const due = (catalogue: Catalogue, judgment: Judgment | null): string | null => (judgment === null ? null : toVerdict(catalogue, judgment).due)
    const outcome = (judgment: Judgment | null): OutcomeOrNone => judgment?.outcome ?? 'none'
    return { chain: anchor.chain, title: titles.get(anchor.chain) ?? anchor.chain, rule: rule.id, before: outcome(before), after: outcome(after), dueBefore: due(this.#current, before), dueAfter: due(this.#draft, after) }
  }
}

const oneOf = ({ before, after }: Difference): Judgment => (after ?? before) as Judgment

function count(groups: Map<string, Breaches>, key: string, { before, after }: Difference): void {
  const group = groups.get(key) ?? { count: 0, breachesBefore: 0, breachesAfter: 0 }
  groups.set(key, group)
  group.count++
  if (before?.outcome === 'violation') group.breachesBefore++
  if (after?.outcome === 'violation') group.breachesAfter++
}
