/** Everything that can be set from outside, read once and handed down. Nothing else in the server reads the environment. */
import { resolve } from 'node:path'
import { ConfigError } from './problem.ts'

export interface Config {
  /** Address to listen on. Loopback only, until there are accounts. */
  host: string
  port: number
  /** A PostgreSQL 15 or later; null starts the embedded one in `dataDir`. */
  databaseUrl: string | null
  /** Holds the embedded database and files that are being imported. */
  dataDir: string
  /** Folder of the catalogue in force. */
  catalogueDir: string
  /** Built web pages; served when the folder exists. */
  webDir: string
  /** Largest body of one push of events, in bytes. */
  eventBodyLimit: number
  /** Largest file of one import, in bytes. */
  importBodyLimit: number
  /** File of the SM2 key that signs published roots; null: they go out unsigned. */
  rootKeyFile: string | null
}

const MIB = 1024 * 1024
const root = resolve(import.meta.dirname, '../../..')
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/** Reads the configuration; `given` (command line options) wins over the environment. Throws ConfigError. */
export function readConfig(env: NodeJS.ProcessEnv, given: Partial<Config> = {}): Config {
  const config: Config = {
    host: env['HENGJIAN_HOST'] ?? '127.0.0.1',
    port: wholeNumber('HENGJIAN_PORT', env['HENGJIAN_PORT'], 8080),
    databaseUrl: env['DATABASE_URL'] || null,
    dataDir: resolve(env['HENGJIAN_DATA'] ?? 'data'),
    catalogueDir: resolve(env['HENGJIAN_CATALOG'] ?? resolve(root, 'catalog')),
    webDir: resolve(root, 'packages/web/dist'),
    eventBodyLimit: wholeNumber('HENGJIAN_EVENT_BODY_MIB', env['HENGJIAN_EVENT_BODY_MIB'], 32) * MIB,
    importBodyLimit: wholeNumber('HENGJIAN_IMPORT_MIB', env['HENGJIAN_IMPORT_MIB'], 2048) * MIB,
    rootKeyFile: env['HENGJIAN_ROOT_KEY'] ? resolve(env['HENGJIAN_ROOT_KEY']) : null,
    ...given,
  }
  if (!LOOPBACK.has(config.host)) throw new ConfigError('HJ-CFG-001', config.host)
  if (config.port > 65_535) throw new ConfigError('HJ-CFG-002', `port ${config.port}`)
  return config
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback
  if (!/^\d{1,9}$/.test(text)) throw new ConfigError('HJ-CFG-002', `${name}=${text}`)
  return Number(text)
}
