import { describe, expect, test } from 'vitest'
import { brief, event, judge, load } from './fixture.ts'

const threeDays = load(`
- id: TT-001
  kind: limit
  name: {zh: 三日内, en: Within three days}
  start: A
  end: [B, F]
  within: 3 d
  rollOver: none
  basis: [程序规定 91]
  extends:
    - id: TT-002
      name: {zh: 延长一至四日, en: One to four days more}
      event: C
      when: {extendDays: {present: true}}
      add: {attr: extendDays, unit: d, max: 4}
      grantedBy: {atLeast: 检察长}
      basis: [程序规定 92]
      request: {id: TT-004, name: {zh: 届满一日前提请, en: Request a day before}, event: E, ahead: 1 d, breach: warning, basis: [程序规定 94]}
    - id: TT-003
      name: {zh: 延长至三十日, en: Thirty days}
      event: C
      total: {attr: extendToDays, unit: d, max: 30}
      grantedBy: {atLeast: 检察长}
      ground: {ground: 流窜}
      basis: [程序规定 93]
  excludes:
    - {start: {node: D, where: {phase: start, type: 精神病鉴定}}, end: {node: D, where: {phase: end, type: 精神病鉴定}}, name: {zh: 精神病鉴定, en: Psychiatric assessment}, basis: [程序规定 149]}
`)
const start = event('A', '2026-04-30T15:00')
const chief = { actor: { level: '检察长' } }

describe('a limit in days', () => {
  test('does not count the first day and holds until the end of the last', () => {
    expect(brief(judge(threeDays, [start, event('B', '2026-05-03T23:59')], '2026-05-10T00:00'))).toEqual(['TT-001 ok 2026-05-03 in-time'])
    expect(brief(judge(threeDays, [start, event('B', '2026-05-04T00:00')], '2026-05-10T00:00'))).toEqual(['TT-001 violation 2026-05-03 late'])
  })

  test('runs, warns when due soon, and is overdue from the first minute after', () => {
    expect(brief(judge(threeDays, [start], '2026-05-01T12:00'))).toEqual(['TT-001 pending 2026-05-03 running'])
    expect(brief(judge(threeDays, [start], '2026-05-02T00:00'))).toEqual(['TT-001 warning 2026-05-03 due-soon'])
    expect(brief(judge(threeDays, [start], '2026-05-03T23:59'))).toEqual(['TT-001 warning 2026-05-03 due-soon'])
    expect(brief(judge(threeDays, [start], '2026-05-04T00:00'))).toEqual(['TT-001 violation 2026-05-03 overdue'])
  })

  test('is not moved by what happens after it was closed', () => {
    const late = event('C', '2026-05-03T10:00', { ...chief, attrs: { extendDays: 4 } })
    expect(brief(judge(threeDays, [start, event('B', '2026-05-02T10:00'), late], '2026-05-10T00:00'))).toEqual(['TT-001 ok 2026-05-03 in-time'])
  })

  test('does not count the same act twice, and ignores a withdrawn one', () => {
    const twice = { docNo: '拘字1号' }
    const a1 = event('A', '2026-04-30T15:00', twice)
    const a2 = event('A', '2026-04-30T15:00', twice)
    expect(judge(threeDays, [a1, a2, event('B', '2026-05-01T10:00')], '2026-05-10T00:00')).toHaveLength(1)
    const closed = event('B', '2026-05-01T10:00')
    const gone = event('D', '2026-05-01T11:00', { retracts: closed.id })
    expect(brief(judge(threeDays, [start, closed, gone], '2026-05-04T12:00'))).toContain('TT-001 violation 2026-05-03 overdue')
  })
})

describe('an extension', () => {
  const extend = (at: string, more: Record<string, unknown>): ReturnType<typeof event> => event('C', at, more)

  test('granted in time continues from the end of the period', () => {
    const verdicts = judge(threeDays, [start, extend('2026-05-03T10:00', { ...chief, attrs: { extendDays: 4 } }), event('B', '2026-05-07T10:00')], '2026-05-10T00:00')
    expect(brief(verdicts)).toEqual(['TT-002 ok 2026-05-03 in-time', 'TT-001 ok 2026-05-07 in-time'])
  })

  test.each([
    ['after expiry', '2026-05-04T09:00', { ...chief, attrs: { extendDays: 4 } }, 'TT-002 violation 2026-05-03 late'],
    ['by too low a level', '2026-05-02T09:00', { actor: { level: '检察官' }, attrs: { extendDays: 4 } }, 'TT-002 violation 2026-05-03 wrong-level'],
    ['for too long', '2026-05-02T09:00', { ...chief, attrs: { extendDays: 5 } }, 'TT-002 violation 2026-05-03 void-extension'],
    ['without ground', '2026-05-02T09:00', { ...chief, attrs: { extendToDays: 30, ground: '其他' } }, 'TT-003 violation 2026-05-03 void-extension'],
  ])('%s has no effect and is a breach of its own', (_, at, more, expected) => {
    expect(brief(judge(threeDays, [start, extend(at, more), event('B', '2026-05-06T10:00')], '2026-05-10T00:00'))).toEqual([expected, 'TT-001 violation 2026-05-03 late'])
  })

  test('whose level is not recorded leaves the clock open only where it would matter', () => {
    const unknown = extend('2026-05-02T09:00', { attrs: { extendDays: 4 } })
    expect(brief(judge(threeDays, [start, unknown, event('B', '2026-05-03T10:00')], '2026-05-10T00:00'))).toEqual(['TT-002 not_evaluated 2026-05-03 missing-fact', 'TT-001 ok 2026-05-03 in-time'])
    expect(brief(judge(threeDays, [start, unknown, event('B', '2026-05-06T10:00')], '2026-05-10T00:00'))[1]).toBe('TT-001 not_evaluated 2026-05-03 missing-fact')
    expect(brief(judge(threeDays, [start, unknown, event('B', '2026-05-08T10:00')], '2026-05-10T00:00'))[1]).toBe('TT-001 violation 2026-05-03 late')
  })

  test('to a total counts from the start, with its ground', () => {
    const total = extend('2026-05-02T09:00', { ...chief, attrs: { extendToDays: 30, ground: '流窜' } })
    expect(brief(judge(threeDays, [start, total, event('B', '2026-05-30T10:00')], '2026-06-10T00:00'))).toEqual(['TT-003 ok 2026-05-03 in-time', 'TT-001 ok 2026-05-30 in-time'])
  })

  test('requested too late is a flaw, requested after expiry a breach', () => {
    expect(brief(judge(threeDays, [start, event('E', '2026-05-03T09:00'), event('B', '2026-05-03T10:00')], '2026-05-10T00:00'))[0]).toBe('TT-004 warning 2026-05-02 late-request')
    expect(brief(judge(threeDays, [start, event('E', '2026-05-04T09:00')], '2026-05-10T00:00'))[0]).toBe('TT-004 violation 2026-05-02 late')
  })
})

describe('an excluded interval', () => {
  const assess = (phase: string, at: string): ReturnType<typeof event> => event('D', at, { attrs: { phase, type: '精神病鉴定' } })

  test('pushes the end by its days, its first not counted', () => {
    const events = [start, assess('start', '2026-05-01T10:00'), assess('end', '2026-05-11T10:00'), event('B', '2026-05-13T10:00')]
    expect(brief(judge(threeDays, events, '2026-06-01T00:00'))).toEqual(['TT-001 ok 2026-05-13 in-time'])
  })

  test('counts once where intervals overlap', () => {
    const events = [start, assess('start', '2026-05-01T10:00'), assess('start', '2026-05-02T10:00'), assess('end', '2026-05-11T10:00'), event('B', '2026-05-13T10:00')]
    expect(brief(judge(threeDays, events, '2026-06-01T00:00'))).toEqual(['TT-001 ok 2026-05-13 in-time'])
  })

  test('stops the clock while it lasts, and comes too late after the end', () => {
    expect(brief(judge(threeDays, [start, assess('start', '2026-05-01T10:00')], '2026-06-01T00:00'))).toEqual(['TT-001 pending - paused'])
    expect(brief(judge(threeDays, [start, assess('start', '2026-05-04T10:00')], '2026-06-01T00:00'))).toEqual(['TT-001 violation 2026-05-03 overdue'])
  })

  test('of another kind does not count', () => {
    const events = [start, event('D', '2026-05-01T10:00', { attrs: { phase: 'start', type: '价格认定' } }), event('D', '2026-05-11T10:00', { attrs: { phase: 'end', type: '价格认定' } })]
    expect(brief(judge(threeDays, events, '2026-06-01T00:00'))).toEqual(['TT-001 violation 2026-05-03 overdue'])
  })
})

describe('persons', () => {
  test('have clocks of their own, and an act for the whole matter closes all of them', () => {
    const s1 = event('A', '2026-04-30T15:00', { subject: 'S1' })
    const s2 = event('A', '2026-05-02T15:00', { subject: 'S2' })
    const events = [s1, s2, event('B', '2026-05-02T16:00', { subject: 'S1' })]
    expect(brief(judge(threeDays, events, '2026-05-06T00:00'))).toEqual(['TT-001 ok 2026-05-03 in-time', 'TT-001 violation 2026-05-05 overdue'])
    expect(brief(judge(threeDays, [s1, s2, event('B', '2026-05-02T16:00')], '2026-05-06T00:00'))).toEqual(['TT-001 ok 2026-05-03 in-time', 'TT-001 ok 2026-05-05 in-time'])
  })
})

describe('a limit in hours', () => {
  const hours = load(`
- {id: TT-010, kind: limit, name: {zh: 十二小时, en: Twelve hours}, start: A, end: B, within: 12 h, basis: [程序规定 119]}
- {id: TT-011, kind: limit, name: {zh: 录入, en: Recording}, start: C, end: recording, within: 24 h, breach: warning, computation: exact, basis: [程序规定 1]}
`)
  const arrived = event('A', '2026-03-10T09:20')

  test.each([
    ['2026-03-10T21:20', 'ok', 'in-time'],
    ['2026-03-10T21:21', 'warning', 'grey-zone'],
    ['2026-03-10T22:00', 'warning', 'grey-zone'],
    ['2026-03-10T22:01', 'violation', 'late'],
  ])('is exact to the minute, with the rest of the started hour as grey zone: %s', (at, outcome, reason) => {
    expect(brief(judge(hours, [arrived, event('B', at)], '2026-03-12T00:00'))).toEqual([`TT-010 ${outcome} 2026-03-10T21:20:00+08:00 ${reason}`])
  })

  test('is not evaluated where only the day is known', () => {
    expect(brief(judge(hours, [event('A', '2026-03-10'), event('B', '2026-03-10T22:01')], '2026-03-12T00:00'))).toEqual(['TT-010 not_evaluated - missing-fact'])
  })

  test('measures how late an act was recorded, where that is known', () => {
    const recorded = (recordedAt: string): string[] => brief(judge(hours, [event('C', '2026-03-10T09:20', { recordedAt })], '2026-03-20T00:00')).filter((line) => line.startsWith('TT-011'))
    expect(recorded('2026-03-11T09:20:00+08:00')).toEqual(['TT-011 ok 2026-03-11T09:20:00+08:00 in-time'])
    expect(recorded('2026-03-11T09:21:00+08:00')).toEqual(['TT-011 warning 2026-03-11T09:20:00+08:00 late'])
  })
})

describe('the last day', () => {
  const byRoll = (rollOver: string, within = '5 d'): ReturnType<typeof load> => load(`- {id: TT-020, kind: limit, name: {zh: 顺延, en: Rolling}, start: A, end: B, within: ${within}, rollOver: ${rollOver}, basis: [程序规定 105]}`)
  // 2026-09-28 plus five days is 3 October, in the holiday that ends on the 7th
  const begun = (attrs: Record<string, unknown> = {}): ReturnType<typeof event> => event('A', '2026-09-28T10:00', { attrs })
  const judged = (mode: string, closed: string, attrs: Record<string, unknown> = {}): string[] => brief(judge(byRoll(mode), [begun(attrs), event('B', closed)], '2026-12-01T00:00'))

  test('rolls over to the next working day', () => {
    expect(judged('next', '2026-10-08T10:00')).toEqual(['TT-020 ok 2026-10-08 in-time'])
    expect(judged('next', '2026-10-09T10:00')).toEqual(['TT-020 violation 2026-10-08 late'])
  })

  test('does not roll in custody, and is not guessed where custody is unknown and matters', () => {
    expect(judged('custody', '2026-10-08T10:00', { custody: true })).toEqual(['TT-020 violation 2026-10-03 late'])
    expect(judged('custody', '2026-10-08T10:00', { custody: false })).toEqual(['TT-020 ok 2026-10-08 in-time'])
    expect(judged('custody', '2026-10-08T10:00')).toEqual(['TT-020 not_evaluated 2026-10-03 missing-fact'])
    expect(judged('custody', '2026-10-03T10:00')).toEqual(['TT-020 ok 2026-10-03 in-time'])
    expect(judged('custody', '2026-10-09T10:00')).toEqual(['TT-020 violation 2026-10-03 late'])
  })

  test('has two readings where the law does', () => {
    expect(judged('readings', '2026-10-08T10:00')).toEqual(['TT-020 warning 2026-10-03 grey-zone'])
    expect(judged('readings', '2026-10-09T10:00')).toEqual(['TT-020 violation 2026-10-03 late'])
  })

  test('of a month that starts on a month end has two readings in criminal procedure', () => {
    const month = byRoll('none', '1 mo')
    const from = event('A', '2026-02-28T10:00')
    expect(brief(judge(month, [from, event('B', '2026-03-28T10:00')], '2026-12-01T00:00'))).toEqual(['TT-020 ok 2026-03-28 in-time'])
    expect(brief(judge(month, [from, event('B', '2026-03-31T10:00')], '2026-12-01T00:00'))).toEqual(['TT-020 warning 2026-03-28 grey-zone'])
    expect(brief(judge(month, [from, event('B', '2026-04-01T10:00')], '2026-12-01T00:00'))).toEqual(['TT-020 violation 2026-03-28 late'])
  })

  test('in a year without calendar is certain until it has passed, and not guessed after', () => {
    const next = byRoll('next')
    const from = event('A', '2026-12-30T10:00')
    expect(brief(judge(next, [from], '2026-12-31T10:00'))).toEqual(['TT-020 pending 2027-01-04 running'])
    expect(brief(judge(next, [from, event('B', '2027-01-05T10:00')], '2027-02-01T10:00'))).toEqual(['TT-020 not_evaluated 2027-01-04 no-calendar'])
  })
})

describe('working days', () => {
  const working = load(`- {id: TT-030, kind: limit, name: {zh: 五日, en: Five days}, start: A, end: B, within: 5 d, computation: penal, basis: [程序规定 85]}`)

  test('are counted where the law counts that number in working days, make-up days included', () => {
    expect(brief(judge(working, [event('A', '2026-09-29T10:00'), event('B', '2026-10-12T16:00')], '2026-12-01T00:00'))).toEqual(['TT-030 ok 2026-10-12 in-time'])
  })
})

describe('branches', () => {
  const branched = load(`
- id: TT-040
  kind: limit
  name: {zh: 审查, en: Review}
  start: A
  end: [B, {node: C, where: {act: 提请}}]
  rollOver: none
  branches:
    - {when: {procedure: 速裁}, within: 10 d}
    - {when: {procedure: 普通}, within: 1 mo}
  basis: [程序规定 172]
`)

  test('choose the period by the facts, and are not evaluated without them', () => {
    const closed = event('B', '2026-03-15T10:00')
    const from = (attrs: Record<string, unknown>): ReturnType<typeof event> => event('A', '2026-03-02T10:00', { attrs })
    expect(brief(judge(branched, [from({ procedure: '速裁' }), closed], '2026-12-01T00:00'))).toEqual(['TT-040 violation 2026-03-12 late'])
    expect(brief(judge(branched, [from({ procedure: '普通' }), closed], '2026-12-01T00:00'))).toEqual(['TT-040 ok 2026-04-02 in-time'])
    const [verdict] = judge(branched, [from({}), closed], '2026-12-01T00:00')
    expect(verdict).toMatchObject({ outcome: 'not_evaluated', reason: 'missing-fact', detail: 'procedure' })
  })

  test('an act that may or may not have closed the clock is not guessed', () => {
    const from = event('A', '2026-03-02T10:00', { attrs: { procedure: '普通' } })
    expect(brief(judge(branched, [from, event('C', '2026-03-15T10:00', { attrs: { act: '签发' } })], '2026-05-01T00:00'))).toEqual(['TT-040 violation 2026-04-02 overdue'])
    expect(brief(judge(branched, [from, event('C', '2026-03-15T10:00')], '2026-05-01T00:00'))).toEqual(['TT-040 not_evaluated 2026-04-02 missing-fact'])
  })
})

describe('resets and rights', () => {
  const both = load(`
- {id: TT-050, kind: limit, name: {zh: 重算, en: Anew}, start: A, end: B, within: 1 mo, rollOver: none, resets: [{event: C, name: {zh: 并案, en: Joined}, basis: [程序规定 3]}], basis: [程序规定 2]}
- {id: TT-051, kind: limit, name: {zh: 上诉, en: Appeal}, start: D, end: E, within: 10 d, right: true, basis: [程序规定 230]}
`)

  test('a reset starts the same clock anew', () => {
    expect(brief(judge(both, [event('A', '2026-03-02T10:00'), event('C', '2026-03-25T10:00'), event('B', '2026-04-24T10:00')], '2026-06-01T00:00'))).toEqual(['TT-050 ok 2026-04-25 in-time'])
  })

  test('a right runs, lapses without breach, and can be used too late', () => {
    const told = event('D', '2026-03-02T10:00')
    expect(brief(judge(both, [told], '2026-03-03T00:00'))).toEqual(['TT-051 pending 2026-03-12 running'])
    expect(brief(judge(both, [told], '2026-04-03T00:00'))).toEqual([])
    expect(brief(judge(both, [told, event('E', '2026-03-13T10:00')], '2026-04-03T00:00'))).toEqual(['TT-051 violation 2026-03-12 late'])
  })

  test('a right used without its start recorded is not evaluated; used before its start it was used in time', () => {
    expect(brief(judge(both, [event('E', '2026-03-13T10:00')], '2026-04-03T00:00'))).toEqual(['TT-051 not_evaluated - no-record'])
    expect(brief(judge(both, [event('E', '2026-03-01T10:00'), event('D', '2026-03-02T10:00')], '2026-04-03T00:00'))).toEqual(['TT-051 ok 2026-03-12 in-time'])
  })
})

describe('a statutory excuse', () => {
  const excused = load(`
- id: TT-055
  kind: limit
  name: {zh: 通知, en: Notice}
  start: A
  end: B
  within: 24 h
  basis: [程序规定 2]
  excused: [{when: {ground: {is: 无法通知, else: false}}, name: {zh: 无法通知, en: Notice was impossible}, basis: [程序规定 3]}]
`)
  const notice = (attrs: Record<string, unknown>): string[] => brief(judge(excused, [event('A', '2026-03-02T10:00'), event('B', '2026-03-04T10:00', { attrs })], '2026-06-01T00:00'))

  test('makes a late act lawful, and only with that ground', () => {
    expect(notice({ ground: '无法通知' })).toEqual(['TT-055 ok 2026-03-03T10:00:00+08:00 excused'])
    expect(notice({ ground: '其他' })).toEqual(['TT-055 violation 2026-03-03T10:00:00+08:00 late'])
    expect(notice({})).toEqual(['TT-055 violation 2026-03-03T10:00:00+08:00 late'])
  })
})

describe('law versions', () => {
  const dated = load(`
- id: TT-060
  kind: limit
  name: {zh: 新旧法, en: Old and new}
  start: A
  end: B
  rollOver: none
  versions:
    - {within: 30 d, basis: [诉讼法 99], inForce: {from: 2018-01-01, to: 2026-07-01}}
    - {within: 20 d, basis: [诉讼法 118], inForce: {from: 2026-07-01}}
`.replace('versions', 'basis: [诉讼法 99]\n  versions'))

  test('the law in force on the day of the act decides, and is cited', () => {
    const judgedOn = (at: string): string => {
      const [verdict] = judge(dated, [event('A', at)], '2026-12-01T00:00')
      return `${verdict?.due} ${verdict?.basis[0]?.article} ${verdict?.basis[0]?.version} ${verdict?.id.split(':')[0]}`
    }
    expect(judgedOn('2026-06-30T10:00')).toBe('2026-07-30 99 2018-01-01 TT-060@2018-01-01')
    expect(judgedOn('2026-07-01T10:00')).toBe('2026-07-21 118 2026-07-01 TT-060@2026-07-01')
  })

  test('acts before the first version that is loaded are not evaluated', () => {
    expect(brief(judge(dated, [event('A', '2017-06-30T10:00')], '2026-12-01T00:00'))).toEqual(['TT-060 not_evaluated - no-law-version'])
  })
})
