/** What integrators are given, run as they run it: the kit with and without a signature, and the examples in every language that is installed. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ConformResult } from '@hengjian/client/conform'
import { conform } from '@hengjian/client/conform'
import { createSigner } from '@hengjian/client/sm2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRootKey, readRootKey } from '../src/audit/index.ts'
import { readConfig } from '../src/config.ts'
import { peopleTheDemo } from '../src/cli/demo-data.ts'
import { startServer } from '../src/main.ts'
import type { RunningServer } from '../src/main.ts'
import { createIdentity } from '../src/modules/identity/index.ts'
import { openTestStore } from '../src/store/testing.ts'
import type { TestStore } from '../src/store/testing.ts'

const root = resolve(import.meta.dirname, '../../..')
const examples = join(root, 'examples/integration')

let store: TestStore
let server: RunningServer
let folder: string
let key: string
let signedKey: string
let narrowKey: string
let pem: string

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-integration-'))
  const config = readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), webDir: join(folder, 'web'), demo: true })
  const identity = await createIdentity({ store, clock: Date.now, internalDir: config.internalDir, dataDir: config.dataDir, secret: null, demo: true, offset: 480, record: () => Promise.resolve() })
  key = (await peopleTheDemo(identity)) ?? ''
  pem = join(folder, 'client.pem')
  const publicKey = await createRootKey(pem)
  const scopes = ['events.push', 'events.precheck', 'overrides.request', 'overrides.read', 'matters.read']
  signedKey = (await identity.createClient(null, { id: 'signing', name: '签名的系统', scopes, allUnits: true, publicKey })).key
  narrowKey = (await identity.createClient(null, { id: 'narrow', name: '只推送的系统', scopes: ['events.push'], allUnits: true })).key
  server = await startServer(config, { log: null })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const options = () => ({ url: server.url, key, node: 'P02-N01', run: `t${Math.random().toString(36).slice(2, 10)}`, now: Date.now() })
const states = (results: readonly ConformResult[]): Record<string, string> => Object.fromEntries(results.filter(({ state }) => state !== 'passed').map(({ id, state, detail }) => [id, `${state} ${detail}`]))

describe('the kit', () => {
  test('finds nothing wrong with a server that keeps the contract, and leaves nothing that counts', async () => {
    const given = options()
    expect(states(await conform(given))).toEqual({ replay: 'skipped —' })
    const { rows } = await store.pool.query<{ n: number }>(`select count(*)::int as n from verdict where chain_id = $1`, [`CONFORM-${given.run}`])
    expect(rows).toEqual([{ n: 0 }])
  })

  test('signs where the client must, and tries a replay', async () => {
    const { privateKey } = await readRootKey(pem)
    expect(states(await conform({ ...options(), key: signedKey, signer: createSigner(privateKey) }))).toEqual({})
    const unsigned = await conform({ ...options(), key: signedKey })
    expect(unsigned.find(({ id }) => id === 'key')).toMatchObject({ state: 'failed', detail: expect.stringContaining('HJ-AUT-013') as string })
  })

  test('passes over what the key may not do', async () => {
    expect(states(await conform({ ...options(), key: narrowKey }))).toEqual({ precheck: 'skipped events.precheck', 'precheck-writes-nothing': 'skipped events.precheck', 'forged-override': 'skipped events.precheck', replay: 'skipped —', read: 'skipped matters.read' })
  })

  test('stops at a wrong key and says what to do', async () => {
    const results = await conform({ ...options(), key: 'hj_0' })
    expect(results.find(({ id }) => id === 'key')).toMatchObject({ state: 'failed', detail: 'HTTP 401 HJ-AUT-007', remedy: expect.anything() as object })
    expect(results.filter(({ state }) => state === 'skipped')).toHaveLength(results.length - 2)
  })

  test('names what a server does that does not keep the contract', async () => {
    /** answers every push as accepted */
    const lenient = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const body = typeof init?.body === 'string' && typeof input === 'string' && input.endsWith('/events') ? init.body : null
      if (body === null || !body.startsWith('[{')) return fetch(input, init)
      const results = (JSON.parse(body) as { id: string }[]).map(({ id }, index) => ({ index, status: 'accepted', id, source: null, chain: null, reason: null }))
      return Response.json({ accepted: results.length, duplicate: 0, rejected: 0, results })
    }
    const failed = (await conform({ ...options(), fetch: lenient })).filter(({ state }) => state === 'failed')
    expect(failed.map(({ id }) => id)).toEqual(expect.arrayContaining(['duplicate', 'changed', 'mixed', 'inside']))
    expect(failed.every(({ remedy }) => remedy !== null)).toBe(true)
  })

  test('is a command', async () => {
    const run = await output(process.execPath, [join(root, 'packages/server/bin/hengjian.mjs'), 'conform', server.url, '--sign-with', pem, '--format', 'json'], { HENGJIAN_KEY: signedKey })
    expect(JSON.parse(run) as object).toMatchObject({ failed: 0, skipped: 0 })
  })
})

async function output(command: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  return await new Promise((done, fail) => {
    execFile(command, args, { env: { ...process.env, HENGJIAN_URL: server.url, HENGJIAN_KEY: key, ...env }, timeout: 60_000 }, (error, stdout, stderr) => (error === null ? done(stdout) : fail(new Error(`${stdout}\n${stderr}`, { cause: error }))))
  })
}

const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0
const expected = /^push accepted=1 duplicate=0 rejected=0\nprecheck deny\noverride waiting override:[0-9a-f]{32}\nverdicts 200\n$/

describe('the example', () => {
  test.each([
    ['curl', ['curl', '--version'], 'bash', [join(examples, 'curl/hengjian.sh')]],
    ['TypeScript', [process.execPath, '--version'], process.execPath, [join(examples, 'typescript/main.ts')]],
    ['Python', ['python3', '--version'], 'python3', [join(examples, 'python/hengjian.py')]],
    ['Java', ['javac', '-version'], 'java', [join(examples, 'java/Hengjian.java')]],
  ] as const)('in %s pushes, asks, asks to let pass, and reads', async (name, [tool, ...asked], command, args) => {
    if (!has(tool, ...asked)) {
      process.stderr.write(`\nNot tested: ${name} is not installed here.\n`)
      return
    }
    const chain = `EX-${name}`
    expect(await output(command, [...args, chain])).toMatch(expected)
    expect(await output(command, [...args, chain])).toContain('push accepted=0 duplicate=1 rejected=0')
  })

  test('in curl signs with OpenSSL, in TypeScript with a key in hex', async () => {
    const { privateKey } = await readRootKey(pem)
    expect(await output(process.execPath, [join(examples, 'typescript/main.ts'), 'EX-ts-signed'], { HENGJIAN_KEY: signedKey, HENGJIAN_SIGN_KEY: privateKey })).toMatch(expected)
    if (has('openssl', 'dgst', '-sm3', '/dev/null')) expect(await output('bash', [join(examples, 'curl/hengjian.sh'), 'EX-curl-signed'], { HENGJIAN_KEY: signedKey, HENGJIAN_SIGN_KEY: pem })).toMatch(expected)
    else process.stderr.write('\nNot tested: OpenSSL with SM3 is not installed here.\n')
  })
})
