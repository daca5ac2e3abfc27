/** The matter of the demo that shows most of what a matter can show. */
import type { Matter, Verdict } from '../packages/contracts/src/index.ts'
import { matter, matters } from './api.ts'

/** Flow of supplementary investigation: the case went back. */
const returnFlow = 'P11'

let found: Promise<Matter> | null = null

/** Looked for once in a run. */
export const richMatter = async (origin: string): Promise<Matter> => await (found ??= find(origin))

async function find(origin: string): Promise<Matter> {
  const { items } = await matters(origin, { state: 'violation', limit: '200' })
  const candidates = await Promise.all(items.filter(({ agencies }) => agencies.length > 2).map(async ({ chain }) => await matter(origin, chain)))
  const best = candidates.toSorted((a, b) => richness(b) - richness(a))[0]
  if (best === undefined) throw new Error('the demo has no matter with three agencies and a breach')
  return best
}

const isLate = ({ outcome, kind }: Verdict): boolean => outcome === 'violation' && kind === 'limit'

export const findLate = ({ verdicts }: Matter): Verdict | undefined => verdicts.find(isLate)

/** One late clock, a return, an extension, a person in custody, a clock that still runs, and few enough acts for one picture. */
function richness({ verdicts, events, people, counts }: Matter): number {
  const late = verdicts.filter(isLate).length
  const signs = [
    late > 0,
    late === 1,
    events.some(({ flow }) => flow === returnFlow),
    verdicts.some(({ trace }) => trace.some((step) => step.step === 'extension')),
    counts.pending > 0,
    people.some(({ spans }) => spans.some(({ kind }) => kind === 'custody')),
    people.length < 3,
    events.length < 100,
  ]
  return signs.filter(Boolean).length
}
