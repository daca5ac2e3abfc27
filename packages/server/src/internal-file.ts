/** A file of `catalog/internal` that is read once at the start and held against its shape. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type Type from 'typebox'
import type { Static } from 'typebox'
import Value from 'typebox/value'
import { parse } from 'yaml'
import { ConfigError } from './problem.ts'

/** Throws HJ-CFG-008 with the file and the place. */
export async function readInternal<T extends Type.TSchema>(folder: string, name: string, schema: T): Promise<Static<T>> {
  const path = join(folder, name)
  const refuse = (why: string, cause?: unknown): never => {
    throw new ConfigError('HJ-CFG-008', `${path}: ${why}`, { cause })
  }
  const text = await readFile(path, 'utf8').catch((cause: unknown) => refuse('—', cause))
  let value: unknown
  try {
    value = parse(text)
  } catch (cause) {
    return refuse(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '', cause)
  }
  if (Value.Check(schema, value)) return value
  const [first] = Value.Errors(schema, value)
  return refuse(first === undefined ? '' : `${first.instancePath} ${first.message}`)
}
