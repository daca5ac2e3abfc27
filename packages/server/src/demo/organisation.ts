/**
 * Organisations and people of the invented province, as files that `hengjian people import` takes: every agency of
 * `province.ts` with its departments and officers, the committees, and one person for each role to sign in as.
 */
import { inventName } from './people.ts'
import type { Agency, Body } from './province.ts'
import { places, province, superiors } from './province.ts'
import { Random } from './random.ts'

const kindOf: Record<Body, string> = { police: 'police', procuratorate: 'procuratorate', court: 'court', prison: 'prison', justice: 'justice', government: 'others', petitions: 'others' }
const SINCE = '2020-01-01'

const idOf = ({ source, code }: Agency): string => `${source.split('/')[0] ?? ''}${code}`
const two = (n: number): string => String(n).padStart(2, '0')

interface Unit {
  code: string
  parent: string
  kind: 'place' | 'agency' | 'department'
  agency: string
  place: string
  name: string
}

interface Post {
  id: string
  name: string
  unit: string
  role: string
  title: string
  clearance?: string
}

const committee = 'zfw220000'
const rooms = ['执法监督室', '案件评查室', '信息中心', '安全管理室', '审计室'] as const

/** Every agency once, in the order of the places. */
function agencies(): Agency[] {
  const all = places().flatMap((county) => [county.grave.appealCourt, county.appealCourt, county.prison, county.police, county.procuratorate, county.court, county.justice, county.government, county.petitions])
  return [...new Map([...superiors(), ...all].map((agency) => [idOf(agency), agency])).values()]
}

/** The same kind of agency one place above; the place itself where there is none. */
function parentOf({ code, source }: Agency, known: ReadonlySet<string>): string {
  const above = `${source.split('/')[0] ?? ''}${(code.endsWith('00') ? province.code : code.slice(0, 4)).padEnd(6, '0')}`
  return known.has(above) && !above.endsWith(code) ? above : at(code)
}

const at = (code: string): string => code.replace(/(00)+$/, '')

function units(): Unit[] {
  const place = (code: string, parent: string, name: string): Unit => ({ code, parent, kind: 'place', agency: '', place: code, name })
  const committees = (code: string, name: string): Unit => ({ code: `zfw${code.padEnd(6, '0')}`, parent: code, kind: 'agency', agency: 'committee', place: code, name: `${name}委政法委` })
  const bodies = province.prefectures.flatMap(({ code, name, counties }) => [place(code, province.code, name), committees(code, name), ...counties.flatMap((county) => [place(county.code, code, county.name), committees(county.code, county.name)])])
  const others: Unit[] = [
    { code: committee, parent: province.code, kind: 'agency', agency: 'committee', place: province.code, name: '省委政法委' },
    ...rooms.map((room, i): Unit => ({ code: `${committee}-${two(i + 1)}`, parent: committee, kind: 'department', agency: '', place: province.code, name: `省委政法委${room}` })),
    { code: 'jw220000', parent: province.code, kind: 'agency', agency: 'others', place: province.code, name: '省纪委监委' },
    { code: 'hf220000', parent: province.code, kind: 'agency', agency: 'others', place: province.code, name: '第三方回访机构' },
  ]
  const known = new Set(agencies().map(idOf))
  const ofAgencies = agencies().flatMap((agency): Unit[] => [
    { code: idOf(agency), parent: parentOf(agency, known), kind: 'agency', agency: kindOf[agency.body], place: at(agency.code), name: agency.name },
    ...agency.units.map((name, i): Unit => ({ code: `${idOf(agency)}-${two(i + 1)}`, parent: idOf(agency), kind: 'department', agency: '', place: at(agency.code), name })),
  ])
  return [place(province.code, '', '省'), ...bodies, ...others, ...ofAgencies]
}

/** The first officer leads the agency, the second its first department, the others handle cases. */
function posts(): Post[] {
  return agencies().flatMap((agency) => {
    const department = (i: number): string => `${idOf(agency)}-${two((i % agency.units.length) + 1)}`
    const officers = agency.officers.map(({ id, name, role: title }, i): Post => ({ id, name, unit: i === 0 ? idOf(agency) : department(i === 1 ? 0 : i), role: i === 0 ? 'agency-leader' : i === 1 ? 'division-head' : 'case-officer', title, ...(i === 0 ? { clearance: '机密' } : {}) }))
    return [...officers, { id: `${idOf(agency)}-1101`, name: inventName(new Random(Number(agency.code), agency.source.charCodeAt(1))), unit: idOf(agency), role: 'case-manager', title: '案管人员' }]
  })
}

/** People of the province's own bodies. */
function provincial(): Post[] {
  const random = new Random(Number(province.code), 7)
  const post = (id: string, unit: string, role: string, title: string): Post => ({ id, name: inventName(random), unit, role, title })
  return [
    { ...post('zfw220000-1001', `${committee}-01`, 'committee-supervisor', '执法监督室主任'), clearance: '绝密' },
    post('zfw220000-1002', `${committee}-02`, 'reviewer', '评查员'),
    post('jw220000-1001', 'jw220000', 'inspector', '纪检监察干部'),
    post('hf220000-1001', 'hf220000', 'third-party-caller', '回访员'),
    post('zfw220000-1003', `${committee}-05`, 'auditor', '审计员'),
    post('zfw220000-1004', `${committee}-03`, 'system-administrator', '系统管理员'),
    post('zfw220000-1005', `${committee}-04`, 'security-administrator', '安全管理员'),
    post('zfw220000-1006', `${committee}-05`, 'audit-administrator', '审计管理员'),
  ]
}

/** Nothing that the demo writes needs quoting. */
const csv = (rows: readonly object[]): string => [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row) as string[])].map((cells) => cells.join(',')).join('\n')

export const demoUnitsFile = (): string => csv(units())
export const demoPeopleFile = (): string => csv([...provincial(), ...posts()].map(({ clearance = '', ...post }) => ({ ...post, since: SINCE, clearance })))

/** Who can be chosen at a press, and the program that may push events. Officer, case manager, head and leader of one police agency carry a warning to its end; the leader of the city's police is above them. */
export const demoCast = {
  people: [
    { account: 'demo-police-officer', person: 'ga220104-1003' },
    { account: 'demo-prosecutor', person: 'jc220104-1003' },
    { account: 'demo-judge', person: 'fy220104-1003' },
    { account: 'demo-prison-officer', person: 'jy220100-1003' },
    { account: 'demo-justice-officer', person: 'sf220104-1003' },
    { account: 'demo-case-manager', person: 'ga220104-1101' },
    { account: 'demo-division-head', person: 'ga220104-1002' },
    { account: 'demo-agency-leader', person: 'ga220104-1001' },
    { account: 'demo-city-leader', person: 'ga220100-1001' },
    { account: 'demo-committee', person: 'zfw220000-1001' },
    { account: 'demo-reviewer', person: 'zfw220000-1002' },
    { account: 'demo-inspector', person: 'jw220000-1001' },
    { account: 'demo-caller', person: 'hf220000-1001' },
    { account: 'demo-auditor', person: 'zfw220000-1003' },
    { account: 'demo-system', person: 'zfw220000-1004' },
    { account: 'demo-security', person: 'zfw220000-1005' },
    { account: 'demo-audit', person: 'zfw220000-1006' },
  ],
  client: { id: 'demo-source', name: '演示来源系统', scopes: ['events.push', 'events.precheck', 'overrides.request', 'overrides.read', 'matters.read', 'worklist.read', 'catalogue.read'] },
} as const
