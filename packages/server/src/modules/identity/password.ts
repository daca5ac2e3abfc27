/**
 * Passwords: argon2id with its parameters in the text, so that they can be raised later, and with a key of the installation
 * that does not lie in the database; what a new one must be, `strength.ts` says.
 */
import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** OWASP's recommendation: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
/** letters of a password at most */
export const LONGEST = 128
const derive = promisify(argon2)

/** `keyid`: with which key of the installation; none of a hash that was made before there was one. */
const PATTERN = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)(?:,keyid=([\w-]+))?\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/
const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
const idOf = (key: Buffer): string => createHash('sha256').update('hengjian password key').update(key).digest('base64url').slice(0, 8)

export interface Passwords {
  hash(password: string): Promise<string>
  /** `hash` null: nobody has that name; takes as long as with a name. */
  verify(hash: string | null, password: string): Promise<boolean>
  /** made without the key, or with other parameters: to be made anew when the password is known next */
  isOld(hash: string): boolean
}

/** `key`: of the installation; without it nobody can guess passwords who has only the database. */
export function createPasswords(key: Buffer): Passwords {
  const keyId = idOf(key)
  const head = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism},keyid=${keyId}$`
  return {
    hash: async (password) => {
      const nonce = randomBytes(16)
      const tag = await derive('argon2id', { message: normal(password), nonce, ...cost, tagLength: 32, secret: key })
      return `${head}${base64(nonce)}$${base64(tag)}`
    },
    verify: async (hash, password) => {
      const [, memory = cost.memory, passes = cost.passes, parallelism = cost.parallelism, keyed, nonce = '', tag = ''] = PATTERN.exec(hash ?? '') ?? []
      const expected = Buffer.from(tag, 'base64')
      const found = await derive('argon2id', {
        message: normal(password.slice(0, LONGEST)),
        nonce: nonce === '' ? Buffer.alloc(16) : Buffer.from(nonce, 'base64'),
        memory: Number(memory),
        passes: Number(passes),
        parallelism: Number(parallelism),
        tagLength: 32,
        ...(keyed === undefined ? {} : { secret: key }),
      })
      return expected.length === found.length && timingSafeEqual(expected, found)
    },
    isOld: (hash) => !hash.startsWith(head),
  }
}

/** One password, however the keyboard composes its letters. */
const normal = (password: string): string => password.normalize('NFKC')

export const classesOf = (password: string): number => [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password)).length

const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Four groups of four: easy to read out, 93 bits. */
export function inventPassword(): string {
  for (;;) {
    const letters = Array.from(randomBytes(64)).filter((byte) => byte < alphabet.length * 4).slice(0, 16).map((byte) => alphabet[byte % alphabet.length])
    const password = letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-')
    if (letters.length === 16 && classesOf(password) === 4) return password
  }
}
