import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '@hengjian/engine'
import { readCatalogueFiles } from '../../catalogue-files.ts'
import { dated, findRule, withText } from './rule-text.ts'

const files = await readCatalogueFiles(new URL('../../../../../catalog', import.meta.url).pathname)
const place = (id: string) => {
  const found = findRule(files, id)
  if (found === null) throw new Error(id)
  return found
}

describe('a rule in its file', () => {
  test('is found with its first line and nothing of its neighbours', () => {
    const found = place('GA-019')
    expect(found.text).toMatch(/^ {2}- id: GA-019\n/)
    expect(found.text).toMatch(/at once\. }$/)
    expect(files[found.file]?.split('\n')[found.line - 1]).toBe('  - id: GA-019')
    expect(files[found.file]?.slice(found.start, found.end)).toBe(found.text)
  })
  test('is not found under the id of an extension', () => {
    expect(findRule(files, 'GA-016')).toBeNull()
  })
  test('put back unchanged leaves the file as it was', () => {
    for (const id of ['GA-014', 'GA-019', 'JC-009', 'FY-002']) expect(withText(files, place(id), place(id).text)).toEqual(files)
  })
})

describe('an adopted draft', () => {
  const adopt = (id: string, change: (text: string) => string) => dated(files, place(id), id, change(place(id).text), '2027-01-01', '2020-09-01')

  test('becomes a version of its own, and the old wording ends the day before', () => {
    const adopted = adopt('GA-019', (text) => text.replace('within: 3 d', 'within: 5 d'))
    const { catalogue, problems } = loadCatalogue(adopted ?? {})
    expect(problems).toEqual([])
    const versions = catalogue?.rules.filter((rule) => rule.id === 'GA-019').map(({ from, to, lengths, advice }) => ({ from, to, lengths, advised: advice !== null }))
    expect(versions).toEqual([
      { from: '2020-09-01', to: '2027-01-01', lengths: [{ amount: 3, unit: 'd' }], advised: true },
      { from: '2027-01-01', to: null, lengths: [{ amount: 5, unit: 'd' }], advised: true },
    ])
  })
  test('keeps anchors and aliases of the file working', () => {
    const adopted = adopt('GA-014', (text) => text.replace('within: 3 d', 'within: 4 d'))
    expect(loadCatalogue(adopted ?? {}).problems).toEqual([])
  })
  test('is adopted again later: the last version ends when the next begins', () => {
    const once = adopt('GA-019', (text) => text.replace('within: 3 d', 'within: 5 d')) ?? {}
    const again = findRule(once, 'GA-019')
    const twice = again === null ? null : dated(once, again, 'GA-019', again.text.replace('立即将执行回执', '马上将执行回执'), '2028-01-01', '2027-01-01')
    const { catalogue, problems } = loadCatalogue(twice ?? {})
    expect(problems).toEqual([])
    expect(catalogue?.rules.filter((rule) => rule.id === 'GA-019').map(({ from, to }) => [from, to])).toEqual([['2020-09-01', '2027-01-01'], ['2027-01-01', '2028-01-01'], ['2028-01-01', null]])
  })
  test('that changes nothing is none', () => {
    expect(adopt('GA-019', (text) => text)).toBeNull()
  })
})
