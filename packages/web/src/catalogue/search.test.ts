import { describe, expect, it } from 'vitest'
import type { FlowView, RuleView } from '../api/types.ts'
import { findInFlows } from './search.ts'

const rule = (id: string, article: string, zh: string): RuleView => ({
  id, kind: 'limit', name: { zh, en: id }, node: 'P05-N01', nodes: ['P05-N01'], agency: 'police', basis: [{ law: '刑事诉讼法', short: { zh: '刑诉法', en: 'CPL' }, article, version: '2018-10-26' }],
  period: null, breach: 'violation', versions: [], note: null, advice: null, needs: [], cases: [], counts: { ok: 0, pending: 0, warning: 0, violation: 0, not_evaluated: 0 }, used: [],
})
const flow: FlowView = {
  code: 'P05', name: { zh: '提请逮捕', en: 'Arrest' }, agency: 'police', edges: [],
  nodes: [{ code: 'P05-N01', name: { zh: '提请批准逮捕书审批', en: 'Request arrest' }, agency: 'police', auxiliary: false, state: 'fired', unarmedReason: null, next: [], events: 0, judged: 0, soon: 0, violations: 0 }],
  rules: [rule('GA-014', '91', '3 天以内提请'), rule('GA-017', '94', '逮捕后 91 小时')],
}
const keys = (query: string): string[] => findInFlows([flow], query).map(({ key }) => key)

describe('search in the catalogue', () => {
  it('finds a node by a word of either language', () => {
    expect(keys('批准逮捕')).toEqual(['P05-N01'])
    expect(keys('REQUEST')).toEqual(['P05-N01'])
  })

  it('takes a bare number as an article', () => expect(keys('91')).toEqual(['GA-014 P05-N01']))

  it('finds a rule by law and article however it is written', () => {
    expect(keys('刑诉法第94条')).toEqual(['GA-017 P05-N01'])
    expect(keys('刑事诉讼法 91')).toEqual(['GA-014 P05-N01'])
  })

  it('finds nothing for nothing', () => expect(keys('  ')).toEqual([]))
})
