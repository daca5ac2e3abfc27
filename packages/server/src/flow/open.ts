/** The internal flows of a catalogue folder, with the templates of their letters; a flow with problems stops the start. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue, CatalogueFiles, CatalogueProblem } from '@hengjian/engine'
import { parse } from 'yaml'
import { readTemplates } from '../documents/index.ts'
import type { Template } from '../documents/index.ts'
import { ConfigError } from '../problem.ts'
import type { Flow } from './definition.ts'
import { loadFlows } from './load.ts'

export interface OpenedFlows {
  flows: Flow[]
  templates: ReadonlyMap<string, Template>
}

/** `files`: those of the catalogue, already compiled into `catalogue`. Throws ConfigError naming the first problems. */
export async function openFlows(directory: string, catalogue: Catalogue, files: CatalogueFiles): Promise<OpenedFlows> {
  const { flows, templates, problems } = await lintFlows(directory, catalogue, files)
  if (problems.length > 0) throw new ConfigError('HJ-CFG-004', problems.slice(0, 5).map(({ file, line, message }) => `${file}:${line} ${message.zh} / ${message.en}`).join('; '))
  return { flows, templates }
}

export async function lintFlows(directory: string, catalogue: Catalogue, files: CatalogueFiles): Promise<OpenedFlows & { problems: CatalogueProblem[]; roles: ReadonlySet<string> | null }> {
  const { templates, problems } = readTemplates(await textsIn(directory, 'internal/documents'))
  const roles = await rolesIn(directory)
  const loaded = loadFlows(files, catalogue, { roles, documents: new Set(templates.keys()) })
  return { flows: loaded.flows, templates, problems: [...problems, ...loaded.problems], roles }
}

async function textsIn(directory: string, folder: string): Promise<Record<string, string>> {
  const names = await readdir(join(directory, folder)).catch(absent([]))
  const yaml = names.filter((name) => name.endsWith('.yaml')).sort()
  return Object.fromEntries(await Promise.all(yaml.map(async (name) => [`${folder}/${name}`, await readFile(join(directory, folder, name), 'utf8')] as const)))
}

/** Ids of the roles that are registered; null where there is no register. */
async function rolesIn(directory: string): Promise<Set<string> | null> {
  const text = await readFile(join(directory, 'internal/roles.yaml'), 'utf8').catch(absent(null))
  const file: unknown = text === null ? null : parse(text)
  const roles = file !== null && typeof file === 'object' && 'roles' in file && Array.isArray(file.roles) ? (file.roles as { id?: unknown }[]) : null
  return roles === null ? null : new Set(roles.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))
}

const absent =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return instead
    throw error
  }
