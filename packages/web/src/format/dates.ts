/** Dates as people write them. `today` (a day number) lets this year's year go; null always writes it. */
import type { Language } from '../i18n/index.ts'
import { calendarOf, clockTime, momentOf } from './moment.ts'

const two = (n: number): string => String(n).padStart(2, '0')
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const monthsLong = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const weekdaysShort = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const weekdaysLong = {
  zh: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

const sameYear = (day: number, today: number | null): boolean => today !== null && calendarOf(today).year === calendarOf(day).year

/** In tables: 11-23, 2027-11-23; 23 Nov, 23 Nov 2027. */
export function dayInTable(day: number, today: number | null, language: Language): string {
  const { year, month, date } = calendarOf(day)
  const short = sameYear(day, today)
  if (language === 'zh') return `${short ? '' : `${year}-`}${two(month)}-${two(date)}`
  return `${date} ${months[month - 1]}${short ? '' : ` ${year}`}`
}

/** In prose: 11月23日, 2026年11月23日; 23 Nov, 23 Nov 2026. */
export function dayInProse(day: number, today: number | null, language: Language): string {
  const { year, month, date } = calendarOf(day)
  const short = sameYear(day, today)
  if (language === 'zh') return `${short ? '' : `${year}年`}${month}月${date}日`
  return `${date} ${months[month - 1]}${short ? '' : ` ${year}`}`
}

/** 周一; Mon. */
export const weekdayShort = (day: number, language: Language): string => weekdaysShort[language][calendarOf(day).weekday] ?? ''

/** Title of a day: 11月23日 星期一; Monday 23 November. */
export function dayAsTitle(day: number, language: Language): string {
  const { month, date, weekday } = calendarOf(day)
  if (language === 'zh') return `${month}月${date}日 ${weekdaysLong.zh[weekday]}`
  return `${weekdaysLong.en[weekday]} ${date} ${monthsLong[month - 1]}`
}

/** Day with weekday: 11月23日 周一; Mon 23 Nov. */
export function dayWithWeekday(day: number, today: number | null, language: Language): string {
  const prose = dayInProse(day, today, language)
  return language === 'zh' ? `${prose} ${weekdayShort(day, 'zh')}` : `${weekdayShort(day, 'en')} ${prose}`
}

/** In a table with its weekday: 11-23 周一; Mon 23 Nov. */
export function dayAndWeekdayInTable(day: number, today: number | null, language: Language): string {
  const date = dayInTable(day, today, language)
  return language === 'zh' ? `${date} ${weekdayShort(day, 'zh')}` : `${weekdayShort(day, 'en')} ${date}`
}

/** The cell of a day in the strip, as ordinary and strong part: 周二 24, on the first of a month 12-01; Tue 24, 1 Dec. */
export function dayInStrip(day: number, language: Language): { plain: string; strong: string } {
  const { month, date } = calendarOf(day)
  if (date !== 1) return { plain: weekdayShort(day, language), strong: String(date) }
  return language === 'zh' ? { plain: '', strong: `${two(month)}-${two(date)}` } : { plain: '1', strong: months[month - 1] ?? '' }
}

/** A moment of the wire in a table; with its time where it has one: 11-23 09:12; 23 Nov 09:12. */
export function momentInTable(text: string, today: number | null, language: Language): string {
  const { day, minutes } = momentOf(text)
  const date = dayInTable(day, today, language)
  return minutes === null ? date : `${date} ${clockTime(minutes)}`
}

/** A moment of the wire in a sentence: 11月23日 09:12; 23 Nov 09:12. */
export function momentInProse(text: string, today: number | null, language: Language): string {
  const { day, minutes } = momentOf(text)
  const date = dayInProse(day, today, language)
  return minutes === null ? date : `${date} ${clockTime(minutes)}`
}
