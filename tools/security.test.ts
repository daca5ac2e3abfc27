/** The security checklist answers every item of both standards once, and what it names is there. */
import { readFileSync, existsSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const items = load(readFileSync(join(import.meta.dirname, 'security-items.yaml'), 'utf8')) as Record<'asvs' | 'gbt', string[][]>
const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
const rows = text.split('\n').flatMap((line) => {
  const [, item = '', , state = '', where = ''] = line.split('|').map((cell) => cell.trim())
  return /^\d+(\.\d+)+( [a-g])?$/.test(item) ? [{ item, state, where }] : []
})

test('every item of ASVS 4.0.3 (levels 1 and 2) and of GB/T 22239-2019 (level 3) has one row, in order', () => {
  expect(items.asvs.flat()).toHaveLength(259)
  expect(rows.map(({ item }) => item)).toEqual([...items.asvs.flat(), ...items.gbt.flat()])
})

test('every row says whether it is met, and where or why not', () => {
  const states = new Set(['met', 'open', 'deployment', 'not applicable'])
  expect(rows.filter(({ state }) => !state.split(', ').every((one) => states.has(one))).map(({ item, state }) => `${item}: ${state}`)).toEqual([])
  expect(rows.filter(({ where }) => where.length < 4).map(({ item }) => item)).toEqual([])
})

test('what refers to another row refers to one that is there', () => {
  const known = new Set(rows.map(({ item }) => item))
  const referred = rows.flatMap(({ item, where }) => [...where.matchAll(/\bas (?:ASVS )?(\d+\.\d+\.\d+(?:\.\d+)?(?: [a-g]\b)?)/g)].map(([, other = '']) => ({ item, other })))
  expect(referred.length).toBeGreaterThan(10)
  expect(referred.filter(({ other }) => !known.has(other))).toEqual([])
})

/** Folders below which a path may be given, the usual one first. */
const bases = ['packages/server/src', '.', 'packages', 'packages/server', 'catalog/internal']

const files = new Set(
  ['packages', 'catalog', 'tools', 'e2e', 'docs'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => !path.includes('node_modules') && !path.includes('/dist/'))).map((path) => basename(path)),
)

const isPath = (name: string): boolean => /^[\w.@-]+(\/[\w.@-]+)*$/.test(name) && (name.includes('/') || /\.(ts|tsx|yaml|md|mjs|json|sql|css)$/.test(name))

test('every file that is named is there', () => {
  const named = [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).filter(isPath)
  expect(named.length).toBeGreaterThan(200)
  const missing = named.filter((name) => !bases.some((base) => existsSync(join(root, base, name))) && (name.includes('/') || !files.has(name)))
  expect([...new Set(missing)]).toEqual([])
})

test('every browser test that is named is there', () => {
  const journeys = readdirSync(join(root, 'e2e/journeys')).map((name) => readFileSync(join(root, 'e2e/journeys', name), 'utf8')).join('\n')
  const named = [...text.matchAll(/browser test "([^"]+)"/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !journeys.includes(`'${name}'`))).toEqual([])
})
