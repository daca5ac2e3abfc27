/** What kinds of people the suspects are, and what the law therefore asks for whenever they are questioned or held. */
import { DAY, HOUR, MINUTE, endOfDay } from '../clock.ts'
import type { Attributes, Matter } from '../matter.ts'
import type { Party } from '../people.ts'

export function describe(m: Matter, minor: boolean): void {
  for (const party of m.parties) {
    const traits: Attributes = { sex: m.random.chance(0.17) ? '女' : '男' }
    if (minor) Object.assign(traits, { minor: true, ownLawyer: m.random.chance(0.4) })
    if (m.random.chance(0.015)) traits['languageNeed'] = m.random.chance(0.3) ? '聋哑' : '不通晓当地语言文字'
    if (m.random.chance(0.008)) traits['foreignNational'] = true
    if (m.random.chance(0.025)) traits['publicOffice'] = m.random.pick(['县级以上人大代表', '乡镇人大代表', '政协委员'])
    party.traits = traits
  }
}

/** Facts of one interrogation. */
export function questioned(m: Matter, party: Party): Attributes {
  const attrs: Attributes = { ...m.officers(), signing: signature(m) }
  const traits = party.traits ?? {}
  if (m.parties.length > 1) attrs['heardAlone'] = true
  if (traits['languageNeed'] !== undefined) attrs['interpreterPresent'] = !m.slip('noInterpreter')
  if (traits['minor'] !== true) return attrs
  const adult = m.slip('noAdult') ? '无' : m.random.chance(0.8) ? '法定代理人' : '学校代表'
  attrs['accompanyingAdult'] = adult
  if (adult !== '无') attrs['adultReadRecord'] = true
  if (adult === '学校代表') attrs['guardianAbsence'] = '不能到场'
  if (traits['sex'] === '女') attrs['femaleOfficer'] = true
  return attrs
}

export function signature(m: Matter): string {
  return m.slip('unsigned') ? '未签名' : m.random.chance(0.03) ? '拒绝签名已注明' : '签名捺指印'
}

export const searcher = (party: Party): string => (party.traits?.['sex'] === '女' ? '女工作人员' : '男工作人员')

/** Leave for deputies and notice for members of consultative bodies, before any measure. */
export function beforeMeasures(m: Matter, party: Party, from: number): void {
  const office = party.traits?.['publicOffice']
  if (office === '政协委员' && !m.slip('deputyIgnored')) m.act('P04-X12', m.minutes(from, -300, -200), { party, attrs: { act: '通报' } })
  if (office !== '县级以上人大代表') return
  const asked = m.act('P04-X12', from - 30 * HOUR, { party, attrs: { act: '报请许可' } })
  if (!m.slip('deputyIgnored')) m.act('P04-X12', m.minutes(asked, 240, 900), { party, attrs: { act: '许可', result: '许可' } })
}

/** Reports that a measure calls for: to the congress of a township, and upwards where the suspect is a foreigner. */
export function afterMeasure(m: Matter, party: Party, at: number): void {
  const traits = party.traits ?? {}
  if (traits['publicOffice'] === '乡镇人大代表') m.act('P04-X12', Math.min(m.minutes(at, 20, 240), endOfDay(at)), { party, attrs: { act: '报告' } })
  if (traits['foreignNational'] !== true) return
  const limit = at + 2 * DAY
  const told = m.act('P06-X26', m.slip('lateForeignReport') ? m.minutes(limit, 61, 900) : m.within(at + HOUR, limit - 30 * MINUTE, false), { party, attrs: { act: '层报省级公安机关' } })
  m.act('P06-X26', told + 20 * MINUTE, { party, attrs: { act: '通报外事部门' } })
}
