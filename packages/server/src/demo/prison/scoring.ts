/** P24: the months of a prisoner: points, deliberation, publication, grades, rewards and punishments. */
import { DAY, HOUR, dayOf, endOfMonths, startOf } from '../clock.ts'
import { warden } from '../matter.ts'
import type { Matter } from '../matter.ts'
import type { Party } from '../people.ts'
import { dateOf } from './sentence.ts'

const section = { level: '监区长', who: 'head' } as const

/** Scores month by month from admission to `until`. Called once for the whole stay. */
export function scoring(m: Matter, party: Party, admitted: number, until: number): void {
  let points = 0
  let special = 0
  let year = ''
  let punishedAt = Number.NEGATIVE_INFINITY
  m.act('P24-N01', m.days(admitted, 0.3, 1.5), { party, attrs: { act: '日常记录' } })
  for (let month = monthEnd(admitted); month < until - 12 * DAY; month = monthEnd(month + 2 * DAY)) {
    if (month < admitted + 12 * DAY) continue
    if (dateOf(month).slice(0, 4) !== year) special = 0
    year = dateOf(month).slice(0, 4)
    const met = meeting(m, party, month)
    const daily = m.slip('tooManyPoints') ? 60 : m.random.int(0, 18)
    if (daily > 8) m.act('P24-N03', met + 26 * HOUR, { party, ...section, attrs: { scoreKind: '日常加分', bonusPoints: daily } })
    if (m.random.chance(0.02)) {
      const bonus = m.slip('tooManyPoints') ? 130 : m.random.int(10, 60)
      special += bonus
      m.act('P24-N03', met + 27 * HOUR, { party, ...section, attrs: { scoreKind: '专项加分', bonusPoints: bonus, yearSpecialPoints: special } })
      points += bonus
    }
    if (m.random.chance(0.03)) punishedAt = punish(m, party, m.days(month - 20 * DAY, 0.5, 2))
    else if (m.random.chance(0.06)) deduct(m, party, met)
    points += 100 + daily
    const full = points >= 600
    m.act('P24-N01', month - 7 * HOUR, { party, attrs: { act: '月度汇总', monthBonusPoints: daily, cyclePoints: points, ...(full ? { cycleEnd: dateOf(month) } : {}) } })
    const published = m.slip('pointsUnpublished') ? null : m.act('P24-N05', m.days(month, 2, 6), { party })
    if (!full) continue
    grade(m, party, month, points, month - punishedAt < 100 * DAY, published !== null)
    points -= 600
  }
}

const monthEnd = (ms: number): number => {
  const first = startOf(dayOf(ms) - Number(dateOf(ms).slice(8)) + 1)
  return endOfMonths(first, 1) - DAY
}

function meeting(m: Matter, party: Party, month: number): number {
  const met = m.atOffice(month - m.random.int(6, 9) * DAY, 0)
  if (!m.slip('noSectionMeeting')) m.act('P24-N02', met, { party, who: 'head', level: '监区长', attrs: { officers: m.slip('oneOfficer') ? 1 : m.random.int(3, 6) } })
  return met
}

function deduct(m: Matter, party: Party, met: number): void {
  const deducted = m.act('P24-N04', met + 28 * HOUR, { party, ...section, attrs: { act: '扣分', deductPoints: m.random.int(2, 10), deductGround: m.slip('deductedForPetition') ? '申诉' : m.random.pick(['违反作息', '劳动态度消极', '内务卫生']) } })
  if (!m.random.chance(0.4)) return
  const asked = m.act('P24-N06', m.days(deducted, 1, 3), { party, attrs: { act: '申请复核' } })
  m.act('P24-N06', m.slip('lateScoreReview') ? m.days(asked, 10, 14) : m.days(asked, 1, 4), { party, ...warden, level: '副监狱长', attrs: { act: '复核答复' } })
  if (m.random.chance(0.3)) m.act('P24-N04', m.days(asked, 5, 7), { party, ...section, attrs: { act: '撤销扣分' } })
}

/** Returns when the punishment was imposed. */
function punish(m: Matter, party: Party, at: number): number {
  const penalty = m.random.pick(['警告', '记过', '禁闭'])
  const confined = penalty === '禁闭'
  const days = m.random.int(7, 14)
  const decided = m.act('P24-N09', at, { party, ...warden, attrs: { act: '审批', penalty, ...(confined ? { confinementDays: days } : {}) } })
  if (confined) {
    const from = m.act('P24-N09', m.slip('confinedBeforeApproval') ? decided - 5 * HOUR : m.minutes(decided, 30, 200), { party, attrs: { act: '实行禁闭' } })
    m.act('P24-N09', from + (m.slip('confinedTooLong') ? 17 : days) * DAY - HOUR, { party, attrs: { act: '解除禁闭' } })
  }
  const cost = { 警告: 100, 记过: 200, 禁闭: 400 }[penalty] ?? 0
  if (!m.slip('punishedNotDeducted')) m.act('P24-N04', m.days(decided, 1, 5), { party, ...section, attrs: { act: '扣分', penalty, deductPoints: cost, deductGround: '受处罚' } })
  return decided
}

function grade(m: Matter, party: Party, month: number, points: number, punished: boolean, published: boolean): void {
  const early = m.slip('gradedEarly')
  const graded = m.act('P24-N07', early ? month - 5 * HOUR : m.days(month, 6, 16), { party, ...warden, attrs: { cyclePoints: points, grade: punished ? '合格' : '积极' } })
  if (!published) m.act('P24-N05', graded - 2 * HOUR, { party })
  if (!punished || m.slip('rewardedAfterPunishment')) m.act('P24-N08', m.days(graded, 1, 5), { party, ...warden, attrs: { reward: m.random.chance(0.8) ? '表扬' : '物质奖励', grade: punished ? '合格' : '积极' } })
  if (m.slip('rewardedTwice')) m.act('P24-N08', m.days(graded, 6, 8), { party, ...warden, attrs: { reward: '表扬', grade: '积极' } })
  m.act('P24-N10', m.days(graded, 8, 13), { party })
}
