/** The description of the interface: every route says what it does, what it takes, what it answers and what it refuses. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { startServer } from '../main.ts'
import type { RunningServer } from '../main.ts'
import { openTestStore } from '../store/testing.ts'
import type { TestStore } from '../store/testing.ts'

interface Answer {
  description?: string
  content?: Record<string, { schema?: object }>
}
interface Operation {
  summary?: string
  tags?: string[]
  security?: object[]
  parameters?: { name: string; in: string; schema?: object }[]
  requestBody?: Answer
  responses?: Record<string, Answer>
  'x-permissions'?: string[]
}
type Paths = Record<string, Record<string, Operation>>

/** What the description of a route lacks. */
function faultsOf(paths: Paths): string[] {
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, operation]) => faultsIn(path, operation).map((fault) => `${method.toUpperCase()} ${path}: ${fault}`)))
}

function faultsIn(path: string, { summary = '', parameters = [], responses = {}, security = [], tags, 'x-permissions': permissions }: Operation): string[] {
  const answers = Object.entries(responses)
  const good = answers.filter(([status]) => /^[23]/.test(status))
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const isOpen = security.length === 0
  return [
    ...(/\p{Script=Han}.*[A-Za-z]/u.test(summary) ? [] : ['no summary in both languages']),
    ...(good.length > 0 && good.every(([status, answer]) => status.startsWith('3') || Object.values(answer.content ?? {}).some(({ schema }) => schema !== undefined)) ? [] : ['no shape of its answer']),
    ...(named.every((name) => parameters.some((one) => one.in === 'path' && one.name === name)) ? [] : ['a parameter of its address is not described']),
    ...(parameters.every(({ schema }) => schema !== undefined) ? [] : ['a parameter without a shape']),
    ...(isOpen || (permissions !== undefined && '401' in responses && '403' in responses) ? [] : ['no permission, or no refusals']),
    ...(named.length === 0 || '404' in responses ? [] : ['not what it answers where there is none']),
    ...(answers.filter(([status]) => /^[45]/.test(status)).every(([, { content }]) => content !== undefined) ? [] : ['an error without a shape']),
    ...(tags === undefined ? ['no area'] : []),
  ]
}

let store: TestStore
let server: RunningServer
let folder: string
let paths: Paths

beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'hengjian-interface-'))
  server = await startServer(readConfig({}, { port: 0, databaseUrl: store.url, dataDir: join(folder, 'data'), webDir: join(folder, 'web') }), { log: null })
  ;({ paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { paths: Paths })
})
afterAll(async () => {
  await server?.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the description of the interface', () => {
  test('says of every route what it does, takes, answers and refuses', () => {
    expect(Object.keys(paths).length).toBeGreaterThan(60)
    expect(faultsOf(paths)).toEqual([])
  })

  test('is held against each of these: a route that leaves one out is named', () => {
    const [path, operation] = ['/api/v1/matters/{chain}', paths['/api/v1/matters/{chain}']?.['get'] ?? {}] as const
    expect(faultsOf({ [path]: { get: operation } })).toEqual([])
    const without = (key: keyof Operation): string[] => faultsOf({ [path]: { get: { ...operation, [key]: undefined } } })
    expect(without('summary')).toEqual([`GET ${path}: no summary in both languages`])
    expect(without('x-permissions')).toEqual([`GET ${path}: no permission, or no refusals`])
    expect(without('parameters')).toEqual([`GET ${path}: a parameter of its address is not described`])
    expect(without('tags')).toEqual([`GET ${path}: no area`])
    const silent = { ...operation, responses: { ...operation.responses, 200: { description: 'Default Response' } } }
    expect(faultsOf({ [path]: { get: silent } })).toEqual([`GET ${path}: no shape of its answer`])
  })

  test('says what a body must be where the route reads it by itself', () => {
    for (const path of ['/api/v1/events', '/api/v1/precheck', '/api/v1/overrides', '/api/v1/imports', '/api/v1/people/import']) expect(paths[path]?.['post']?.requestBody?.content, path).toBeDefined()
  })
})
