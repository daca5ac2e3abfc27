import { describe, expect, test } from 'vitest'
import type { CatalogueIndex } from '../api/types.ts'
import { findInCatalogue } from './search.ts'

const text = (zh: string, en: string) => ({ zh, en })
const cpl = (article: string) => ({ law: '刑事诉讼法', short: text('刑诉法', 'CPL'), article, version: '2018-10-26' })
const index: CatalogueIndex = {
  nodes: [
    { code: 'P04-N02', name: text('执行拘留', 'Detention'), flow: 'P04', agency: 'police', role: text('办案民警', 'Case officer'), document: text('拘留证', 'Warrant of detention') },
    { code: 'P09-N07', name: text('作出逮捕决定', 'Decision on arrest'), flow: 'P09', agency: 'procuratorate', role: text('检察长', 'Chief procurator'), document: null },
  ],
  rules: [
    { id: 'GA-014', name: text('拘留后3日内提请批准逮捕', 'Arrest requested within 3 days'), flow: 'P05', node: 'P04-N02', agency: 'police', kind: 'limit', basis: [cpl('91')] },
    { id: 'GA-091', name: text('另一条', 'Another'), flow: 'P08', node: 'P04-N02', agency: 'police', kind: 'limit', basis: [{ ...cpl('91'), law: '行政强制法', short: text('强制法', 'ACL') }] },
    { id: 'JC-001', name: text('7日内决定', 'Within 7 days'), flow: 'P09', node: 'P09-N07', agency: 'procuratorate', kind: 'limit', basis: [cpl('80'), cpl('91')] },
  ],
}
const agencies = Object.fromEntries(['police', 'procuratorate', 'court', 'prison', 'justice', 'administrative', 'committee', 'other'].map((agency) => [agency, agency === 'police' ? ['公安', 'Police'] : agency === 'procuratorate' ? ['检察', 'Procuratorate'] : []])) as unknown as Parameters<typeof findInCatalogue>[2]
const found = (query: string): string[] => findInCatalogue(index, query, agencies).map(({ key }) => key)

describe('search in the catalogue', () => {
  test('by word, in both languages', () => {
    expect(found('拘留')).toEqual(['P04-N02', 'GA-014', 'GA-091'])
    expect(found('detention')).toEqual(['P04-N02', 'GA-014', 'GA-091'])
  })
  test('by code and id', () => {
    expect(found('P09-N07')).toEqual(['P09-N07'])
    expect(found('ga-014')).toEqual(['GA-014'])
  })
  test('by law and article, however it is written', () => {
    for (const query of ['刑事诉讼法 91', '刑诉法91', '刑事诉讼法第91条', 'CPL 91']) expect(found(query), query).toEqual(['GA-014', 'JC-001'])
    expect(found('91')).toEqual(['GA-014', 'GA-091', 'JC-001'])
    expect(found('刑事诉讼法 9')).toEqual([])
  })
  test('by agency and role, together with other words', () => {
    expect(found('检察长')).toEqual(['P09-N07', 'JC-001'])
    expect(found('公安 91')).toEqual(['GA-014', 'GA-091'])
    expect(found('检察 拘留')).toEqual([])
  })
  test('nothing asked is nothing found', () => {
    expect(found('  ')).toEqual([])
  })
})
