/** Whether the actor stood high enough. Ladders and relative levels (上一级…) are data. */
import type { AttributesFile } from '../catalogue/schema.ts'
import type { Chain } from './chain.ts'
import type { Fact } from './facts.ts'
import { factAt, ownFact } from './facts.ts'
import type { Ternary } from './ternary.ts'
import { FALSE, TRUE, UNKNOWN, ternary } from './ternary.ts'

export interface LevelTest {
  wanted: string[]
  test: (chain: Chain, i: number) => Ternary
}

export interface LevelFacts {
  level: Fact
  handlingLevel: Fact
}

export function levelTest(source: { atLeast: string } | { oneOf: string[] }, attributes: AttributesFile, facts: LevelFacts): LevelTest {
  const wanted = 'oneOf' in source ? source.oneOf : [source.atLeast]
  const relative = attributes.relativeLevels ?? {}
  const ladders = Object.values(attributes.levels)
  const handlers = [...new Set(Object.values(relative).flatMap((table) => Object.keys(table)))]

  /** `上一级检察院` in the hands of a county procuratorate is the city's. null: it depends on a fact that is missing. */
  function resolve(level: string, handling: string | undefined): string | null {
    const table = relative[level]
    if (table === undefined) return level
    return handling === undefined ? null : (table[handling] ?? level)
  }

  function reaches(have: string, want: string): boolean | null {
    const ladder = ladders.find((steps) => steps.includes(have) && steps.includes(want))
    return ladder === undefined ? null : ladder.indexOf(have) >= ladder.indexOf(want)
  }

  /** With the handling level given. */
  function suffices(level: string, handling: string | undefined): Ternary {
    const have = resolve(level, handling)
    const wants = wanted.map((want) => resolve(want, handling))
    if (have === null || wants.includes(null)) return UNKNOWN
    if ('oneOf' in source) return ternary(wants.includes(have))
    // A level from no ladder, or from another agency's, cannot have the authority that the law names.
    return reaches(have, wants[0] as string) === true ? TRUE : FALSE
  }

  function weigh(level: string, handling: string | undefined): Ternary {
    const value = suffices(level, handling)
    if (value !== UNKNOWN) return value
    // Whoever handles the case: if the answer is the same for all, it is known.
    const answers = new Set(handlers.map((handler) => suffices(level, handler)))
    const [only] = answers
    return answers.size === 1 && only !== undefined ? only : UNKNOWN
  }

  /** Few levels are ever named, and the answer for each is always the same. */
  const known = new Map<string, Map<string | undefined, Ternary>>()
  function remembered(level: string, handling: string | undefined): Ternary {
    let answers = known.get(level)
    if (answers === undefined) known.set(level, (answers = new Map()))
    let value = answers.get(handling)
    if (value === undefined) answers.set(handling, (value = weigh(level, handling)))
    return value
  }

  function judge(chain: Chain, i: number): Ternary {
    const level = ownFact(facts.level, chain.at(i))
    if (typeof level !== 'string') {
      chain.missing = facts.level.key
      return UNKNOWN
    }
    if (wanted.includes(level)) return TRUE
    const handling = factAt(facts.handlingLevel, chain, i)
    const value = remembered(level, typeof handling === 'string' ? handling : undefined)
    if (value === UNKNOWN) chain.missing = facts.handlingLevel.key
    return value
  }

  return { wanted, test: judge }
}
