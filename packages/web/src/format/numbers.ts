import type { Language } from '../i18n/index.ts'

const grouped = new Intl.NumberFormat('en-US')

/** 1,284 in both languages. */
export const number = (value: number): string => grouped.format(value)

/** A share (0 to 1) with one decimal: 96.2%. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

/** 1 : 1.64 */
export const ratio = (value: number): string => `1 : ${value.toFixed(2)}`

const tenThousand = 10_000

/** Yuan; from ten thousand on in 万元 in Chinese: 5,000 元, 12.5 万元; CNY 125,000. */
export const money = (yuan: number, language: Language): string => {
  if (language === 'en') return `CNY ${number(yuan)}`
  return yuan < tenThousand ? `${number(yuan)} 元` : `${number(Math.round(yuan / 100) / 100)} 万元`
}
