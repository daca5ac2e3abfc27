/** Everything that can be set from outside, read once and handed down. Nothing else in the server reads the environment. */
import { resolve } from 'node:path'
import { ConfigError } from './problem.ts'

export interface Config {
  /** Address to listen on. Another than loopback needs `secret` and `origin`. */
  host: string
  port: number
  /** A PostgreSQL 15 or later; null starts the embedded one in `dataDir`. */
  databaseUrl: string | null
  /** Holds the embedded database and files that are being imported. */
  dataDir: string
  /** Folder of the catalogue in force. */
  catalogueDir: string
  /** Folder of roles, rules of sign-in and internal flows: they are the platform's, whatever catalogue judges. */
  internalDir: string
  /** Built web pages; served when the folder exists. */
  webDir: string
  /** Seals second factors; null: one of its own in the data folder. */
  secret: string | null
  /** Address under which others reach the server through a proxy that ends TLS, `https://name`; null on this machine only. */
  origin: string | null
  /** Addresses of the proxy, whose word on the caller's address counts. */
  proxies: string[]
  /** A demonstration: people may be chosen at a press. */
  demo: boolean
  /** Largest body of one push of events, in bytes. */
  eventBodyLimit: number
  /** Largest file of one import, in bytes. */
  importBodyLimit: number
  /** What a compressed file of one import may unpack to, in bytes. */
  unpackedLimit: number
  /** Identity provider of the house, `https://name`; null: local accounts only. Of one without a secret PKCE alone protects. */
  oidc: { issuer: string; clientId: string; secret: string | null } | null
  /** Server for mail, `smtps://user:password@host`, a secret; null: no mail goes out. */
  smtpUrl: string | null
  /** Sender of mail. */
  mailFrom: string
  /** Networks of the house that webhooks may reach, as CIDR; others that lead inside are refused. */
  webhookNetworks: string[]
  /** File of the SM2 key that signs published roots; null: they go out unsigned. */
  rootKeyFile: string | null
}

const MIB = 1024 * 1024
const root = resolve(import.meta.dirname, '../../..')
const SECRET_LENGTH = 32
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

export const isLoopback = (host: string): boolean => LOOPBACK.has(host)

const isSecureOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:' && new URL(text).origin === text

/** Reads the configuration; `given` (command line options) wins over the environment. Throws ConfigError. */
export function readConfig(env: NodeJS.ProcessEnv, given: Partial<Config> = {}): Config {
  const config: Config = {
    host: env['HENGJIAN_HOST'] ?? '127.0.0.1',
    port: wholeNumber('HENGJIAN_PORT', env['HENGJIAN_PORT'], 8080),
    databaseUrl: env['DATABASE_URL'] || null,
    dataDir: resolve(env['HENGJIAN_DATA'] ?? 'data'),
    catalogueDir: resolve(env['HENGJIAN_CATALOG'] ?? resolve(root, 'catalog')),
    internalDir: resolve(env['HENGJIAN_INTERNAL'] ?? resolve(root, 'catalog/internal')),
    webDir: resolve(root, 'packages/web/dist'),
    secret: env['HENGJIAN_SECRET'] || null,
    origin: env['HENGJIAN_ORIGIN']?.replace(/\/$/, '') || null,
    proxies: (env['HENGJIAN_PROXY'] ?? '127.0.0.1,::1').split(',').map((address) => address.trim()),
    demo: false,
    eventBodyLimit: wholeNumber('HENGJIAN_EVENT_BODY_MIB', env['HENGJIAN_EVENT_BODY_MIB'], 32) * MIB,
    importBodyLimit: wholeNumber('HENGJIAN_IMPORT_MIB', env['HENGJIAN_IMPORT_MIB'], 2048) * MIB,
    unpackedLimit: wholeNumber('HENGJIAN_UNPACKED_MIB', env['HENGJIAN_UNPACKED_MIB'], 20 * 1024) * MIB,
    oidc: env['HENGJIAN_OIDC_ISSUER'] ? { issuer: env['HENGJIAN_OIDC_ISSUER'], clientId: env['HENGJIAN_OIDC_CLIENT'] ?? '', secret: env['HENGJIAN_OIDC_SECRET'] || null } : null,
    smtpUrl: env['HENGJIAN_SMTP'] || null,
    mailFrom: env['HENGJIAN_MAIL_FROM'] || 'hengjian@localhost',
    webhookNetworks: list(env['HENGJIAN_WEBHOOK_NETWORKS']),
    rootKeyFile: env['HENGJIAN_ROOT_KEY'] ? resolve(env['HENGJIAN_ROOT_KEY']) : null,
    ...given,
  }
  if (config.secret !== null && config.secret.length < SECRET_LENGTH) throw new ConfigError('HJ-CFG-002', `HENGJIAN_SECRET < ${SECRET_LENGTH}`)
  if (config.origin !== null && !isSecureOrigin(config.origin)) throw new ConfigError('HJ-CFG-002', `HENGJIAN_ORIGIN=${config.origin}`)
  if (!isLoopback(config.host) && (config.secret === null || config.origin === null)) throw new ConfigError('HJ-CFG-001', config.host)
  if (config.port > 65_535) throw new ConfigError('HJ-CFG-002', `port ${config.port}`)
  if (config.oidc !== null && (!isIssuer(config.oidc.issuer) || config.oidc.clientId === '')) throw new ConfigError('HJ-CFG-002', `HENGJIAN_OIDC_ISSUER=${config.oidc.issuer}, HENGJIAN_OIDC_CLIENT=${config.oidc.clientId}`)
  // the address holds a password: only the name of the setting is told
  if (config.smtpUrl !== null && !isSmtp(config.smtpUrl)) throw new ConfigError('HJ-CFG-002', 'HENGJIAN_SMTP')
  return config
}

const isIssuer = (text: string): boolean => URL.canParse(text) && (new URL(text).protocol === 'https:' || (new URL(text).protocol === 'http:' && isLoopback(new URL(text).hostname)))

const isSmtp = (text: string): boolean => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== ''

const list = (text: string | undefined): string[] => (text ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '')

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback
  if (!/^\d{1,9}$/.test(text)) throw new ConfigError('HJ-CFG-002', `${name}=${text}`)
  return Number(text)
}
