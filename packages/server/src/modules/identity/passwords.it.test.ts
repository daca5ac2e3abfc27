/** What becomes of passwords in the store, and what their owners are told. */
import { argon2Sync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '@hengjian/contracts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { demoUnitsFile } from '../../demo/organisation.ts'
import { at, openTestStore } from '../../store/testing.ts'
import type { TestStore } from '../../store/testing.ts'
import { codeOf, createIdentity, stepAt } from './index.ts'
import type { Deed, Identity } from './index.ts'

let store: TestStore
let identity: Identity
let folder: string
let deeds: Deed[] = []
let now = at('2026-03-03T12:00:00+08:00')

const open = (secret: string): Promise<Identity> => createIdentity({ store, clock: () => now, internalDir: readConfig({}).internalDir, dataDir: folder, secret, demo: false, offset: 480, record: async (deed) => void deeds.push(deed) })

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-passwords-'))
  identity = await open('one secret of the installation, long enough')
  await identity.importPeople(null, 'units.csv', demoUnitsFile())
  await identity.importPeople(null, 'people.csv', `id,name,unit,role,since\n${[1, 2, 3, 4, 5, 6].map((i) => `P${i},赵磊,zfw220000-04,reviewer,2026-01-01`).join('\n')}`)
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  deeds = []
  now += 3_600_000
})

const PASSWORD = 'Tisch-7-Lampe'
const from = (address: string) => ({ address, agent: 'test', token: null })
const signIn = (account: string, address = '10.0.0.1', who = identity): Promise<string> => who.signIn({ account, password: PASSWORD, code: null }, from(address))
const hashOf = async (account: string): Promise<string> => (await store.pool.query<{ password: string }>('select password from account where id = $1', [account])).rows[0]?.password ?? ''
const told = (): string[] => deeds.map(({ action }) => action)

test('a copy of the database opens nothing without the secret of the installation', async () => {
  await identity.createAccount(null, 'with.key', 'P1', { password: PASSWORD })
  await expect(signIn('with.key', '10.0.0.1', await open('another secret, of somebody who has the database'))).rejects.toThrow('HJ-AUT-002')
  expect(await signIn('with.key')).toMatch(/^[\w-]{43}$/)
})

test('one that was stored before there was such a secret works, and is stored with it from then on', async () => {
  await identity.createAccount(null, 'of.old', 'P2', { password: PASSWORD })
  const nonce = Buffer.alloc(16, 3)
  const tag = argon2Sync('argon2id', { message: PASSWORD, nonce, memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 })
  await store.pool.query('update account set password = $2 where id = $1', ['of.old', `$argon2id$v=19$m=19456,t=2,p=1$${[nonce, tag].map((bytes) => bytes.toString('base64').replaceAll('=', '')).join('$')}`])
  await signIn('of.old')
  const renewed = await hashOf('of.old')
  expect(renewed).toContain(',keyid=')
  await signIn('of.old')
  expect(await hashOf('of.old')).toBe(renewed)
})

test('a sign-in from a place that the account was never used from is told to its owner, the first and known ones are not', async () => {
  await identity.createAccount(null, 'on.tour', 'P3', { password: PASSWORD })
  deeds = []
  for (const address of ['2001:db8:1:2::5', '2001:db8:1:2:ffff::9', '10.1.1.1', '10.1.1.1']) await signIn('on.tour', address)
  expect(told()).toEqual(['session.begin', 'session.begin', 'account.place', 'session.begin', 'session.begin'])
  expect(deeds.find(({ action }) => action === 'account.place')).toMatchObject({ object: 'on.tour', detail: { address: '10.1.1.1' } })
})

test('leaked and easily guessed ones are refused when they are set, and the meter says the same beforehand', async () => {
  await identity.createAccount(null, 'with.meter', 'P4', { password: PASSWORD })
  const by: Actor = { kind: 'person', id: 'P4', name: '赵磊', roles: [], permissions: new Set(), org: null, session: null }
  for (const weak of ['nick1234-rem936', 'zaq12wsx!QAZ', 'with.meter-2026A']) {
    expect(identity.strength(by, 'with.meter', weak).weakness).not.toBeNull()
    await expect(identity.changePassword(by, 'with.meter', PASSWORD, weak)).rejects.toThrow('HJ-AUT-008')
  }
  expect(identity.strength(by, 'with.meter', 'Fenster-4-Teppich')).toEqual({ score: 4, needed: 3, weakness: null })
  await identity.changePassword(by, 'with.meter', PASSWORD, 'Fenster-4-Teppich')
  expect(await hashOf('with.meter')).toContain(',keyid=')
})

test('who is signed in for a while shows once more who they are, by the password or the code, and five wrong answers close the account', async () => {
  await identity.createAccount(null, 'is.back', 'P5', { password: PASSWORD })
  const token = await signIn('is.back')
  const signed = async () => {
    const found = await identity.resolve(token)
    if (found === null) throw new Error('the session has ended')
    return found
  }
  expect((await signed()).proof).toEqual({ by: 'password', fresh: true })
  now += 16 * 60_000
  expect((await signed()).proof.fresh).toBe(false)
  await expect(identity.prove(await signed(), { password: 'wrong', code: null }, from('10.0.0.1'))).rejects.toThrow('HJ-AUT-002')
  await expect(identity.prove(await signed(), { password: null, code: '123456' }, from('10.0.0.1'))).rejects.toThrow('HJ-AUT-002')
  expect((await signed()).proof.fresh).toBe(false)
  await identity.prove(await signed(), { password: PASSWORD, code: null }, from('10.0.0.1'))
  expect((await signed()).proof.fresh).toBe(true)
  expect(told()).toEqual(expect.arrayContaining(['session.refuse', 'session.prove']))

  const { secret } = await identity.offerTotp('is.back')
  const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const code = (): string => codeOf(Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))), stepAt(now))
  await identity.confirmTotp((await signed()).actor, 'is.back', code())
  now += 16 * 60_000
  const proven = code()
  // the password alone is not enough any more, and a code is good once
  await expect(identity.prove(await signed(), { password: PASSWORD, code: null }, from('10.0.0.1'))).rejects.toThrow('HJ-AUT-003')
  await identity.prove(await signed(), { password: null, code: proven }, from('10.0.0.1'))
  await expect(identity.prove(await signed(), { password: null, code: proven }, from('10.0.0.1'))).rejects.toThrow('HJ-AUT-003')
  expect(told()).toContain('account.reuse')
  for (let i = 0; i < 4; i++) await expect(identity.prove(await signed(), { password: null, code: '000000' }, from('10.0.0.1'))).rejects.toThrow('HJ-AUT-003')
  now += 60_000
  await expect(identity.prove(await signed(), { password: null, code: code() }, from('10.0.0.1'))).rejects.toThrow('HJ-AUT-003')
})

test('a building whose people all sign in within a minute from one address is let in; whoever guesses there is not', { timeout: 30_000 }, async () => {
  await identity.createAccount(null, 'of.many', 'P6', { password: PASSWORD })
  for (let i = 0; i < 65; i++) await signIn('of.many', '10.9.9.9')
  const guess = (): Promise<string> => identity.signIn({ account: 'nobody', password: 'wrong', code: null }, from('10.9.9.9'))
  const refused = await Promise.all(Array.from({ length: 62 }, () => guess().catch(({ code }: { code: string }) => code)))
  expect(refused.filter((code) => code === 'HJ-AUT-006')).toHaveLength(2)
})
