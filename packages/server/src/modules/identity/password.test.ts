import { describe, expect, test } from 'vitest'
import { checkStrength, hashPassword, inventPassword, verifyPassword } from './password.ts'

const rules = { length: 12, classes: 3, phrase: 20, history: 5, days: 90, firstDays: 7, common: ['password', '123456'] }

describe('passwords', () => {
  test('a hash takes its own password and no other, however its letters are composed', async () => {
    const hash = await hashPassword('Crème-brûlée 9')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verifyPassword(hash, 'Crème-brûlée 9'.normalize('NFD'))).toBe(true)
    expect(await verifyPassword(hash, 'Creme-brulee 9')).toBe(false)
  })
  test('nobody has the password of nobody', async () => {
    expect(await verifyPassword(null, '')).toBe(false)
  })
  test.each([
    ['Ab1-Cd2-Ef3', 'too short'],
    ['abcdefghijkl', 'of one kind'],
    ['Aa1-Aa1-Aa1-', 'of few letters'],
    ['My-Password-99', 'with a common word'],
    ['Zhao-lei-2026', 'with the name of the account'],
    [`Ab1-cde-${'x7'.repeat(61)}`, 'longer than 128'],
  ])('%s is refused: %s', (password) => {
    expect(() => checkStrength(password, rules, ['zhao-lei'])).toThrow('HJ-AUT-008')
  })
  test.each(['Tisch-7-Lampe', '关山度若飞朔气传金柝寒光照铁衣将军百战死', 'correct horse battery staple', `Ab1-cde-${'x7'.repeat(60)}`])('%s is taken', (password) => {
    expect(() => checkStrength(password, rules, ['zhao-lei'])).not.toThrow()
  })
  test('invented ones are strong and differ', () => {
    const invented = Array.from({ length: 50 }, inventPassword)
    for (const password of invented) expect(() => checkStrength(password, rules, [])).not.toThrow()
    expect(new Set(invented).size).toBe(50)
  })
})
