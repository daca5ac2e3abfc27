/** Internal flows: what loads, where a matter stands, who may act, what a form takes. */
import { describe, expect, test } from 'vitest'
import type { Actor } from '@hengjian/contracts'
import type { ChainEvent } from '@hengjian/engine'
import { loadCatalogue } from '@hengjian/engine'
import { CodedError } from '../problem.ts'
import { loadCatalogueFrom } from '../catalogue-files.ts'
import { testFiles } from '../store/testing.ts'
import { readForm } from './form.ts'
import { loadFlows } from './load.ts'
import { lintFlows } from './open.ts'
import type { Flow } from './definition.ts'
import { actingAs, beginnings, flowsShown, permittedActions } from './permitted.ts'
import { standingOf } from './standing.ts'
import { eventOfStep } from './write.ts'

const folder = new URL('../../../../catalog', import.meta.url).pathname
const { catalogue, files } = await loadCatalogueFrom(folder, undefined, { internal: true })
if (catalogue === null) throw new Error('the catalogue does not load')
const { flows, problems } = await lintFlows(folder, catalogue, files)
const finding = flows.find(({ code }) => code === 'FND') as Flow

const person = (id: string, role: string, path: string | null = 'jl.cc.ca', agency = 'police'): Actor => ({
  kind: 'person',
  id,
  name: id,
  roles: [role],
  permissions: new Set(),
  org: path === null ? null : { id: path, path, agency, name: path },
  session: null,
})
const manager = person('M1', 'case-manager')
const officer = person('O1', 'case-officer')
const head = person('H1', 'division-head')
const committee = person('C1', 'committee-supervisor', 'jl', 'committee')

type Taken = readonly [node: string, by: string, act?: string | null, attrs?: Record<string, unknown>]

/** The events of a finding that took these steps, one hour after the other. */
function history(...steps: Taken[]): ChainEvent[] {
  const events: ChainEvent[] = []
  for (const [node, by, act = null, attrs = {}] of steps) {
    const step = { chain: 'finding:1', node, act, attrs, actor: { id: by } }
    events.push(eventOfStep(catalogue as NonNullable<typeof catalogue>, step, events, Date.parse('2026-03-02T08:00:00+08:00') + events.length * 3_600_000))
  }
  return events
}
const opened = ['FND-N01', 'hengjian', null, { unit: 'jl.cc.ca', unitPath: 'jl.cc.ca' }] as const
const dispatched = ['FND-N02', 'M1', null, { assignee: 'O1' }] as const
const may = (events: ChainEvent[], actor: Actor): string[] => permittedActions(finding, events, actor).map(({ node, act }) => (act === null ? node : `${node}[${act}]`))

describe('the flows of the platform', () => {
  test('load without a problem', () => {
    expect(problems).toEqual([])
    expect(flows.map(({ code }) => code)).toContain('FND')
  })

  test('do not count as supervised by law', async () => {
    const { catalogue: law } = await loadCatalogueFrom(folder)
    expect(law?.flows.some(({ internal }) => internal !== undefined)).toBe(false)
    expect(law?.nodes.has('FND-N01')).toBe(false)
  })

  test('cite rules of the platform, never a law, for their deadlines', () => {
    const own = catalogue.rules.filter(({ internal, kind }) => internal && kind === 'limit')
    expect(own.length).toBeGreaterThanOrEqual(10)
    expect(new Set(own.flatMap(({ basis }) => basis.map(({ law }) => law)))).toEqual(new Set(['平台办理规则']))
  })
})

describe('the linter', () => {
  const flow = (nodes: string): string => `flow: X\nchain: x\nname: { zh: 甲, en: X }\nagency: committee\ndefaults: { computation: plain, per: chain, inForce: { from: "2018-10-26" } }\nnodes:\n${nodes}rules: []\n`
  const first = '  - { code: X-1, name: { zh: 一, en: One }, acts: [是], next: [X-2], work: { by: [{ roles: [clerk] }] } }\n'
  const lint = (nodes: string): string[] => {
    const source = { ...testFiles(), 'internal/flows/x.yaml': flow(nodes) }
    const loaded = loadCatalogue(source, { internal: true })
    if (loaded.catalogue === null) return loaded.problems.map(({ line, code }) => `${line} ${code}`)
    return loadFlows(source, loaded.catalogue, { roles: new Set(['clerk']), documents: new Set() }).problems.map(({ file, line, code, message }) => `${file}:${line} ${code} ${message.en}`)
  }

  test.each([
    ['a role', '{ by: [{ roles: [nobody] }] }', 'There is no role "nobody"'],
    ['a node that follows', '{ by: [{ roles: [clerk] }], next: { 否: [X-9] } }', 'The flow X has no node "X-9"'],
    ['a field', '{ by: [{ roles: [clerk] }], assigns: who }', 'The form of X-2 has no field "who"'],
    ['a document', '{ by: [{ roles: [clerk] }], document: letter }', 'There is no document template "letter"'],
    ['whoever acts', '{ ends: true }', 'The node X-2 does not say who may act (by)'],
  ])('names %s that is not there, with file and line', (_, work, message) => {
    const found = lint(`${first}  - { code: X-2, name: { zh: 二, en: Two }, acts: [否], work: ${work} }\n`)
    expect(found).toEqual([`internal/flows/x.yaml:8 HJ-CAT-032 ${message}`])
  })

  test('names the node and the act that would let an act pass, where they are not there', () => {
    const nodes = `${first}  - { code: X-2, name: { zh: 二, en: Two }, acts: [否], work: { by: [{ roles: [clerk] }] } }\n`
    const within = (overrides: string): string[] => {
      const source = { ...testFiles(), 'internal/flows/x.yaml': flow(nodes).replace('nodes:', `work: { overrides: ${overrides} }\nnodes:`) }
      const { catalogue } = loadCatalogue(source, { internal: true })
      return catalogue === null ? ['not loaded'] : loadFlows(source, catalogue, { roles: new Set(['clerk']), documents: new Set() }).problems.map(({ line, code, message }) => `${line} ${code} ${message.en}`)
    }
    expect(within('{ node: X-2, grants: 否, within: 4 h }')).toEqual([])
    expect(within('{ node: X-9, grants: 否, within: 4 h }')).toEqual(['6 HJ-CAT-032 The flow X has no node "X-9"'])
    expect(within('{ node: X-2, grants: 是, within: 4 h }')).toEqual(['6 HJ-CAT-032 The node X-2 has no act "是"'])
    expect(within('{ node: X-2, grants: 否, within: 4 d }').join()).toContain('HJ-CAT-004')
  })

  test('names a step that nothing leads to', () => {
    expect(lint(`${first.replace('[X-2]', '[]')}  - { code: X-2, name: { zh: 二, en: Two }, work: { by: [{ roles: [clerk] }] } }\n`)).toEqual(['internal/flows/x.yaml:8 HJ-CAT-032 No step leads to the node X-2'])
  })

  test('refuses a word that it does not know', () => {
    expect(lint(`${first}  - { code: X-2, name: { zh: 二, en: Two }, work: { bye: [] } }\n`).join()).toContain('HJ-CAT-003')
  })
})

describe('where a finding stands', () => {
  test('each step opens the next, and the act decides between two ways', () => {
    expect(standingOf(finding, history(opened)).open).toEqual(['FND-N02'])
    const received = history(opened, dispatched, ['FND-N03', 'O1'])
    expect(standingOf(finding, received)).toMatchObject({ open: ['FND-N04'], assigned: 'O1', ended: false })
    expect(standingOf(finding, history(opened, dispatched, ['FND-N03', 'O1'], ['FND-N04', 'O1', '属实'])).open).toEqual(['FND-N05'])
    expect(standingOf(finding, history(opened, dispatched, ['FND-N03', 'O1'], ['FND-N04', 'O1', '不属实'])).open).toEqual(['FND-N06'])
  })

  test('an objection stands beside the course; where it is accepted the result is reviewed', () => {
    const objected = [opened, dispatched, ['FND-N03', 'O1'], ['FND-N09', 'O1']] as const
    expect(standingOf(finding, history(...objected))).toMatchObject({ open: ['FND-N04'], waiting: ['FND-N09'] })
    expect(standingOf(finding, history(...objected, ['FND-N10', 'H1', '维持']))).toMatchObject({ open: ['FND-N04'], waiting: [] })
    expect(standingOf(finding, history(...objected, ['FND-N10', 'H1', '采纳']))).toMatchObject({ open: ['FND-N07'], waiting: [] })
  })

  test('closing ends it; a verdict that stands again opens it again', () => {
    const closed = [opened, dispatched, ['FND-N03', 'O1'], ['FND-N04', 'O1', '属实'], ['FND-N05', 'O1'], ['FND-N07', 'M2', '通过'], ['FND-N08', 'H1']] as const
    expect(standingOf(finding, history(...closed))).toMatchObject({ open: [], ended: true })
    expect(standingOf(finding, history(...closed, ['FND-N16', 'hengjian', '再次成立']))).toMatchObject({ open: ['FND-N02'], ended: false })
  })
})

describe('who may act', () => {
  test('the manager of the unit dispatches; one of another unit and an officer do not', () => {
    expect(may(history(opened), manager)).toContain('FND-N02')
    expect(may(history(opened), person('M9', 'case-manager', 'jl.sp.ca'))).toEqual([])
    expect(may(history(opened), officer)).toEqual([])
    expect(may(history(opened), committee)).toContain('FND-N02')
  })

  test('only the person who was named signs for it and checks it', () => {
    expect(may(history(opened, dispatched), officer)).toEqual(['FND-N03'])
    expect(may(history(opened, dispatched), person('O2', 'case-officer'))).toEqual([])
    expect(may(history(opened, dispatched, ['FND-N03', 'O1']), officer)).toEqual(['FND-N04[属实]', 'FND-N04[不属实]', 'FND-N09'])
  })

  test('who heads a department acts for its agency; an officer of the department, and the head of another agency, do not', () => {
    const below = person('H2', 'division-head', 'jl.cc.ca.d1')
    expect(may(history(opened), below)).toEqual(['FND-N02', 'FND-N14'])
    expect(may(history(opened), person('O2', 'case-officer', 'jl.cc.ca.d1'))).toEqual([])
    expect(may(history(opened), person('H3', 'division-head', 'jl.cc.cab.d1'))).toEqual([])
    expect(may(history(opened), person('L2', 'agency-leader', 'jl.cc.ca.d1'))).toEqual([])
  })

  test('from warning to closed, each step is that of one of the people', () => {
    const cast = { manager, officer: person('O1', 'case-officer', 'jl.cc.ca.d1'), head: person('H1', 'division-head', 'jl.cc.ca.d1'), leader: person('L1', 'agency-leader'), committee: person('C1', 'committee-supervisor', 'jl.zfw.d1', 'committee') }
    const course: [keyof typeof cast, string, (string | null)?][] = [
      ['manager', 'FND-N02'],
      ['officer', 'FND-N03'],
      ['officer', 'FND-N09'],
      ['leader', 'FND-N10', '维持'],
      ['officer', 'FND-N04', '属实'],
      ['officer', 'FND-N05'],
      ['head', 'FND-N07', '退回'],
      ['officer', 'FND-N05'],
      ['committee', 'FND-N12', '挂牌督办'],
      ['officer', 'FND-N13'],
      ['head', 'FND-N07', '通过'],
      ['leader', 'FND-N08'],
    ]
    const taken: Taken[] = [opened]
    for (const [who, node, act = null] of course) {
      expect(may(history(...taken), cast[who])).toContain(act === null ? node : `${node}[${act}]`)
      taken.push([node, cast[who].id, act, node === 'FND-N02' ? { assignee: 'O1' } : {}])
    }
    expect(standingOf(finding, history(...taken))).toMatchObject({ open: [], ended: true })
  })

  test('whoever took the last step does not review it', () => {
    const done = history(opened, dispatched, ['FND-N03', 'O1'], ['FND-N04', 'O1', '属实'], ['FND-N05', 'M1'])
    expect(may(done, manager)).not.toContain('FND-N07[通过]')
    expect(may(done, person('M2', 'case-manager'))).toContain('FND-N07[通过]')
  })

  test('after an escalation the level above may act too, and before it may not', () => {
    const above = person('A1', 'case-manager', 'jl.cc')
    expect(may(history(opened), above)).toEqual([])
    expect(may(history(opened, ['FND-N11', 'hengjian']), above)).toContain('FND-N02')
    expect(may(history(opened, ['FND-N11', 'hengjian']), person('A2', 'case-manager', 'jl'))).toEqual([])
  })

  test('above an agency is the one that its first event names, each escalation one further', () => {
    const known = ['FND-N01', 'hengjian', null, { unit: 'ga', unitPath: 'jl.cc.ca.ga', above: 'jl.cc.ga jl.zf' }] as const
    const city = person('A1', 'case-manager', 'jl.cc.ga.fz')
    const up = ['FND-N11', 'hengjian'] as const
    expect(may(history(known), city)).toEqual([])
    expect(may(history(known, up), city)).toContain('FND-N02')
    expect(may(history(known, up), person('A2', 'case-manager', 'jl.zf'))).toEqual([])
    expect(may(history(known, up, up), person('A2', 'case-manager', 'jl.zf'))).toContain('FND-N02')
    expect(may(history(known), person('A3', 'agency-leader', 'jl.cc.ga'))).toContain('FND-N12[挂牌督办]')
    expect(may(history(known), person('A4', 'agency-leader', 'jl.cc.gab'))).toEqual([])
  })

  test('a leader above supervises, the own leader does not', () => {
    expect(may(history(opened), person('L1', 'agency-leader', 'jl.cc'))).toEqual(['FND-N12[挂牌督办]', 'FND-N12[特派督导]', 'FND-N12[重点督查]'])
    expect(may(history(opened), person('L2', 'agency-leader'))).toEqual([])
  })

  test('a path that only begins alike is not above', () => {
    expect(may(history(opened), person('L3', 'agency-leader', 'jl.c'))).toEqual([])
  })

  test('nobody but the platform takes its steps, whoever asks; a client takes none', () => {
    const local: Actor = { kind: 'local', id: 'local', name: '本机', roles: [], permissions: new Set(), org: null, session: null }
    expect(may(history(opened), local).filter((node) => ['FND-N01', 'FND-N11', 'FND-N15'].includes(node) || node.startsWith('FND-N16'))).toEqual([])
    expect(may(history(opened), local)).toContain('FND-N02')
    expect(may(history(opened), { ...committee, kind: 'client' })).toEqual([])
    expect(beginnings(finding, local)).toEqual([])
  })

  test('nothing may be done once it is closed', () => {
    const closed = history(opened, dispatched, ['FND-N14', 'M1', null, { into: 'finding:2' }])
    for (const actor of [manager, officer, head, committee]) expect(may(closed, actor)).toEqual([])
  })
})

describe('a form', () => {
  const form = finding.node('FND-N05')?.form ?? null
  const problem = (given: Record<string, unknown>): string => {
    try {
      readForm(form, given)
      return ''
    } catch (error) {
      return error instanceof CodedError ? `${error.code} ${error.detail}` : String(error)
    }
  }

  test('takes what it asks for, trimmed', () => {
    expect(readForm(form, { cause: '工作疏忽', measures: ' 已补正 ', doneOn: '' })).toEqual({ cause: '工作疏忽', measures: '已补正' })
  })

  test.each([
    [{ cause: '工作疏忽' }, '整改措施和结果'],
    [{ cause: '别的', measures: '已补正' }, '原因'],
    [{ cause: '其他', measures: '已补正', doneOn: '2026-02-30' }, '完成日期'],
    [{ cause: '其他', measures: 7 }, '整改措施和结果'],
    [{ cause: '其他', measures: '已补正', unitPath: 'jl' }, 'unitPath'],
    [{ cause: '其他', measures: '已补正', __proto__: null, constructor: 'x' }, 'constructor'],
  ])('refuses %j', (given, named) => {
    expect(problem(given)).toBe(`HJ-FLO-003 ${named}`)
  })
})

describe('a substitute', () => {
  const org = (path: string, agency: string): NonNullable<Actor['org']> => ({ id: path, path, agency, name: path })
  const standIn = (role: string, path: string, agency: string): Actor => ({ ...officer, id: 'S1', roles: ['case-officer', role], posts: [{ role: 'case-officer', unit: 'jl.cc.ka', org: org('jl.cc.ka', 'police') }, { role, unit: path, org: org(path, agency) }] })

  test('has the roles of an absent colleague of another agency there, and not in the own one', () => {
    expect(may(history(opened), standIn('case-manager', 'jl.cc.ca', 'police'))).toContain('FND-N02')
    // a case manager elsewhere is none here
    expect(may(history(opened), { ...standIn('case-manager', 'jl.cc.kb', 'police'), org: org('jl.cc.ca', 'police') })).not.toContain('FND-N02')
  })

  test('acts from the seat that permits it', () => {
    const acting = actingAs(finding.node('FND-N02'), standingOf(finding, history(opened)), standIn('case-manager', 'jl.cc.ca', 'police'))
    expect([acting.roles, acting.org?.id]).toEqual([['case-manager'], 'jl.cc.ca'])
  })
})

describe('who looks at others', () => {
  const others = history(opened, dispatched, ['FND-N03', 'O1'])
  const prosecutor = (path: string) => person('P1', 'case-officer', path, 'procuratorate')

  test('a prosecutor makes a suggestion to another agency, never to the own one; the committee makes none', () => {
    expect(may(others, prosecutor('jl.cc.jc'))).toEqual(['FND-N17'])
    const own = history(['FND-N01', 'hengjian', null, { unit: 'jl.cc.jc', unitPath: 'jl.cc.jc' }], dispatched)
    expect(may(own, prosecutor('jl.cc.jc.one'))).toEqual([])
    expect(may(others, committee)).not.toContain('FND-N17')
    expect(may(others, person('J1', 'case-officer', 'jl.cc.fy', 'court'))).toEqual([])
  })

  test('an inspector sends a supervisor or inspects, and lists nothing for supervision', () => {
    expect(may(others, person('I1', 'inspector', 'jl.jw', 'others'))).toEqual(['FND-N12[特派督导]', 'FND-N12[重点督查]'])
    expect(may(others, committee).filter((act) => act.startsWith('FND-N12'))).toHaveLength(3)
  })

  test('see warnings because the flow says so, by their agency or their role', () => {
    const seen = (actor: Actor): boolean => flowsShown(flows, actor).includes(finding)
    expect([prosecutor('jl.cc.jc'), person('I1', 'inspector', 'jl.jw', 'others')].map(seen)).toEqual([true, true])
    expect([officer, manager, person('J1', 'case-officer', 'jl.cc.fy', 'court'), person('R1', 'third-party-caller', 'jl.hf', 'others')].map(seen)).toEqual([false, false, false, false])
  })

  test('acts and roles that do not exist are found when the flow loads', () => {
    const path = 'internal/flows/FND-findings.yaml'
    const text = files[path] ?? ''
    const broken = text.replace('acts: [特派督导, 重点督查] }', 'acts: [特派督导, 督察] }').replace('- { roles: [inspector] }', '- { roles: [inspectors] }')
    const told = loadFlows({ ...files, [path]: broken }, catalogue, { roles: new Set(['inspector', 'case-officer', 'case-manager', 'division-head', 'agency-leader', 'committee-supervisor', 'reviewer']), documents: new Set(['supervision-notice', 'rectification-notice', 'supervision-letter', 'procuratorial-suggestion']) }).problems.map(({ message }) => message.zh).filter((zh) => /督察|inspectors/.test(zh))
    expect(told).toEqual(['没有角色“inspectors”', '节点 FND-N12 没有“督察”这一行为'])
  })
})
