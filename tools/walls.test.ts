/** The walls of the architecture: who may import whom. `docs/architecture.md` says why. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

interface Import {
  from: string
  to: string
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sources(path)
    return /\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : []
  })
}

/** Every import below a folder: packages by name, files by their path from the root. */
function imports(folder: string): Import[] {
  return sources(folder).flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8')
    return [...text.matchAll(/\bfrom\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm)].map((found) => {
      const name = found[1] ?? found[2] ?? found[3] ?? ''
      return { from, to: name.startsWith('.') ? relative(root, resolve(root, dirname(from), name)) : name }
    })
  })
}

const crossing = (folder: string, forbidden: (edge: Import) => boolean): string[] => imports(folder).filter(forbidden).map(({ from, to }) => `${from} → ${to}`)
const isFile = (to: string): boolean => to.startsWith('packages/')

describe('walls', () => {
  test('imports are seen at all', () => {
    expect(imports('packages/engine/src')).toContainEqual({ from: 'packages/engine/src/evaluate.ts', to: 'packages/engine/src/event.ts' })
  })

  test('the engine imports only itself and small pure libraries', () => {
    expect(crossing('packages/engine/src', ({ to }) => (isFile(to) ? !to.startsWith('packages/engine/src/') : !/^(typebox(\/.*)?|yaml|js-yaml)$/.test(to)))).toEqual([])
  })

  test('contracts know the shapes of the engine and nothing else', () => {
    expect(crossing('packages/contracts/src', ({ to }) => (isFile(to) ? !to.startsWith('packages/contracts/src/') : !/^(typebox(\/.*)?|@hengjian\/engine)$/.test(to)))).toEqual([])
  })

  test('the workbench talks to the server through the contracts only', () => {
    expect(crossing('packages/web/src', ({ to }) => /^(@hengjian\/(server|engine)|node:)/.test(to) || (isFile(to) && !to.startsWith('packages/web/')))).toEqual([])
  })

  test('the client library needs nothing but what it brings, and the signer it is given', () => {
    const isAllowed = ({ from, to }: Import): boolean => (isFile(to) ? to.startsWith('packages/client/src/') : to === '@hengjian/contracts' || (to === 'sm-crypto-v2' && from.endsWith('/sm2.ts')))
    expect(crossing('packages/client/src', (edge) => !isAllowed(edge))).toEqual([])
    // shapes only: nothing of the contracts is there at run time
    const contracts = sources('packages/client/src').flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/^(?:import|export) (\w+).*'@hengjian\/contracts'/gm)].map((found) => found[1]))
    expect(contracts.length).toBeGreaterThan(0)
    expect(contracts.every((word) => word === 'type')).toBe(true)
  })

  test('only the command line of the server uses the client library', () => {
    expect(crossing('packages/server/src', ({ from, to }) => to.startsWith('@hengjian/client') && !from.startsWith('packages/server/src/cli/'))).toEqual([])
  })

  test('the server never reaches into another package', () => {
    expect(crossing('packages/server/src', ({ to }) => to.startsWith('@hengjian/web') || (isFile(to) && !to.startsWith('packages/server/')))).toEqual([])
  })

  test('modules meet only through their door', () => {
    const inside = (path: string): string | null => /^packages\/server\/src\/modules\/([^/]+)\//.exec(path)?.[1] ?? null
    expect(crossing('packages/server/src', ({ from, to }) => inside(to) !== null && inside(to) !== inside(from) && !to.endsWith('/index.ts'))).toEqual([])
  })

  test('shared machinery stands below the modules', () => {
    expect(crossing('packages/server/src/store', ({ to }) => /^packages\/server\/src\/(modules|http|jobs|cli)\//.test(to))).toEqual([])
    expect(crossing('packages/server/src/intake', ({ to }) => /^packages\/server\/src\/(modules|http|jobs|cli)\//.test(to))).toEqual([])
    expect(crossing('packages/server/src/audit', ({ to }) => /^packages\/server\/src\/(modules|http|jobs|cli)\//.test(to))).toEqual([])
    expect(crossing('packages/server/src/hash', ({ to }) => isFile(to) && !to.startsWith('packages/server/src/hash/'))).toEqual([])
    expect(crossing('packages/server/src/flow', ({ to }) => /^packages\/server\/src\/(modules|http|jobs|cli)\//.test(to))).toEqual([])
    expect(crossing('packages/server/src/documents', ({ to }) => /^packages\/server\/src\/(modules|flow|http|jobs|cli)\//.test(to))).toEqual([])
    expect(crossing('packages/server/src/modules', ({ to }) => /^packages\/server\/src\/(http|cli)\//.test(to))).toEqual([])
  })
})
