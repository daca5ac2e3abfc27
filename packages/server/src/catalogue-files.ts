/** A catalogue on disk: its folder read into texts and handed to the engine, which says what is wrong with it and where. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadCatalogue } from '@hengjian/engine'
import type { CatalogueFiles, Loaded } from '@hengjian/engine'

/** What a catalogue folder holds for the engine; cases, mappings and the rest are read by those who use them. */
const folders = ['.', 'calendars', 'flows', 'internal']

export async function readCatalogueFiles(directory: string): Promise<CatalogueFiles> {
  const files: CatalogueFiles = {}
  for (const folder of folders) {
    for (const name of await yamlIn(join(directory, folder))) {
      files[folder === '.' ? name : `${folder}/${name}`] = await readFile(join(directory, folder, name), 'utf8')
    }
  }
  return files
}

/** Problems name their files relative to the folder. A folder that is not there is a catalogue without files. */
export async function loadCatalogueFrom(directory: string): Promise<Loaded> {
  return loadCatalogue(await readCatalogueFiles(directory))
}

/** Files of golden cases by path relative to the catalogue. */
export async function readCaseFiles(directory: string): Promise<CatalogueFiles> {
  const files: CatalogueFiles = {}
  for (const name of await yamlIn(join(directory, 'cases'))) files[`cases/${name}`] = await readFile(join(directory, 'cases', name), 'utf8')
  return files
}

async function yamlIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  }
}
