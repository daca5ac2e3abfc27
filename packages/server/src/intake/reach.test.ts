import { describe, expect, test } from 'vitest'
import { event, testCatalogue } from '../store/testing.ts'
import { guardOf, keysOf, placesOf } from './reach.ts'

const catalogue = testCatalogue()
const keys = (...events: Parameters<typeof event>[]): string[] => [...keysOf(catalogue, events.map((given) => event(...given)))].toSorted()

describe('the keys of a matter', () => {
  test('name who acted, the agency by its place, and the place with those above it', () => {
    expect(keys(['a', { actor: { id: 'P1', org: '2201040000' } }])).toEqual(['a:police@220104', 'd:22', 'd:2201', 'd:220104', 'p:P1'])
  })
  test('name an organisation that has a code of its own by that code', () => {
    expect(keys(['a', { actor: { id: 'P1', org: 'ga-7' } }])).toEqual(['p:P1', 'u:ga-7'])
  })
  test('open it to the agencies of the place where it began, though another place acts', () => {
    expect(keys(['a', { actor: { org: '2201040000' } }], ['b', { actor: { org: '2202020000' } }])).toEqual(expect.arrayContaining(['a:police@220104', 'a:police@220202', 'd:220202']))
  })
  test('a province, a prefecture and a township stand under what is above them', () => {
    expect([placesOf('220000'), placesOf('220100'), placesOf('220104001')]).toEqual([['d:22'], ['d:22', 'd:2201'], ['d:22', 'd:2201', 'd:220104', 'd:220104001']])
  })
  test('name the department within its place, for there are many of the same name', () => {
    expect(keys(['a', { actor: { org: '2201040000' }, attrs: { unit: '刑侦大队' } }])).toContain('n:220104/刑侦大队')
  })
  test('are none for an act of nobody', () => {
    expect(keys(['a'])).toEqual([])
  })
})

describe('what bars a matter', () => {
  const rules = { attributes: { levels: {}, attributes: { secrecy: { type: 'text', name: { zh: '密级', en: 'Secrecy' }, guards: 'secrecy', values: ['秘密', '机密'] }, minor: { type: 'boolean', name: { zh: '未成年人', en: 'Minor' }, guards: 'juvenile' } } } } as const
  const guard = (...events: Parameters<typeof event>[]) => guardOf(structuredClone(rules) as unknown as Parameters<typeof guardOf>[0], events.map((given) => event(...given)))
  test('is nothing as long as nothing is said', () => {
    expect(guard(['a', { attrs: { crime: '盗窃', minor: false } }])).toEqual({ secrecy: 0, juvenile: false })
  })
  test('is the latest rank of secrecy, and a minor at any time', () => {
    expect(guard(['a', { attrs: { secrecy: '机密', minor: true } }], ['b', { at: '2026-03-05T10:00:00+08:00', attrs: { secrecy: '秘密', minor: false } }])).toEqual({ secrecy: 1, juvenile: true })
  })
  test('a rank that nobody registered counts as the highest', () => {
    expect(guard(['a', { attrs: { secrecy: '特密' } }]).secrecy).toBe(2)
  })
  test('what was withdrawn bars nobody', () => {
    expect(guard(['a', { attrs: { minor: true } }], ['b', { retracts: 'a', at: '2026-03-05T10:00:00+08:00' }])).toEqual({ secrecy: 0, juvenile: false })
  })
})
