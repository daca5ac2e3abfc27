import { describe, expect, it } from 'vitest'
import { citationText } from './citation.ts'
import { dayAndWeekdayInTable, dayAsTitle, dayInProse, dayInStrip, dayInTable, dayWithWeekday, momentInTable } from './dates.ts'
import { clockTime, endMs, isoOf, momentOf, momentOfMs, startMs } from './moment.ts'
import { money, number, percent, ratio } from './numbers.ts'

const day = momentOf('2026-11-23').day

describe('moments', () => {
  it('are days and minutes of +08:00, wherever the offset of the text', () => {
    expect(momentOf('2026-11-23T00:30:00+08:00')).toEqual({ day, minutes: 30 })
    expect(momentOf('2026-11-22T16:30:00Z')).toEqual({ day, minutes: 30 })
    expect(momentOf('2026-11-23')).toEqual({ day, minutes: null })
    expect(momentOfMs(Date.parse('2026-11-23T23:59:59+08:00'))).toEqual({ day, minutes: 1439 })
  })

  it('let a day reach from 00:00 to 24:00', () => {
    expect(endMs('2026-11-23')).toBe(startMs('2026-11-24'))
    expect(startMs('2026-11-23')).toBe(Date.parse('2026-11-23T00:00:00+08:00'))
  })

  it('are written back as they were', () => {
    expect(isoOf(momentOf('2024-02-29').day)).toBe('2024-02-29')
    expect(clockTime(552)).toBe('09:12')
  })
})

describe('dates', () => {
  it('leave this year out and write any other', () => {
    expect(dayInTable(day, day, 'zh')).toBe('11-23')
    expect(dayInTable(day, momentOf('2027-01-02').day, 'zh')).toBe('2026-11-23')
    expect(dayInTable(day, null, 'en')).toBe('23 Nov 2026')
    expect(dayInProse(day, null, 'zh')).toBe('2026年11月23日')
    expect(dayInProse(day, day, 'en')).toBe('23 Nov')
  })

  it('carry the weekday where it helps', () => {
    expect(dayAsTitle(day, 'zh')).toBe('11月23日 星期一')
    expect(dayAsTitle(day, 'en')).toBe('Monday 23 November')
    expect(dayWithWeekday(day, day, 'zh')).toBe('11月23日 周一')
    expect(dayWithWeekday(day, day, 'en')).toBe('Mon 23 Nov')
    expect(dayAndWeekdayInTable(day, day, 'zh')).toBe('11-23 周一')
  })

  it('show the month in the strip on its first day only', () => {
    expect(dayInStrip(day, 'zh')).toEqual({ plain: '周一', strong: '23' })
    expect(dayInStrip(momentOf('2026-12-01').day, 'zh')).toEqual({ plain: '', strong: '12-01' })
    expect(dayInStrip(momentOf('2026-12-01').day, 'en')).toEqual({ plain: '1', strong: 'Dec' })
  })

  it('carry the time by the 24-hour clock', () => {
    expect(momentInTable('2026-11-23T09:12:00+08:00', day, 'zh')).toBe('11-23 09:12')
    expect(momentInTable('2026-11-23T21:05:00+08:00', day, 'en')).toBe('23 Nov 21:05')
  })
})

describe('numbers', () => {
  it('are grouped, with one decimal for shares and two for ratios', () => {
    expect([number(1284), percent(0.962), ratio(1.64)]).toEqual(['1,284', '96.2%', '1 : 1.64'])
  })

  it('are 万元 from ten thousand yuan on', () => {
    expect(money(125_000, 'zh')).toBe('12.5 万元')
    expect(money(5000, 'zh')).toBe('5,000 元')
    expect(money(125_000, 'en')).toBe('CNY 125,000')
  })
})

describe('citations', () => {
  const cited = { short: { zh: '刑诉法', en: 'CPL' }, article: '91', paragraph: '1' }

  it('name law, article and paragraph', () => {
    expect(citationText(cited, 'zh')).toBe('刑诉法第91条第1款')
    expect(citationText(cited, 'en')).toBe('CPL art. 91(1)')
  })

  it('write inserted articles as the law does', () => {
    expect(citationText({ short: { zh: '刑法', en: 'Criminal Law' }, article: '133-1' }, 'zh')).toBe('刑法第133条之一')
  })
})
