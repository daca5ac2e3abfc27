/**
 * What an integrator runs with their own key against a Hengjian: does what they send arrive as the contract says, and do
 * they read the answers right? Everything it sends lies in one matter of its own and is withdrawn at the end.
 */
import type { ClientOptions } from '../options.ts'
import { HengjianError } from '../errors.ts'
import { Skip } from './outcome.ts'
import { createProbe } from './probe.ts'
import { steps } from './steps.ts'
import type { StepContext } from './steps.ts'

export interface Words {
  zh: string
  en: string
}

export interface ConformResult {
  id: string
  name: Words
  state: 'passed' | 'failed' | 'skipped'
  /** what was found instead */
  detail: string
  remedy: Words | null
}

export interface ConformOptions extends Pick<ClientOptions, 'url' | 'key' | 'signer' | 'fetch'> {
  /** a node of the catalogue that acts of the test are recorded at */
  node: string
  /** names the matter of this run: letters and digits */
  run: string
  /** when the acts of the test happened, epoch milliseconds */
  now: number
  onResult?: (result: ConformResult) => void
}

/** One result for every step. What was sent is withdrawn even where a step failed. */
export async function conform(options: ConformOptions): Promise<ConformResult[]> {
  const context: StepContext = { ...options, probe: createProbe(options), chain: `CONFORM-${options.run}`, source: `conform/${options.run}`, sent: [], state: new Map() }
  const results: ConformResult[] = []
  let isOut = false
  for (const { id, name, remedy, run, needs } of steps) {
    const result: ConformResult = { id, name, state: 'passed', detail: '', remedy: null }
    if (isOut) Object.assign(result, { state: 'skipped' })
    else {
      try {
        await run(context)
      } catch (error) {
        if (error instanceof Skip) Object.assign(result, { state: 'skipped', detail: error.message })
        else {
          Object.assign(result, { state: 'failed', detail: detailOf(error), remedy })
          // without an address and a key nothing else can be tried
          isOut = needs === 'everything'
        }
      }
    }
    results.push(result)
    options.onResult?.(result)
  }
  return results
}

const detailOf = (error: unknown): string => (error instanceof HengjianError ? `${error.code} ${error.problem.title}` : error instanceof Error ? error.message : String(error))
