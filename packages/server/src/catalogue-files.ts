/** A catalogue on disk: its folder read into texts and handed to the engine, which says what is wrong with it and where. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadCatalogue } from '@hengjian/engine'
import type { CatalogueFiles, Loaded } from '@hengjian/engine'

/** What the law says now, for comparison with the rules. */
const REGISTER = 'limits.yaml'

const PLATFORM = 'internal/platform.yaml'
/** Before anything of the demo happens that is new enough to be judged by rules of the platform. */
const DEMO_FROM = '2020-01-01'

const isCase = (path: string): boolean => path.startsWith('cases/')

/** Of what is settled for the inside of the platform, only flows and the rules which they cite are judged by; lists of duties are read by those who show them. */
const isJudging = (path: string): boolean => (!path.startsWith('internal/') && !path.startsWith('duties/')) || /^internal\/(?:flows\/|platform\.yaml$)/.test(path)

/** Every YAML file of the folder that is judged by, and the golden cases: path inside it, with slashes → text. A folder that is not there is a catalogue without files. */
export const readCatalogueFiles = (directory: string): Promise<CatalogueFiles> => readYaml(directory, isJudging)

/** Golden cases of the rules of the platform. */
export const readInsideCases = async (directory: string): Promise<[string, string][]> => Object.entries(await readYaml(directory, (path) => path.startsWith('internal/cases/')))

async function readYaml(directory: string, wanted: (path: string) => boolean): Promise<CatalogueFiles> {
  const paths = (await namesIn(directory)).filter((name) => name.endsWith('.yaml')).map((name) => name.replaceAll('\\', '/')).filter(wanted).sort()
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await readFile(join(directory, path), 'utf8')] as const)))
}

/** Problems name their files relative to the folder. `as`: what is taken of the files; `internal`: with the flows inside the platform. */
export async function loadCatalogueFrom(directory: string, as = (files: CatalogueFiles) => files, { internal = false } = {}): Promise<Loaded & { files: CatalogueFiles }> {
  const files = as(await readCatalogueFiles(directory))
  return { ...loadCatalogue(files, { internal }), files }
}

/** A draft may say what no law says yet; it is not held against the register. */
export const asDraft = (files: CatalogueFiles): CatalogueFiles => Object.fromEntries(Object.entries(files).filter(([path]) => path !== REGISTER))

/** With invented data everything that a deployment may switch on is shown; `from: demo` says so of a switch. */
export const asDemo = (files: CatalogueFiles): CatalogueFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, path === PLATFORM ? text.replaceAll(/\bfrom: demo\b/g, `from: "${DEMO_FROM}"`) : text]))

/** Golden cases do not judge anything; they are read by those who run them. */
export const caseFiles = (files: CatalogueFiles): [string, string][] => Object.entries(files).filter(([path]) => isCase(path))

/** They say how files of others are read and how the catalogue itself is read, not what is lawful. */
const silent = new Set(['mapping.yaml', 'variants.yaml', REGISTER])

/** What decides how a catalogue judges: when it changes, everything stored is judged anew. */
export const judgingFiles = (files: CatalogueFiles): [string, string][] => Object.entries(files).filter(([path]) => !isCase(path) && !silent.has(path))

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory, { recursive: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  }
}
