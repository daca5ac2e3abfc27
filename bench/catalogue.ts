/** Loads a catalogue folder for a benchmark, whole or only the criminal chain of it. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalogue } from '@hengjian/engine'
import type { Catalogue } from '@hengjian/engine'
import { dump, load } from 'js-yaml'

export function catalogueOf(files: Record<string, string>): Catalogue {
  const { catalogue, problems } = loadCatalogue(files)
  if (catalogue === null) throw new Error(problems.map((problem) => `${problem.file}:${problem.line} ${problem.message.en}`).join('\n'))
  return catalogue
}

export function readCatalogue(folder: string): Catalogue {
  return catalogueOf(filesOf(folder))
}

/** From summons to second instance. */
const CRIMINAL_CHAIN: ReadonlySet<string> = new Set(['P03', 'P04', 'P05', 'P06', 'P09', 'P10', 'P11', 'P16', 'P17'])

interface FlowFile {
  flow: string
  nodes: object[]
  auxiliary?: object[]
}

/** The flows of the criminal chain with their rules; the nodes of other flows stay known, because those rules name some. */
export function readCriminalChain(folder: string): Catalogue {
  const files = filesOf(folder)
  const flows = Object.keys(files).filter((name) => name.startsWith('flows/')).map((name) => ({ name, file: load(files[name] as string) as FlowFile }))
  const [first, ...others] = flows.filter(({ file }) => CRIMINAL_CHAIN.has(file.flow))
  const foreign = flows.filter(({ file }) => !CRIMINAL_CHAIN.has(file.flow)).flatMap(({ file }) => [...file.nodes, ...(file.auxiliary ?? [])])
  if (first === undefined) throw new Error(`no criminal flow in ${folder}`)
  first.file.auxiliary = [...(first.file.auxiliary ?? []), ...foreign]
  const shared = Object.entries(files).filter(([name]) => name.startsWith('calendars/') || ['catalog.yaml', 'laws.yaml', 'attributes.yaml'].includes(name))
  return catalogueOf(Object.fromEntries([...shared, ...[first, ...others].map(({ name, file }): [string, string] => [name, dump(file)])]))
}

/** Flow of a node as its code tells it. */
export const isCriminal = (node: string): boolean => CRIMINAL_CHAIN.has(node.slice(0, 3))

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
