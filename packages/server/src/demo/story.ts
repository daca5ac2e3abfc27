/** How one criminal matter goes, from the report to the execution of the judgment. What lies after `asOf` is cut off later. */
import { aftermath } from './appeal.ts'
import { requestArrest } from './arrest.ts'
import { DAY, HOUR, MINUTE } from './clock.ts'
import { bail, detain, endBail, extendDetention } from './detention.ts'
import type { Ground } from './detention.ts'
import { filing } from './filing.ts'
import { investigation } from './investigation.ts'
import type { Matter } from './matter.ts'
import type { Party } from './people.ts'
import { prosecution } from './prosecution.ts'
import type { Charge } from './prosecution.ts'
import { surveillance } from './sidelines.ts'
import { summons } from './summons.ts'
import { trial } from './trial.ts'

export function criminalMatter(m: Matter, start: number): void {
  if (m.random.chance(0.03)) continuedQuestioning(m, m.parties[0] as Party, start - 50 * HOUR)
  const filed = filing(m, start)
  if (filed === null) return
  const charge = invent(m)
  const held = m.random.chance(0.72)
  const ground: Ground = { offenderCount: m.parties.length, crimeCount: m.random.int(1, 4), crossCounty: m.random.chance(0.12) }
  const brought = m.parties.map((party, i) => ({ party, left: bring(m, party, start, filed, i) }))
  let latest = Math.max(...brought.map((b) => b.left))
  if (held) latest = custodyPath(m, brought, ground, filed)
  else if (m.random.chance(0.06)) latest = arrestFromBail(m, brought)
  else for (const { party, left } of brought) bail(m, party, m.random.chance(0.05) ? surveillance(m, party, m.minutes(left, 100, 150)) : m.minutes(left, 40, 150))
  const sent = investigation(m, m.parties, Math.max(latest, ...m.parties.map((party) => party.bailAt)), charge.expectedMonths)
  const charged = prosecution(m, m.parties, sent, charge)
  if (charged === null) return
  const judgment = trial(m, charged.accused, charged.at, charge)
  for (const party of m.parties) endBail(m, party, m.minutes(judgment?.at ?? charged.at + 40 * DAY, 600, 3000))
  if (judgment === null) return
  aftermath(m, charged.accused, judgment, charge)
}

/** Brings a suspect in by day; returns when questioning was over. */
function bring(m: Matter, party: Party, start: number, filed: number, order: number): number {
  const day = order === 0 && m.slip('detentionBeforeFiling') ? Math.max(start + 5 * HOUR, filed - 20 * HOUR) : filed + m.random.between(2, 60) * HOUR
  return summons(m, party, day)
}

/** Detention, request for arrest, decision. Some suspects of a group are let out on bail at once. */
function custodyPath(m: Matter, brought: { party: Party; left: number }[], ground: Ground, filed: number): number {
  const kept = brought.filter((_, i) => i === 0 || m.random.chance(0.7))
  for (const b of brought) {
    const at = m.minutes(b.left, 30, 120)
    if (kept.includes(b)) detain(m, b.party, Math.max(at, filed - 10 * HOUR), ground)
    else bail(m, b.party, at)
  }
  const parties = kept.map((b) => b.party)
  const limit = extendDetention(m, parties, ground)
  const last = Math.max(...parties.map((party) => party.detainedAt))
  if (m.random.chance(0.06)) {
    for (const party of parties) bail(m, party, m.within(last + 26 * HOUR, limit))
    return limit
  }
  return requestArrest(m, parties, last + DAY, limit)
}

/** Bail first; then its conditions are broken and arrest is requested of people who are free. */
function arrestFromBail(m: Matter, brought: { party: Party; left: number }[]): number {
  for (const { party, left } of brought) bail(m, party, m.minutes(left, 40, 150))
  const last = Math.max(...m.parties.map((party) => party.bailAt))
  return requestArrest(m, m.parties, last + 10 * DAY, last + 30 * DAY)
}

function invent(m: Matter): Charge {
  const plea = m.random.chance(0.82)
  const expectedMonths = m.crime !== '故意杀人' && m.random.chance(0.7) ? m.random.int(4, 34) : m.random.int(40, 144)
  const roll = m.random.next()
  const simple = m.parties.length === 1 && plea
  const grave = m.crime === '故意杀人'
  const procedure = grave ? '普通' : simple && expectedMonths <= 34 && roll < 0.35 ? '速裁' : plea && roll < 0.75 ? '简易' : '普通'
  const minor = m.parties.length === 1 && expectedMonths <= 12 && m.random.chance(0.25)
  return { procedure: minor ? '普通' : procedure, origin: '公安', expectedMonths, plea, minor, court: grave ? '市级' : '县级', incidentalCivil: m.random.chance(m.crime === '故意伤害' ? 0.5 : 0.03), complex: m.random.chance(0.3) }
}

/** Stopped in the street and questioned at the station before anything was filed. */
function continuedQuestioning(m: Matter, party: Party, from: number): void {
  const start = Math.floor(from / MINUTE) * MINUTE
  const roll = m.random.next()
  const type = roll < 0.1 ? '已满七十周岁' : '一般'
  const known = roll < 0.85
  m.act('P03-X01', start, { party, attrs: { method: '继续盘问', identityKnown: known, type } })
  m.act('P03-N05', m.minutes(start, 20, 60), { party, attrs: { notified: true } })
  if (roll < 0.1) return void m.act('P03-X03', m.minutes(start, 60, m.slip('summonsOverlong') ? 500 : 230), { party })
  if (roll < 0.7) return void m.act('P03-X03', m.minutes(start, 120, 690), { party })
  const extension = { party, level: '县级公安机关值班负责人', who: 'head' } as const
  m.act('P03-X02', m.minutes(start, 540, 700), { ...extension, attrs: { extendToHours: 24, result: '批准' } })
  if (known) return void m.act('P03-X03', m.minutes(start, 800, 1300), { party })
  m.act('P03-X02', m.minutes(start, 1200, 1400), { ...extension, level: '县级公安机关主管负责人', attrs: { extendToHours: 48, identityKnown: false, result: '批准' } })
  m.act('P03-X03', m.minutes(start, 1500, 2700), { party, attrs: { identityKnown: true } })
}
