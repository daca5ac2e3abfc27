/** What several commands take: a catalogue, a mapping, a moment, files of events. */
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseInstant, readEvent } from '@hengjian/engine'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import type { asDraft } from '../catalogue-files.ts'
import { loadCatalogueFrom } from '../catalogue-files.ts'
import { FormatError, noMapping, parseMapping, problem, readEvents } from '../formats/index.ts'
import type { FileProblem, Mapping, ReadOptions } from '../formats/index.ts'
import { CommandFailure } from './failure.ts'
import type { Say } from './language.ts'
import { problemText } from './problems.ts'

/** Loads a catalogue or fails with all that is wrong with it. `as`: what is taken of its files. */
export async function requireCatalogue(directory: string, say: Say, as?: typeof asDraft): Promise<Catalogue> {
  const { catalogue, problems } = await loadCatalogueFrom(directory, as)
  if (catalogue !== null) return catalogue
  const list = problems.slice(0, 20).map((each) => problemText({ ...each, file: join(directory, each.file) }, say))
  const more = problems.length > 20 ? say(`另有 ${problems.length - 20} 处问题\n`, `${problems.length - 20} more problems\n`) : ''
  throw new CommandFailure(say(`目录不能使用：\n${list.join('')}${more}`, `The catalogue cannot be used:\n${list.join('')}${more}`).trimEnd(), say('改正以上各处；catalog lint 可以重新检查。', 'Mend the places above; catalog lint checks again.'))
}

/** The mapping that was asked for, else the one that belongs to the catalogue, else none. */
export async function mappingFor(file: string | undefined, directory: string, say: Say): Promise<Mapping> {
  const path = file ?? join(directory, 'mapping.yaml')
  if (file === undefined && !existsSync(path)) return noMapping
  try {
    return parseMapping(await readFile(path, 'utf8'))
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const found = problem(path, error.line, error.problem, error.detail)
    throw new CommandFailure(`${path}:${found.line} ${found.code} ${say(found.message.zh, found.message.en)}`, say(found.remedy.zh, found.remedy.en))
  }
}

const DAY = 86_400_000

/** The moment as of which a chain is judged, in epoch milliseconds. */
export type Moment = (events: readonly ChainEvent[]) => number

/**
 * A moment from the command line, by default now. A bare date means the end of that day in the zone of the catalogue;
 * where dates count as written, in the easternmost zone that the chain was written in, so that no period ends a day early.
 */
export function momentFrom(text: string | undefined, { zoneOffset }: Catalogue, say: Say): Moment {
  const now = Date.now()
  if (text === undefined) return () => now
  const instant = parseInstant(text)
  if (instant === null) throw new CommandFailure(say(`时间“${text}”无法识别`, `The time “${text}” cannot be read`), say('写成 2026-03-06 或 2026-03-06T10:00:00+08:00。', 'Write 2026-03-06 or 2026-03-06T10:00:00+08:00.'))
  if (!instant.dateOnly) return () => instant.ms
  const endOfDay = instant.ms + DAY - 1
  return (events) => endOfDay - (zoneOffset ?? events.reduce((east, { offset }) => Math.max(east, offset), Number.NEGATIVE_INFINITY)) * 60_000
}

export type ReadItem = { event: ChainEvent; line: number } | { problem: FileProblem; record: string | null; fatal: boolean }

/** Validated events of one file, and the problems of file and events alike, in file order. */
export async function* eventsOf(path: string, options: Omit<ReadOptions, 'name'>, onBytes?: (count: number) => void): AsyncGenerator<ReadItem> {
  const source = options.mapping?.source ?? basename(path)
  for await (const item of readEvents(bytesOf(path, onBytes), { ...options, name: path })) {
    if ('problem' in item) {
      yield { problem: item.problem, record: item.record ?? null, fatal: item.fatal ?? false }
      continue
    }
    const read = readEvent(item.event, { source })
    if ('event' in read) yield { event: read.event, line: item.line }
    else yield { problem: { file: path, line: item.line, code: read.problem.code, message: read.problem.message, remedy: read.problem.remedy }, record: JSON.stringify(item.event), fatal: false }
  }
}

async function* bytesOf(path: string, onBytes: ((count: number) => void) | undefined): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    onBytes?.((chunk as Uint8Array).length)
    yield chunk as Uint8Array
  }
}
