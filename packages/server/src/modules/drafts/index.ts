/**
 * 试算 What-if: an editor of law drafts one rule, sees at once whether it is sound and which golden cases it breaks,
 * tries it on everything that is stored, and adopts it as a dated version. Until it is adopted nothing is written.
 */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor, Agency, AuditActor, DraftCheck, DraftRun, RuleText } from '@hengjian/contracts'
import type { Catalogue, CatalogueFiles } from '@hengjian/engine'
import { loadCatalogue, parseDay } from '@hengjian/engine'
import type { Audit } from '../../audit/index.ts'
import { CodedError } from '../../problem.ts'
import type { Reach, Store } from '../../store/index.ts'
import { viewOf } from '../../store/index.ts'
import type { Chains } from '../chains/index.ts'
import { loadDraft } from './check.ts'
import { createChecker } from './checker.ts'
import type { RulePlace } from './rule-text.ts'
import { dated, findRule } from './rule-text.ts'
import { startTrial } from './run.ts'

export type { Change, Difference } from './compare.ts'
export { Changes, compareStore } from './compare.ts'

export interface Drafts {
  /** Throws HJ-REQ-007 where no rule of its own has that id. */
  text(rule: string): RuleText
  check(rule: string, text: string): Promise<DraftCheck>
  /** Tries it on the matters that the actor may see. Throws HJ-DRF-001 where the draft is not sound. */
  run(by: Actor, rule: string, text: string): Promise<DraftRun>
  /** Throws HJ-REQ-007, also for the trial of somebody else. */
  job(by: Actor, id: string): DraftRun
  /** Writes the draft into the catalogue as a version that applies from a day on. Throws HJ-DRF-001 to HJ-DRF-004. */
  adopt(rule: string, text: string, from: string, by: AuditActor | null): Promise<void>
  close(): Promise<void>
}

export interface DraftsParts {
  store: Store
  catalogue: Catalogue
  audit: Audit
  files: CatalogueFiles
  directory: string
  clock: () => number
  chains: Pick<Chains, 'on'>
  reachOf: (actor: Actor) => Promise<Reach>
  onFailure(error: unknown): void
  /** The files of the catalogue have changed: whoever judges must read them again. */
  onAdopted(): void
}

const JOBS_KEPT = 8

export function createDrafts(parts: DraftsParts): Drafts {
  const { catalogue, files } = parts
  const jobs = new Map<string, { run: DraftRun; by: string }>()
  const place = (rule: string): RulePlace => {
    const found = findRule(files, rule)
    if (found === null) throw new CodedError('HJ-REQ-007', rule)
    return found
  }
  const checker = createChecker(files)
  const sound = (rule: string, text: string): Catalogue => {
    const { catalogue: draft, problems } = loadDraft(files, place(rule), text)
    if (draft === null) throw new CodedError('HJ-DRF-001', problems[0]?.message.zh ?? '')
    return draft
  }
  return {
    text: (rule) => {
      const { file, line, text } = place(rule)
      const versions = catalogue.rules.filter(({ id }) => id === rule)
      const info = versions.at(-1)
      if (info === undefined) throw new CodedError('HJ-REQ-007', rule)
      return { id: rule, name: info.name, agency: info.agency as Agency, node: info.node, file, line, text, since: info.from }
    },
    check: async (rule, text) => await checker.check({ at: place(rule), rule, text }),
    run: async (by, rule, text) => {
      const draft = sound(rule, text)
      const store = viewOf(parts.store, await parts.reachOf(by))
      const job = await startTrial({ store, titles: (asked) => parts.chains.on(store).titles(asked), onFailure: (error) => parts.onFailure(error), current: catalogue, draft, rule, now: parts.clock() })
      jobs.set(job.id, { run: job, by: by.id })
      for (const old of [...jobs.keys()].slice(0, -JOBS_KEPT)) jobs.delete(old)
      return job
    },
    job: (by, id) => {
      const job = jobs.get(id)
      if (job === undefined || job.by !== by.id) throw new CodedError('HJ-REQ-007', id)
      return job.run
    },
    adopt: async (rule, text, from, by) => {
      const at = place(rule)
      sound(rule, text)
      const since = catalogue.rules.findLast(({ id }) => id === rule)?.from ?? from
      if (parseDay(from) === null || from <= since) throw new CodedError('HJ-DRF-002', `${from} ≤ ${since}`)
      const adopted = dated(files, at, rule, text, from, since)
      if (adopted === null) throw new CodedError('HJ-DRF-003')
      const { problems } = loadCatalogue(adopted, { internal: true })
      if (problems.length > 0) throw new CodedError('HJ-DRF-001', problems[0]?.message.zh ?? '')
      const change = { actor: by, action: 'catalogue.adopt', object: `rule:${rule}`, detail: { from, file: at.file, before: at.text, after: text } }
      // before the file: a law must not change without a line
      await parts.audit.note(change)
      try {
        await replaceFile(join(parts.directory, at.file), adopted[at.file] ?? '')
      } catch (error) {
        await parts.audit.note({ ...change, outcome: 'failed' })
        throw error
      }
      parts.onAdopted()
    },
    close: () => checker.close(),
  }
}

/** Written beside and moved, so that a crash leaves the old file or the new one. */
async function replaceFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.new`, text)
    await rename(`${path}.new`, path)
  } catch (error) {
    throw new CodedError('HJ-DRF-004', error instanceof Error && 'code' in error ? String(error.code) : '')
  }
}
