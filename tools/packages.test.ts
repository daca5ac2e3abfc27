/** What the product is made of can be listed at any time in a standard form, each part with its digest and a licence that we accept. */
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

interface Component {
  name: string
  version: string
  purl: string
  hashes?: { alg: string; content: string }[]
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[]
}

const accepted = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense', 'BlueOak-1.0.0', 'EPL-2.0', 'PostgreSQL', 'MIT-0', 'CC0-1.0', 'Zlib', 'Python-2.0'])
const own = 'pkg:npm/%40hengjian/'

test('the bill of materials names every part with its digest and an accepted licence', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['tools/run.mjs', 'sbom'], { cwd: resolve(import.meta.dirname, '..'), maxBuffer: 64 * 1024 * 1024 })
  const { bomFormat, components } = JSON.parse(stdout) as { bomFormat: string; components: Component[] }
  expect(bomFormat).toBe('CycloneDX')
  expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['fastify', 'pg', 'react', '@zxcvbn-ts/core']))
  const others = components.filter(({ purl }) => !purl.startsWith(own))
  expect(others.filter(({ hashes }) => !hashes?.some(({ alg }) => alg === 'SHA-512')).map(({ purl }) => purl)).toEqual([])
  expect(others.filter(({ licenses }) => !isAccepted(licenses)).map(({ purl, licenses }) => `${purl}: ${JSON.stringify(licenses)}`)).toEqual([])
}, 60_000)

/** Of licences to choose from one is enough. */
const isAccepted = (licenses: Component['licenses'] = []): boolean =>
  licenses.length > 0 && licenses.every(({ license, expression = license?.id ?? license?.name ?? '' }) => expression.replaceAll(/[()]/g, '').split(' OR ').some((one) => one.split(' AND ').every((part) => accepted.has(part))))
