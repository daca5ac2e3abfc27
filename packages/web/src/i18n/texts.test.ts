import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

const flat = (texts: object, path = ''): [string, string][] => Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value as object, `${path}${key}.`)))
const slots = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}|<(\w+)>/g)].map(([slot]) => slot).toSorted()

describe('texts', () => {
  const english = new Map(flat(en))

  it('have the same places to fill in both languages', () => {
    for (const [key, text] of flat(zh)) expect([key, slots(english.get(key) ?? '')]).toEqual([key, slots(text)])
  })

  it('are nowhere empty, for an empty text would show the other language', () => {
    for (const [key, text] of [...flat(zh), ...english]) expect([key, text.trim() === '']).toEqual([key, false])
  })

  it('contain no Chinese in English, but for the name of the other language', () => {
    for (const [key, text] of english) expect([key, /\p{Script=Han}/u.test(text)]).toEqual([key, false])
  })
})
