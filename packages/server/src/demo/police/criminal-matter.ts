/** How one criminal matter goes, from the report to the execution of the judgment. What lies after `asOf` is cut off later. */
import { DAY, HOUR } from '../clock.ts'
import { aftermath } from '../court/appeal.ts'
import { trial } from '../court/trial.ts'
import { isGrave, isStateCrime } from '../crimes.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { prosecution } from '../procuratorate/prosecution.ts'
import type { Charge } from '../procuratorate/prosecution.ts'
import { requestArrest } from './arrest.ts'
import { bail, detain, endBail, extendDetention } from './detention.ts'
import type { Ground } from './detention.ts'
import { scene, search } from './evidence.ts'
import { filing } from './filing.ts'
import { investigation } from './investigation.ts'
import { flight } from './pursuit.ts'
import { continuedQuestioning } from './questioning.ts'
import { confiscation, treatment } from './settlement.ts'
import { appointed, surveillance } from './sidelines.ts'
import { summons } from './summons.ts'
import { describe } from './traits.ts'

export function criminalMatter(m: Matter, start: number): void {
  const first = m.parties[0] as Party
  if (m.random.chance(0.03) && !continuedQuestioning(m, first, start - 50 * HOUR)) return
  const filed = filing(m, start)
  if (filed === null) return
  const charge = invent(m)
  describe(m, charge.minor)
  scene(m, start)
  if (m.parties.length === 1 && m.random.chance(0.02)) return confiscation(m, first, filed)
  const held = m.random.chance(isStateCrime(m.crime) ? 0.5 : 0.72)
  const ground: Ground = { offenderCount: m.parties.length, crimeCount: m.random.int(1, 4), crossCounty: m.random.chance(0.12) }
  const brought = m.parties.map((party, i) => ({ party, left: bring(m, party, start, filed, i) }))
  if (m.parties.length === 1 && violent.has(m.crime) && m.random.chance(0.02)) return treatment(m, first, brought[0]?.left ?? filed)
  for (const party of m.parties) if (party.traits?.['ownLawyer'] === false) aid(m, party, filed)
  let latest = Math.max(...brought.map((b) => b.left))
  if (held) latest = custodyPath(m, brought, ground, filed)
  else if (m.random.chance(0.06)) latest = arrestFromBail(m, brought)
  else for (const { party, left } of brought) bail(m, party, m.random.chance(isStateCrime(m.crime) ? 0.8 : 0.05) ? surveillance(m, party, m.minutes(left, 100, 150)) : m.minutes(left, 40, 150))
  const sent = investigation(m, m.parties, Math.max(latest, ...m.parties.map((party) => party.bailAt)), charge)
  const charged = prosecution(m, m.parties, sent, charge)
  if (charged === null) return
  const judgment = trial(m, charged.accused, charged.at, charge)
  for (const party of m.parties) endBail(m, party, m.minutes(judgment?.at ?? charged.at + 40 * DAY, 600, 3000))
  if (judgment === null) return
  aftermath(m, charged.accused, judgment, charge)
}

const violent = new Set(['故意伤害', '故意杀人', '寻衅滋事', '抢劫'])

/** A minor without a lawyer: legal aid is called soon after the first interrogation. */
function aid(m: Matter, party: Party, filed: number): void {
  const questioned = m.told.find(({ at, event }) => at >= filed && event.node === 'P03-N06' && event.subject === party.subject)?.at ?? filed
  m.act('P06-X04', questioned + HOUR, { party, attrs: { act: '发现应当援助', type: '未成年人' } })
  const limit = m.limitDays(questioned, 3)
  appointed(m, party, m.act('P06-X04', m.slip('lateLegalAid') ? m.afterEnd(limit) + 3 * DAY : m.within(questioned + 2 * HOUR, limit), { party, attrs: { act: '通知法律援助机构' } }))
}

/** Brings a suspect in by day; returns when questioning was over. */
function bring(m: Matter, party: Party, start: number, filed: number, order: number): number {
  const day = order === 0 && m.slip('detentionBeforeFiling') ? Math.max(start + 5 * HOUR, filed - 20 * HOUR) : m.random.chance(0.02) ? flight(m, party, filed) : filed + m.random.between(2, 60) * HOUR
  return summons(m, party, day)
}

/** Detention, request for arrest, decision. Some suspects of a group are let out on bail at once. */
function custodyPath(m: Matter, brought: { party: Party; left: number }[], ground: Ground, filed: number): number {
  const kept = brought.filter((_, i) => i === 0 || m.random.chance(0.7))
  for (const b of brought) {
    const at = m.minutes(b.left, 30, 120)
    if (!kept.includes(b)) {
      bail(m, b.party, at)
      continue
    }
    detain(m, b.party, Math.max(at, filed - 10 * HOUR), ground)
    if (m.random.chance(0.3)) search(m, b.party, b.party.detainedAt)
  }
  const parties = kept.map((b) => b.party)
  const limit = extendDetention(m, parties, ground)
  const last = Math.max(...parties.map((party) => party.detainedAt))
  if (m.random.chance(0.06)) {
    for (const party of parties) {
      const at = m.within(last + 26 * HOUR, limit)
      if (m.random.chance(0.4)) {
        // should not be held: found, approved and let out on one day
        m.act('P05-X04', at - 4 * HOUR, { party, attrs: { act: '发现不应当羁押' } })
        m.act('P05-X04', at - 3 * HOUR, { party, ...chiefOfPolice, attrs: { act: '审批', result: '批准' } })
      }
      bail(m, party, at)
    }
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
  const grave = isGrave(m.crime)
  const procedure = grave ? '普通' : simple && expectedMonths <= 34 && roll < 0.35 ? '速裁' : plea && roll < 0.75 ? '简易' : '普通'
  const minor = m.parties.length === 1 && expectedMonths <= 12 && m.random.chance(0.25)
  return { procedure: minor ? '普通' : procedure, origin: '公安', expectedMonths, plea, minor, court: grave ? '市级' : '县级', incidentalCivil: m.random.chance(m.crime === '故意伤害' ? 0.5 : 0.03), complex: m.random.chance(0.3) }
}
