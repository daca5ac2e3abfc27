/** Small words of both languages: durations, citations, dates. */
import type { Text } from '../catalogue/schema.ts'
import type { Citation, Duration, DurationUnit } from '../trace.ts'

export type Language = 'zh' | 'en'

const zhUnit: Record<DurationUnit, string> = { h: '小时', d: '天', wd: '个工作日', mo: '个月', y: '年' }
const enUnit: Record<DurationUnit, string> = { h: 'hour', d: 'day', wd: 'working day', mo: 'month', y: 'year' }

export function durationWords({ amount, unit }: Duration, language: Language): string {
  const size = Math.abs(amount)
  if (language === 'zh') {
    if (size === 1.5 && unit === 'mo') return '一个半月'
    return `${size} ${zhUnit[unit]}`
  }
  return `${size} ${enUnit[unit]}${size === 1 ? '' : 's'}`
}

/** The lengths of a rule's branches in words, each once: `3 天` or `7 天或 15 天`; null where it measures nothing. */
export function periodText(durations: readonly Duration[]): Text | null {
  if (durations.length === 0) return null
  const list = (language: Language, or: string): string => [...new Set(durations.map((duration) => durationWords(duration, language)))].join(or)
  return { zh: list('zh', '或 '), en: list('en', ' or ') }
}

/** `刑诉法第91条第1款` / `Criminal Procedure Law art. 91(1)`. */
export function citationWords({ short, article, paragraph }: Citation, language: Language): string {
  if (language === 'zh') return `${short.zh}第${article}条${paragraph === undefined ? '' : `第${paragraph}款`}`
  return `${short.en} art. ${article}${paragraph === undefined ? '' : `(${paragraph})`}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026年3月6日` or `2026年3月6日 21:20`; `6 Mar 2026, 21:20`. */
export function dateWords(text: string, language: Language): string {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  const time = text.length > 10 ? text.slice(11, 16) : null
  if (language === 'zh') return `${year}年${month}月${day}日${time === null ? '' : ` ${time}`}`
  return `${day} ${months[(month ?? 1) - 1]} ${year}${time === null ? '' : `, ${time}`}`
}
