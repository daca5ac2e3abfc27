/** A catalogue on disk: its folder read into texts and handed to the engine, which says what is wrong with it and where. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadCatalogue } from '@hengjian/engine'
import type { CatalogueFiles, Loaded } from '@hengjian/engine'

/** What the law says now, for comparison with the rules. */
const REGISTER = 'limits.yaml'

const isCase = (path: string): boolean => path.startsWith('cases/')

/** What is decided inside the platform (roles, sign-in, internal flows) lies beside the law and is no law. */
const INTERNAL = 'internal/'

/** Every YAML file of law in the folder: path inside it, with slashes → text. A folder that is not there is a catalogue without files. */
export async function readCatalogueFiles(directory: string): Promise<CatalogueFiles> {
  const names = (await namesIn(directory)).map((name) => name.replaceAll('\\', '/'))
  const paths = names.filter((name) => name.endsWith('.yaml') && !name.startsWith(INTERNAL)).sort()
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await readFile(join(directory, path), 'utf8')] as const)))
}

/** Problems name their files relative to the folder. `as`: what is taken of the files. */
export async function loadCatalogueFrom(directory: string, as = (files: CatalogueFiles) => files): Promise<Loaded & { files: CatalogueFiles }> {
  const files = as(await readCatalogueFiles(directory))
  return { ...loadCatalogue(files), files }
}

/** A draft may say what no law says yet; it is not held against the register. */
export const asDraft = (files: CatalogueFiles): CatalogueFiles => Object.fromEntries(Object.entries(files).filter(([path]) => path !== REGISTER))

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
