/**
 * Personal data as everybody sees it: 王*, 陈*明, 3301**********0017, 138****5678, addresses to the county.
 * Masking is the default of every read. Officials are named in full: it is they who are supervised.
 * Which attributes are personal the catalogue says; what a source sends unregistered is judged by its name and its look.
 */
import type { Catalogue, ChainEvent } from '@hengjian/engine'

export interface Masker {
  name(name: string): string
  /** Running text: names of the matter's persons and anything that looks like a number of a person. */
  text(text: string): string
  /** Attributes of events: keys tell names and addresses, the rest is masked as text. */
  attributes(attrs: Record<string, unknown>): Record<string, unknown>
  /** What we wrote ourselves (verdicts, sentences): every text in it, except the ids that link it. */
  texts<T>(value: T): T
}

type Kind = 'name' | 'address' | 'number' | 'text'
type Registered = Pick<Catalogue, 'attributes'>

const PERSON_KEY = /(?:person|suspect|victim|party|defendant|plaintiff|applicant|witness|guardian|prisoner|offender|reporter|family)\w*name|^name$|姓名/i
const ADDRESS_KEY = /address|^addr$|住址|地址/i
const COUNTY = /^.*?(?:[县区旗]|[^省]市(?!.*?[县区旗市]))/u
const ID_NUMBER = /(?<![0-9A-Za-z])(\d{4})\d{10}(\d{3}[\dXx])(?![0-9A-Za-z])/g
const PHONE = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g
const LINKS = new Set(['id', 'source', 'anchor', 'closedBy', 'chain', 'case', 'rule', 'node', 'verdicts', 'date', 'at', 'due'])
const ORDINALS = '甲乙丙丁戊己庚辛壬癸'

const kindOf = (key: string, registered: Registered | null): Kind | null => registered?.attributes.attributes[key]?.personal ?? (PERSON_KEY.test(key) ? 'name' : ADDRESS_KEY.test(key) ? 'address' : null)

/** `registered`: the catalogue, which says which attributes are personal; null where none are shown. */
export function maskerFor(persons: readonly string[], minors: readonly string[] = [], registered: Registered | null = null): Masker {
  const masked = new Map<string, string>()
  for (const [i, name] of minors.entries()) masked.set(name, `未成年人${ORDINALS[i] ?? String(i + 1)}`)
  const name = (full: string): string => masked.get(full) ?? maskName(full)
  // longer names first, so that 王小明 is not cut by 王小
  const known = [...new Set(persons)].filter((person) => person.length > 1).sort((a, b) => b.length - a.length)
  const text = (full: string): string => {
    let result = full
    for (const person of known) if (result.includes(person)) result = result.replaceAll(person, name(person))
    return maskNumbers(result)
  }
  const value = (given: unknown, key: string): unknown => {
    if (typeof given === 'string') {
      const kind = kindOf(key, registered)
      return kind === null ? text(given) : { name, address: maskAddress, number: maskNumber, text: () => '***' }[kind](given)
    }
    if (typeof given === 'number') return kindOf(key, registered) === 'number' ? maskNumber(String(given)) : Number.isSafeInteger(given) && String(given) !== maskNumbers(String(given)) ? maskNumbers(String(given)) : given
    if (Array.isArray(given)) return given.map((inner) => value(inner, key))
    if (given === null || typeof given !== 'object') return given
    return Object.fromEntries(Object.entries(given).map(([inner, content]) => [text(inner), value(content, inner)]))
  }
  const texts = (given: unknown): unknown => {
    if (typeof given === 'string') return text(given)
    if (Array.isArray(given)) return given.map(texts)
    if (given === null || typeof given !== 'object') return given
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [key, LINKS.has(key) && typeof inner === 'string' ? inner : texts(inner)]))
  }
  return { name, text, attributes: (attrs) => value(attrs, '') as Record<string, unknown>, texts: <T>(given: T) => texts(given) as T }
}

/** Everything as it was recorded, for whoever has the right to see it. */
export const unmasked: Masker = { name: (name) => name, text: (text) => text, attributes: (attrs) => attrs, texts: (value) => value }

export function maskerOf(registered: Registered, events: readonly ChainEvent[]): Masker {
  const persons = new Set<string>()
  const minors = new Set<string>()
  const named = ['personName', ...Object.entries(registered.attributes.attributes).flatMap(([key, { personal }]) => (personal === 'name' && key !== 'personName' ? [key] : []))]
  for (const { attrs } of events) {
    for (const key of named) {
      const name = attrs[key]
      if (typeof name !== 'string' || persons.has(name)) continue
      persons.add(name)
      if (key === 'personName' && attrs['minor'] === true) minors.add(name)
    }
  }
  return maskerFor([...persons], [...minors], registered)
}

export function maskName(name: string): string {
  const letters = Array.from(name)
  const first = letters[0] ?? ''
  if (letters.length < 2) return '*'
  // names in an alphabet: only the initial, their length tells too much
  if (/^[\p{Script=Latin}\s.'-]+$/u.test(name)) return `${first}***`
  return letters.length === 2 ? `${first}*` : `${first}${'*'.repeat(letters.length - 2)}${letters.at(-1) ?? ''}`
}

export const maskNumbers = (text: string): string => text.replace(ID_NUMBER, '$1**********$2').replace(PHONE, '$1****$2')

const LONG = 8

/** A number of whatever kind: of a long one the last four digits stay. */
function maskNumber(number: string): string {
  const known = maskNumbers(number)
  return known === number ? `****${number.length >= LONG ? number.slice(-4) : ''}` : known
}

/** To the county; where none can be made out, nothing. */
export const maskAddress = (address: string): string => COUNTY.exec(address)?.[0] ?? '***'
