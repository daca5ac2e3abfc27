import { describe, expect, test } from 'vitest'
import { explain, precheck } from '../src/index.ts'
import { brief, event, judge, load } from './fixture.ts'

const late = '2026-12-01T00:00'
const rule = (yaml: string): ReturnType<typeof load> => load(yaml)

describe('notBefore', () => {
  const catalogue = rule(`- {id: TT-001, kind: notBefore, name: {zh: 不得早于, en: Not before}, event: B, after: A, wait: 60 d, basis: [程序规定 1]}`)
  test.each([
    ['2026-05-01T10:00', 'ok', 'in-time'],
    ['2026-04-30T10:00', 'violation', 'early'],
  ])('an act on %s is %s', (at, outcome, reason) => {
    expect(brief(judge(catalogue, [event('A', '2026-03-02T10:00'), event('B', at)], late))).toEqual([`TT-001 ${outcome} 2026-05-01 ${reason}`])
  })
  test('without its start on record is not evaluated', () => {
    expect(brief(judge(catalogue, [event('B', '2026-04-30T10:00')], late))).toEqual(['TT-001 not_evaluated - no-record'])
  })
})

describe('lead', () => {
  const catalogue = rule(`- {id: TT-002, kind: lead, name: {zh: 提前送达, en: Served ahead}, event: B, act: A, ahead: 10 d, basis: [程序规定 187]}`)
  test('counts back and never rolls', () => {
    const hearing = event('B', '2026-05-20T09:00')
    expect(brief(judge(catalogue, [event('A', '2026-05-10T10:00'), hearing], late))).toEqual(['TT-002 ok 2026-05-10 in-time'])
    expect(brief(judge(catalogue, [event('A', '2026-05-11T10:00'), hearing], late))).toEqual(['TT-002 violation 2026-05-10 late'])
  })
  test('a missing act is a breach only where the flow is recorded at all', () => {
    const hearing = event('B', '2026-05-20T09:00')
    expect(brief(judge(catalogue, [hearing], late))).toEqual(['TT-002 not_evaluated 2026-05-10 no-record'])
    expect(brief(judge(catalogue, [event('D', '2026-05-01T09:00'), hearing], late))).toEqual(['TT-002 violation 2026-05-10 missing-step'])
  })
})

describe('order and required', () => {
  const catalogue = rule(`
- {id: TT-003, kind: order, name: {zh: 先后, en: Order}, first: A, then: B, basis: [程序规定 1]}
- {id: TT-004, kind: required, name: {zh: 必经, en: Required}, event: D, needs: C, since: A, breach: warning, basis: [程序规定 1]}
`)
  test('order compares what is recorded', () => {
    expect(brief(judge(catalogue, [event('A', '2026-03-01T10:00'), event('B', '2026-03-02T10:00')], late))).toEqual(['TT-003 ok - fulfilled'])
    expect(brief(judge(catalogue, [event('A', '2026-03-03T10:00'), event('B', '2026-03-02T10:00')], late))).toEqual(['TT-003 violation - wrong-order'])
    expect(brief(judge(catalogue, [event('B', '2026-03-02T10:00')], late))).toEqual(['TT-003 not_evaluated - no-record'])
  })
  test('required looks back no further than since', () => {
    const run = (nodes: string[]): string[] => brief(judge(catalogue, nodes.map((node, k) => event(node, `2026-03-0${k + 1}T10:00`)), late)).filter((line) => line.startsWith('TT-004'))
    expect(run(['A', 'C', 'D'])).toEqual(['TT-004 ok - done-before'])
    expect(run(['C', 'A', 'D'])).toEqual(['TT-004 warning - missing-step'])
    expect(run(['D'])).toEqual(['TT-004 not_evaluated - no-record'])
  })
})

describe('count and gap', () => {
  const catalogue = rule(`
- {id: TT-005, kind: count, name: {zh: 二次为限, en: Twice at most}, event: A, atMost: 2, per: chain, basis: [程序规定 1]}
- {id: TT-006, kind: count, name: {zh: 至少两次, en: At least twice}, event: B, atLeast: 2, by: C, basis: [程序规定 1]}
- {id: TT-007, kind: gap, name: {zh: 间隔, en: Gap}, event: D, previous: E, atLeast: 12 h, computation: exact, basis: [程序规定 1]}
`)
  test('the third of at most two is one too many', () => {
    const thrice = ['2026-03-01', '2026-04-01', '2026-05-01'].map((day) => event('A', `${day}T10:00`))
    expect(brief(judge(catalogue, thrice, late))).toEqual(['TT-005 ok - fulfilled', 'TT-005 ok - fulfilled', 'TT-005 violation - too-many'])
  })
  test('an event that two parts of a choice mean counts once', () => {
    const choice = rule(`- {id: TT-020, kind: count, name: {zh: 次数, en: Count}, event: [{node: A, where: {ground: x}}, {node: A, where: {officers: 2}}], atMost: 2, basis: [程序规定 1]}`)
    const both = { attrs: { ground: 'x', officers: 2 } }
    expect(brief(judge(choice, [event('A', '2026-03-01T10:00', both), event('A', '2026-03-02T10:00', both)], late))).toEqual(['TT-020 ok - fulfilled', 'TT-020 ok - fulfilled'])
  })
  test('at least two by an act', () => {
    expect(brief(judge(catalogue, [event('B', '2026-03-01T10:00'), event('C', '2026-03-02T10:00')], late))).toEqual(['TT-006 violation - too-few'])
    expect(brief(judge(catalogue, [event('B', '2026-03-01T10:00'), event('B', '2026-03-01T11:00'), event('C', '2026-03-02T10:00')], late))).toEqual(['TT-006 ok - fulfilled'])
  })
  test('a gap is measured from the latest previous act; the first has none', () => {
    expect(brief(judge(catalogue, [event('D', '2026-03-01T10:00')], late))).toEqual([])
    expect(brief(judge(catalogue, [event('E', '2026-03-01T10:00'), event('D', '2026-03-01T22:00')], late))).toEqual(['TT-007 ok 2026-03-01T22:00:00+08:00 in-time'])
    expect(brief(judge(catalogue, [event('E', '2026-03-01T10:00'), event('D', '2026-03-01T21:59')], late))).toEqual(['TT-007 violation 2026-03-01T22:00:00+08:00 too-close'])
  })
})

describe('authority', () => {
  const catalogue = rule(`
- {id: TT-008, kind: authority, name: {zh: 省级批准, en: Provincial approval}, event: A, level: {atLeast: 省级检察院}, basis: [程序规定 158]}
- {id: TT-009, kind: authority, name: {zh: 上一级批准, en: Next level up}, event: B, level: {oneOf: [上一级检察院]}, basis: [程序规定 156]}
`)
  const by = (node: string, level: string | null, handlingLevel?: string): string[] =>
    brief(judge(catalogue, [event(node, '2026-03-01T10:00', { ...(level === null ? {} : { actor: { level } }), attrs: handlingLevel === undefined ? {} : { handlingLevel } })], late))

  test('compares on the ladder, and resolves the level above by the handling agency', () => {
    expect(by('A', '省级检察院')).toEqual(['TT-008 ok - fulfilled'])
    expect(by('A', '最高检察院')).toEqual(['TT-008 ok - fulfilled'])
    expect(by('A', '检察长')).toEqual(['TT-008 violation - wrong-level'])
    expect(by('A', '上一级检察院', '县级')).toEqual(['TT-008 violation - wrong-level'])
    expect(by('A', '上一级检察院', '市级')).toEqual(['TT-008 ok - fulfilled'])
    expect(by('A', '上一级检察院')).toEqual(['TT-008 not_evaluated - missing-fact'])
    expect(by('B', '检察长')).toEqual(['TT-009 violation - wrong-level'])
    expect(by('A', null)).toEqual(['TT-008 not_evaluated - missing-fact'])
    expect(by('B', '上一级检察院')).toEqual(['TT-009 ok - fulfilled'])
    expect(by('B', '市级检察院', '县级')).toEqual(['TT-009 ok - fulfilled'])
    expect(by('B', '省级检察院', '县级')).toEqual(['TT-009 violation - wrong-level'])
  })
})

describe('separation', () => {
  const catalogue = rule(`
- {id: TT-010, kind: separation, name: {zh: 审办分离, en: Not the same person}, event: B, other: A, basis: [程序规定 1]}
- {id: TT-011, kind: separation, name: {zh: 二人, en: Two officers}, event: C, persons: {attr: officers, atLeast: 2}, basis: [程序规定 1]}
`)
  test('needs different persons, and says when it cannot know', () => {
    const pair = (a: string | null, b: string): string[] => brief(judge(catalogue, [event('A', '2026-03-01T10:00', a === null ? {} : { actor: { id: a } }), event('B', '2026-03-02T10:00', { actor: { id: b } })], late))
    expect(pair('1', '2')).toEqual(['TT-010 ok - fulfilled'])
    expect(pair('1', '1')).toEqual(['TT-010 violation - same-person'])
    expect(pair(null, '1')).toEqual(['TT-010 not_evaluated - missing-fact'])
  })
  test('needs enough persons', () => {
    const officers = (n: number): string[] => brief(judge(catalogue, [event('C', '2026-03-01T10:00', { attrs: { officers: n } })], late))
    expect(officers(2)).toEqual(['TT-011 ok - fulfilled'])
    expect(officers(1)).toEqual(['TT-011 violation - too-few-persons'])
  })
})

describe('condition and pattern', () => {
  const catalogue = rule(`
- {id: TT-012, kind: condition, name: {zh: 条件, en: Condition}, event: A, must: {any: [{ground: 流窜}, {officers: {gte: 2}}]}, basis: [程序规定 1]}
- {id: TT-013, kind: pattern, name: {zh: 风险, en: Risk}, event: B, signal: {since: {event: C, lt: 12 h}}, basis: [程序规定 1]}
`)
  test('a condition holds, fails, or wants a fact', () => {
    const having = (attrs: Record<string, unknown>): string[] => brief(judge(catalogue, [event('A', '2026-03-01T10:00', { attrs })], late))
    expect(having({ officers: 2 })).toEqual(['TT-012 ok - fulfilled'])
    expect(having({ ground: '其他', officers: 1 })).toEqual(['TT-012 violation - condition-failed'])
    expect(having({ ground: '其他' })).toEqual(['TT-012 not_evaluated - missing-fact'])
  })
  test('a pattern only warns', () => {
    expect(brief(judge(catalogue, [event('C', '2026-03-01T10:00'), event('B', '2026-03-01T13:00')], late))).toEqual(['TT-013 warning - risk'])
    expect(brief(judge(catalogue, [event('C', '2026-03-01T10:00'), event('B', '2026-03-01T22:00')], late))).toEqual(['TT-013 ok - fulfilled'])
    expect(brief(judge(catalogue, [event('B', '2026-03-01T22:00')], late))).toEqual(['TT-013 ok - fulfilled'])
  })
})

describe('corrections', () => {
  const catalogue = rule(`- {id: TT-014, kind: limit, name: {zh: 三日内, en: Three days}, start: A, end: B, within: 3 d, rollOver: none, basis: [程序规定 91]}`)
  test('that make a breach disappear are reported for review', () => {
    const start = event('A', '2026-03-02T10:00')
    const closed = event('B', '2026-03-07T10:00')
    const corrected = event('B', '2026-03-05T10:00', { supersedes: closed.id, recordedAt: '2026-03-09T10:00:00+08:00' })
    expect(brief(judge(catalogue, [start, closed], late))).toEqual(['TT-014 violation 2026-03-05 late'])
    expect(brief(judge(catalogue, [start, closed, corrected], late))).toEqual(['TT-014 ok 2026-03-05 in-time', 'DQ-900 warning - reversal'])
  })
  test('recorded late, likewise', () => {
    const lateRecord = event('B', '2026-03-04T10:00', { recordedAt: '2026-03-09T10:00:00+08:00' })
    expect(brief(judge(catalogue, [event('A', '2026-03-02T10:00'), lateRecord], late))).toEqual(['TT-014 ok 2026-03-05 in-time', 'DQ-900 warning - reversal'])
  })
  test('of a correction restore what was first recorded', () => {
    const start = event('A', '2026-03-02T10:00')
    const closed = event('B', '2026-03-07T10:00')
    const corrected = event('B', '2026-03-05T10:00', { supersedes: closed.id, recordedAt: '2026-03-09T10:00:00+08:00' })
    const withdrawn = event('C', '2026-03-10T10:00', { retracts: corrected.id })
    expect(brief(judge(catalogue, [start, closed, corrected, withdrawn], late))).toContain('TT-014 violation 2026-03-05 late')
  })
})

describe('before the act', () => {
  const catalogue = rule(`
- {id: TT-015, kind: lead, intercept: deny, name: {zh: 提前送达, en: Served ahead}, event: B, act: A, ahead: 10 d, basis: [程序规定 187]}
- {id: TT-017, kind: lead, name: {zh: 另行提前, en: Told ahead}, event: C, act: D, ahead: 10 d, basis: [程序规定 187]}
- {id: TT-016, kind: pattern, name: {zh: 风险, en: Risk}, event: C, signal: {earlier: B}, basis: [程序规定 1]}
`)
  test('precheck denies a breach of a rule that is marked so, warns of others and of a risk, allows the rest and changes nothing', () => {
    const served = [event('A', '2026-05-11T10:00')]
    const refused = precheck(catalogue, served, event('B', '2026-05-20T09:00'))
    expect(refused.decision).toBe('deny')
    expect(refused.verdicts.filter((verdict) => verdict.outcome !== 'ok').map((verdict) => verdict.rule)).toEqual(['TT-015'])
    expect(precheck(catalogue, served, event('B', '2026-05-21T09:00')).decision).toBe('allow')
    const unmarked = precheck(catalogue, [...served, event('D', '2026-05-21T09:00')], event('C', '2026-05-22T09:00'))
    expect([unmarked.decision, unmarked.stoppedBy, unmarked.verdicts.some(({ rule, outcome }) => rule === 'TT-017' && outcome === 'violation')]).toEqual(['warn', [], true])
    expect(precheck(catalogue, [...served, event('B', '2026-05-21T09:00')], event('C', '2026-05-22T09:00')).decision).toBe('warn')
    expect(served).toHaveLength(1)
    expect(refused.stoppedBy).toEqual(['TT-015'])
  })
})

describe('explanations', () => {
  const catalogue = rule(`- {id: TT-017, kind: limit, name: {zh: 三日内提请, en: Request within three days}, start: A, end: B, within: 3 d, rollOver: custody, basis: [程序规定 91.1]}`)
  test('say the sum in sentences, in both languages, with the article', () => {
    const [verdict] = judge(catalogue, [event('A', '2026-04-30T15:00', { attrs: { custody: true } }), event('B', '2026-05-06T10:00')], late)
    if (verdict === undefined) throw new Error('no verdict')
    expect(explain(catalogue, verdict)).toMatchInlineSnapshot(`
      {
        "en": [
          "Request within three days: done only 6 May 2026, 10:00, was due 3 May 2026.",
          "Node A on 30 Apr 2026, 15:00; that day does not count.",
          "The period is 3 days, until 3 May 2026 (Rules art. 91(1)).",
          "The last day is a day off; in custody it does not roll over (PA art. 105).",
          "Due 3 May 2026.",
          "Node B on 6 May 2026, 10:00.",
        ],
        "zh": [
          "三日内提请：2026年5月6日 10:00 才完成，应在 2026年5月3日 以前。",
          "2026年4月30日 15:00 节点A，当日（时）不计。",
          "期限 3 天，到 2026年5月3日（规定第91条第1款）。",
          "末日逢节假日；在押，不顺延（诉法第105条）。",
          "到期 2026年5月3日。",
          "2026年5月6日 10:00 节点B。",
        ],
      }
    `)
  })
})
