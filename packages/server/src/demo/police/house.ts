/** The detention house: admission, restraints, interrogations of those whom it holds. */
import { DAY, MINUTE, endOfDay } from '../clock.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { questioned, searcher } from './traits.ts'

export function admission(m: Matter, party: Party, at: number): void {
  if (!m.slip('noHealthCheck')) m.act('P04-X07', at + 5 * MINUTE, { party, attrs: { act: '健康检查', healthState: '正常' } })
  m.act('P04-X07', at + 10 * MINUTE, { party, attrs: { act: '安全检查', examinedBy: searcher(party) } })
  const admitted = m.act('P04-X07', at + 20 * MINUTE, { party, attrs: { act: '收押', healthState: '正常' } })
  m.act('P04-X07', Math.min(m.minutes(admitted, 10, 90), endOfDay(admitted)), { party, attrs: { act: '告知权利', notified: true } })
  m.act('P04-X07', m.minutes(admitted, 95, 130), { party, attrs: { act: '分配监室', heldApart: !m.slip('notHeldApart') } })
  if (!m.random.chance(0.02)) return
  const head = m.slip('restraintUnapproved') ? {} : ({ level: '看守所所长', who: 'head' } as const)
  const confined = m.act('P04-X13', m.days(at, 1, 3), { party, ...head, attrs: { act: m.random.chance(0.5) ? '禁闭' : '使用械具' } })
  m.act('P04-X13', confined + 2 * DAY, { party, attrs: { act: '解除' } })
}

/** Interrogations after the first one, between two moments. */
export function interrogations(m: Matter, party: Party, from: number, to: number): void {
  for (let n = m.random.int(0, 2); n > 0; n--) {
    const at = m.within(from, to)
    m.act('P03-X08', at, { party, attrs: { act: '提讯', placeOfAct: '看守所讯问室', ...questioned(m, party), ...(m.random.chance(0.02) ? { remoteVideo: true, recordingMade: !m.slip('noRecording') } : {}) } })
    m.act('P03-X08', m.minutes(at, 40, 150), { party, attrs: { act: '还押' } })
  }
}
