/** Passwords: argon2id with its parameters in the text, so that they can be raised later; and what a new one must be. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { CodedError } from '../../problem.ts'
import type { SignInRules } from './roles.ts'

/** OWASP's recommendation: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const LONGEST = 128
const derive = promisify(argon2)

const PATTERN = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/
const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: normal(password), nonce, ...cost, tagLength: 32 })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`
}

/** `hash` null: nobody has that name; takes as long as with a name. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  const [, memory = cost.memory, passes = cost.passes, parallelism = cost.parallelism, nonce = '', tag = ''] = PATTERN.exec(hash ?? '') ?? []
  const expected = Buffer.from(tag, 'base64')
  const found = await derive('argon2id', {
    message: normal(password.slice(0, LONGEST)),
    nonce: nonce === '' ? Buffer.alloc(16) : Buffer.from(nonce, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: 32,
  })
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** One password, however the keyboard composes its letters. */
const normal = (password: string): string => password.normalize('NFKC')

/** Throws HJ-AUT-008 naming what is missing. `others`: texts that must not occur in it (name, account). */
export function checkStrength(password: string, { length, classes, phrase, common }: SignInRules['password'], others: readonly string[]): void {
  const letters = Array.from(password)
  const lower = password.toLowerCase()
  const refuse = (why: string): never => {
    throw new CodedError('HJ-AUT-008', why)
  }
  if (letters.length < length) refuse(`< ${length}`)
  if (letters.length > LONGEST) refuse(`> ${LONGEST}`)
  if (letters.length < phrase && classesOf(password) < classes) refuse('a A 0 #')
  if (new Set(letters).size < 5) refuse('aaaaa')
  if ([...common, ...others.filter((other) => other.length > 2).map((other) => other.toLowerCase())].some((word) => lower.includes(word))) refuse('***')
}

const classesOf = (password: string): number => [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password)).length

const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Four groups of four: easy to read out, 93 bits. */
export function inventPassword(): string {
  for (;;) {
    const letters = Array.from(randomBytes(64)).filter((byte) => byte < alphabet.length * 4).slice(0, 16).map((byte) => alphabet[byte % alphabet.length])
    const password = letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-')
    if (letters.length === 16 && classesOf(password) === 4) return password
  }
}
