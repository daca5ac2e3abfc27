/** One line for a verdict: what happened or what must happen, and by when. */
import type { Text } from '../catalogue/schema.ts'
import type { Reason, Verdict } from '../verdict.ts'
import { dateWords } from './words.ts'
import type { Language } from './words.ts'

type Facts = Pick<Verdict, 'ruleName' | 'reason' | 'due' | 'lenient' | 'at' | 'detail'>
type Line = (facts: Facts, name: string, language: Language) => string
type Words = (f: { due: string; at: string; lenient: string; detail: string }) => string

const colon: Text = { zh: '：', en: ': ' }

const line =
  (zh: Words, en: Words): Line =>
  (facts, name, language) => {
    const date = (text: string | null): string => (text === null ? '' : dateWords(text, language))
    const words = language === 'zh' ? zh : en
    return `${name}${colon[language]}${words({ due: date(facts.due), at: date(facts.at), lenient: date(facts.lenient), detail: facts.detail ?? '' })}`
  }

const factNames: Record<string, Text> = {
  time: { zh: '具体时刻', en: 'time of day' },
  custody: { zh: '是否在押', en: 'custody' },
  branch: { zh: '适用哪一种期限的事实', en: 'the fact that selects the period' },
  'actor.level': { zh: '批准人的层级', en: 'level of the approver' },
  'actor.id': { zh: '承办人', en: 'acting officer' },
}

/** `labels`: names of attributes and nodes in the catalogue at hand. */
export function messageOf(facts: Facts, labels: (key: string) => Text | null): Text {
  const named = facts.detail === null ? null : (factNames[facts.detail] ?? labels(facts.detail))
  const say = lines[facts.reason]
  const told = (language: Language): string => say({ ...facts, detail: named?.[language] ?? facts.detail }, facts.ruleName[language], language)
  return { zh: told('zh'), en: told('en') }
}

const faults: Record<string, Text> = {
  ground: { zh: '没有法定事由', en: 'there is no statutory ground' },
  sequence: { zh: '没有先经过前一次延长', en: 'the extension that must come first was not granted' },
  tooLong: { zh: '超过了可以延长的长度', en: 'it is longer than the law allows' },
  repeated: { zh: '延长次数用完了', en: 'it was granted too often' },
}

/** Closed by the compiler: a new reason needs its line. */
const lines: Record<Reason, Line> = {
  'in-time': line(({ due, at }) => `${at} 完成，限 ${due}`, ({ due, at }) => `done ${at}, due ${due}`),
  late: line(({ due, at }) => `${at} 才完成，应在 ${due} 以前`, ({ due, at }) => `done only ${at}, was due ${due}`),
  excused: line(({ due, at }) => `${at} 完成，晚于 ${due}，有法定事由`, ({ due, at }) => `done ${at}, later than ${due}, on a statutory ground`),
  overdue: line(({ due }) => `${due} 已到期，没有完成的记录`, ({ due }) => `was due ${due}, no record that it was done`),
  running: line(({ due }) => `${due} 到期`, ({ due }) => `due ${due}`),
  'due-soon': line(({ due }) => `即将到期，限 ${due}`, ({ due }) => `due soon, ${due}`),
  paused: line(() => '期间停止计算', () => 'the clock stands still'),
  'grey-zone': line(({ due, lenient }) => `严格算法 ${due} 已过，宽松算法到 ${lenient || due}`, ({ due, lenient }) => `past the strict reading (${due}); the lenient one ends ${lenient || due}`),
  early: line(({ due, at }) => `${at} 进行，最早应在 ${due}`, ({ due, at }) => `done ${at}, lawful from ${due}`),
  'done-before': line(() => '之前已经办理', () => 'done before'),
  'missing-step': line(({ detail }) => `没有“${detail}”的记录`, ({ detail }) => `no record of "${detail}"`),
  'wrong-order': line(() => '次序颠倒', () => 'done in the wrong order'),
  'too-many': line(({ detail }) => `已是第 ${detail} 次`, ({ detail }) => `this is number ${detail}`),
  'too-few': line(({ detail }) => `只有 ${detail} 次`, ({ detail }) => `only ${detail}`),
  'too-close': line(({ due, at }) => `${at} 进行，与上一次的间隔不足，最早应在 ${due}`, ({ due, at }) => `done ${at}, too soon after the previous one; lawful from ${due}`),
  'wrong-level': line(({ detail }) => `批准层级不够${detail === '' || detail === 'level' ? '' : `（${detail}）`}`, ({ detail }) => `the level of approval is too low${detail === '' || detail === 'level' ? '' : ` (${detail})`}`),
  'same-person': line(() => '两个环节由同一人办理', () => 'both acts were done by the same person'),
  'too-few-persons': line(({ detail }) => `办理人员只有 ${detail} 人`, ({ detail }) => `only ${detail} officer(s) took part`),
  'condition-failed': line(() => '不符合法定条件', () => 'the statutory condition is not met'),
  risk: line(() => '有风险迹象，需要核查', () => 'a sign of risk, to be looked into'),
  'void-extension': (facts, name, language) => {
    const fault = faults[facts.detail ?? '']?.[language]
    const [nothing, because] = language === 'zh' ? ['延长不起作用', '，'] : ['the extension has no effect', ': ']
    return `${name}${colon[language]}${nothing}${fault === undefined ? '' : `${because}${fault}`}`
  },
  'late-request': line(({ due, at }) => `${at} 才提请，应在 ${due} 以前`, ({ due, at }) => `requested only ${at}, was due ${due}`),
  reversal: line(() => '更正或补录使原来的违法判定消失，需要核对原件', () => 'a correction or late record made an earlier breach disappear; the originals need checking'),
  continued: line(({ at }) => `${at} 转入下一个依据或者释放`, ({ at }) => `on ${at} the next ground began or the person was released`),
  lapsed: line(({ due, at }) => `${due} 届满，到 ${at} 才续接或者释放，中间没有羁押依据`, ({ due, at }) => `ended ${due}; only on ${at} did another ground begin or the person go free, held without ground in between`),
  held: line(({ due }) => `${due} 届满，没有续接或者释放的记录，仍在羁押`, ({ due }) => `ended ${due}, no further ground and no release on record, still held`),
  fulfilled: line(() => '符合要求', () => 'as required'),
  'missing-fact': line(({ detail }) => `没有判定，缺“${detail}”`, ({ detail }) => `not evaluated, "${detail}" is missing`),
  'no-record': line(({ detail }) => `没有判定，没有“${detail}”的任何记录`, ({ detail }) => `not evaluated, nothing is recorded of "${detail}"`),
  'no-law-version': line(({ detail }) => `没有判定，${detail} 以前的法律版本没有载入`, ({ detail }) => `not evaluated, the law before ${detail} is not loaded`),
  'no-calendar': line(({ detail }) => `没有判定，缺 ${detail} 年的节假日安排`, ({ detail }) => `not evaluated, the calendar of ${detail} is missing`),
  'unknown-value': line(({ detail }) => `没有判定，不认识“${detail}”`, ({ detail }) => `not evaluated, "${detail}" is not known`),
}
