/** P03: someone is stopped in the street and questioned at the station before anything was filed. */
import { DAY, MINUTE, endOfDay } from '../clock.ts'
import { chiefOfPolice } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { signature } from './traits.ts'

const grounds = ['被控告或者指认有犯罪行为', '有正在实施违法犯罪嫌疑', '携带物品可能是赃物'] as const

/** Whether the person lived to be a suspect. */
export function continuedQuestioning(m: Matter, party: Party, from: number): boolean {
  const start = Math.floor(from / MINUTE) * MINUTE
  const roll = m.random.next()
  const old = roll < 0.25
  const known = roll < 0.85
  const questionGround = m.slip('noQuestionGround') ? '形迹可疑' : known ? m.random.pick(grounds) : '有违法犯罪嫌疑且身份不明'
  m.act('P03-X04', m.minutes(start, -40, -10), { party })
  m.act('P03-X01', start, { party, attrs: { method: '继续盘问', identityKnown: known, type: old ? '已满七十周岁' : '一般', questionGround, healthState: '正常' } })
  m.act('P03-X06', m.minutes(start, 5, 18), { party, ...(m.slip('questioningUnapproved') ? {} : { level: '派出所负责人', who: 'head' as const }), attrs: { act: '审批', result: '批准' } })
  m.act('P03-N05', m.minutes(start, 20, 60), { party, attrs: { notified: true } })
  if (!m.slip('questioningUnfiled')) m.act('P03-X06', m.minutes(start, 19, 55), { party, attrs: { act: '备案' } })
  m.act('P03-X07', m.minutes(start, 20, 58), { party, attrs: { signing: signature(m) } })
  if (m.random.chance(0.04)) illness(m, party, m.minutes(start, 30, 59))
  if (m.random.chance(0.12)) return death(m, party, m.minutes(start, 70, 200))
  const end = (low: number, high: number): true => over(m, party, start, m.minutes(start, low, high))
  if (old) return end(60, m.slip('summonsOverlong') ? 500 : 230)
  if (roll < 0.7) return end(120, 690)
  const extension = { party, level: '县级公安机关值班负责人', who: 'head' } as const
  m.act('P03-X02', m.minutes(start, 540, 700), { ...extension, attrs: { extendToHours: 24, result: '批准' } })
  if (known) return end(800, 1300)
  m.act('P03-X02', m.minutes(start, 1200, 1400), { ...extension, level: '县级公安机关主管负责人', attrs: { extendToHours: 48, identityKnown: false, result: '批准' } })
  return over(m, party, start, m.minutes(start, 1500, 2700), { identityKnown: true })
}

function over(m: Matter, party: Party, start: number, at: number, attrs: { identityKnown?: true } = {}): true {
  if (at - start > 240 * MINUTE) {
    const entered = m.act('P03-X05', m.minutes(start, 70, 110), { party, attrs: { act: '送入', placeOfAct: m.slip('wrongWaitingRoom') ? '拘留所' : '候问室', mixedSex: false } })
    m.act('P03-X05', m.minutes(entered, 40, 120), { party, attrs: { act: '离开' } })
    m.act('P03-N08', m.minutes(start, 150, 235), { party })
  }
  m.act('P03-X03', at, { party, attrs: { signing: signature(m), ...attrs } })
  return true
}

function illness(m: Matter, party: Party, at: number): void {
  m.act('P03-X09', at, { party, attrs: { act: '突发伤病' } })
  m.act('P03-X09', Math.min(m.minutes(at, 5, 30), endOfDay(at)), { party, attrs: { act: '报告' } })
}

/** The procuratorate is told, the cause of death found, the family told of it. The matter ends there. */
function death(m: Matter, party: Party, at: number): false {
  const told = m.act('P03-X09', at, { party, ...chiefOfPolice, attrs: { act: '接到死亡报告' } })
  m.act('P03-X09', Math.min(m.minutes(told, 20, 60), endOfDay(told)), { party, attrs: { act: '通报检察院' } })
  m.act('P03-X03', told + MINUTE, { party, attrs: { reason: '被盘问人死亡' } })
  const commissioned = m.act('P03-X09', m.within(told + 60 * MINUTE, told + DAY, false), { party, attrs: { act: '委托死因鉴定' } })
  const found = m.act('P03-X09', m.days(commissioned, 5, 15), { party, attrs: { act: '作出鉴定结论' } })
  const served = m.act('P03-X09', m.within(found, m.limitDays(found, 3)), { party, attrs: { act: '送达鉴定结论' } })
  const asked = m.act('P03-X09', m.within(served, m.limitDays(served, 7)), { party, attrs: { act: '收到重新鉴定申请' } })
  m.act('P03-X09', m.within(asked, m.limitDays(asked, 3)), { party, level: '上一级公安机关', who: 'chief', attrs: { act: '委托重新鉴定' } })
  return false
}
