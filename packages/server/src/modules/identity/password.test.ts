import { argon2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createPasswords, inventPassword } from './password.ts'
import { checkStrength, strengthOf } from './strength.ts'

const rules = { length: 12, classes: 3, phrase: 20, history: 5, days: 90, firstDays: 7, score: 3, common: ['password', '123456'] }
const passwords = createPasswords(Buffer.alloc(32, 7))

describe('passwords', () => {
  test('a hash takes its own password and no other, however its letters are composed', async () => {
    const hash = await passwords.hash('Crème-brûlée 9')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1,keyid=[\w-]{8}\$/)
    expect(await passwords.verify(hash, 'Crème-brûlée 9'.normalize('NFD'))).toBe(true)
    expect(await passwords.verify(hash, 'Creme-brulee 9')).toBe(false)
  })
  test('nobody has the password of nobody', async () => {
    expect(await passwords.verify(null, '')).toBe(false)
  })
  test('a hash is worth nothing to whoever lacks the key of the installation', async () => {
    const hash = await passwords.hash('Crème-brûlée 9')
    expect(await createPasswords(Buffer.alloc(32, 8)).verify(hash, 'Crème-brûlée 9')).toBe(false)
    expect(await passwords.verify(hash.replace(/,keyid=[\w-]+/, ''), 'Crème-brûlée 9')).toBe(false)
    expect(passwords.isOld(hash)).toBe(false)
  })
  test('one that was made without a key still works, and is known to be old', async () => {
    const nonce = Buffer.alloc(16, 3)
    const tag = argon2Sync('argon2id', { message: 'Crème-brûlée 9', nonce, memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 })
    const hash = `$argon2id$v=19$m=19456,t=2,p=1$${[nonce, tag].map((bytes) => bytes.toString('base64').replaceAll('=', '')).join('$')}`
    expect(await passwords.verify(hash, 'Crème-brûlée 9')).toBe(true)
    expect(await passwords.verify(hash, 'Creme-brulee 9')).toBe(false)
    expect(passwords.isOld(hash)).toBe(true)
  })
  test('invented ones are strong and differ', () => {
    const invented = Array.from({ length: 50 }, inventPassword)
    for (const password of invented) expect(() => checkStrength(password, rules, [])).not.toThrow()
    expect(new Set(invented).size).toBe(50)
  })
})

describe('a new password', () => {
  test.each([
    ['Ab1-Cd2-Ef3', 'short'],
    ['abcdefghijkl', 'kinds'],
    ['Aa1-Aa1-Aa1-', 'letters'],
    ['My-Password-99', 'word'],
    ['Zhao-lei-2026', 'word'],
    [`Ab1-cde-${'x7'.repeat(61)}`, 'long'],
    // among those that leaked, although it has all kinds of characters
    ['nick1234-rem936', 'guessable'],
    ['Qwertyuiop789!', 'guessable'],
    ['1qaz2wsx3edc4rfv5tgb', 'guessable'],
    ['zaq12wsx!QAZ', 'guessable'],
    ['P@$$w0rd-2019', 'guessable'],
  ] as const)('%s is refused: %s', (password, weakness) => {
    expect(strengthOf(password, rules, ['zhao-lei']).weakness).toBe(weakness)
    expect(() => checkStrength(password, rules, ['zhao-lei'])).toThrow('HJ-AUT-008')
  })
  test.each(['Tisch-7-Lampe', '关山度若飞朔气传金柝寒光照铁衣将军百战死', 'correct horse battery staple', `Ab1-cde-${'x7'.repeat(60)}`])('%s is taken', (password) => {
    expect(() => checkStrength(password, rules, ['zhao-lei'])).not.toThrow()
  })
})
