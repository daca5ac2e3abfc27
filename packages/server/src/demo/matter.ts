/**
 * One invented matter while it is being told: its people, its agencies, and the acts so far.
 * The stories call `act`; everything that is the same for every act stands here.
 */
import { slips } from './breaches.ts'
import type { Slip } from './breaches.ts'
import { DAY, HOUR, MINUTE, dayOf, endOfDay, isWorkday, isoInstant, startOf, yearOf } from './clock.ts'
import { documentWords } from './documents.ts'
import { dossierOf, dossiers } from './dossiers.ts'
import type { Dossier } from './dossiers.ts'
import type { Officer, Party } from './people.ts'
import type { Agency, Place, Register } from './province.ts'
import type { Random } from './random.ts'

export type Attributes = Record<string, string | number | boolean>

/** An event in the form of the contract; the generator never sets what it has nothing to say about. */
export interface WireEvent {
  id: string
  source: string
  chain: string
  case: string
  subject?: string
  node: string
  at: string
  recordedAt: string
  actor: Record<string, string>
  docNo?: string
  attrs: Attributes
  supersedes?: string
}

export interface Told {
  at: number
  recorded: number
  event: WireEvent
}

export interface ActOptions {
  party?: Party
  level?: string
  attrs?: Attributes
  /** done by an agency other than the one the node belongs to */
  by?: Agency
  /** the handling officer unless said otherwise */
  who?: 'head' | 'chief'
  /** recorded so long after it happened */
  recordedAfter?: number
}

/** One in so many matters of a kind is secret. */
const SECRET_EVERY = 40

export class Matter {
  readonly random: Random
  readonly place: Place
  readonly chain: string
  /** what it is about: an offence (罪名), or outside criminal justice a cause (案由) */
  readonly crime: string
  readonly #cause: boolean
  readonly parties: Party[]
  /** how many matters of its kind went before */
  readonly turn: number
  /** the day of the demo */
  readonly asOf: number
  readonly told: Told[] = []
  readonly slipped = new Set<Slip>()
  #register: Register
  #cases = new Map<Dossier, string>()
  #handlers = new Map<Agency, { officer: Officer; unit: string }>()
  readonly #officer: number | null

  constructor(given: { random: Random; place: Place; chain: string; crime: string; cause: boolean; parties: Party[]; turn: number; asOf: number; register: Register; /** which officer of each agency handles it; by chance where it is left out */ officer?: number }) {
    this.random = given.random
    this.place = given.place
    this.chain = given.chain
    this.crime = given.crime
    this.#cause = given.cause
    this.parties = given.parties
    this.turn = given.turn
    this.asOf = given.asOf
    this.#register = given.register
    this.#officer = given.officer ?? null
  }

  /** Does this go wrong here? Seeded, a few in a hundred occasions. */
  slip(kind: Slip): boolean {
    if (!this.random.chance(slips[kind])) return false
    this.slipped.add(kind)
    return true
  }

  /** Whether this is one in so many matters of its kind: what is rare comes in turn, so that it is always there. */
  every(count: number, which = 0): boolean {
    return this.turn % count === which
  }

  /** The matters of a kind take the items of a list in turn. */
  inTurn<T>(list: readonly T[]): T {
    return list[this.turn % list.length] as T
  }

  /** Records an act and returns its instant. */
  act(node: string, at: number, options: ActOptions = {}): number {
    const dossier = dossierOf(node.slice(0, 3))
    const agency = options.by ?? this.agencyOf(dossier)
    const { officer, unit } = this.#handlerOf(agency)
    const tooLow = options.who === 'chief' && this.#officer === null && this.slip('approvedTooLow')
    const by = options.who === undefined ? officer : (agency.officers[options.who === 'chief' && !tooLow ? 0 : 1] as Officer)
    const word = documentWords[node]
    const recorded = at + (options.recordedAfter ?? this.random.int(2, 45) * MINUTE)
    const event: WireEvent = {
      id: `${this.chain.slice(1)}-${this.told.length + 1}`,
      source: agency.source,
      chain: this.chain,
      case: this.caseOf(dossier, at),
      ...(options.party === undefined ? {} : { subject: options.party.subject }),
      node,
      at: isoInstant(at),
      recordedAt: isoInstant(recorded),
      actor: { id: by.id, name: by.name, org: by.org, role: by.role, level: tooLow ? unitLevel[agency.body] : (options.level ?? handlerLevel[agency.body]) },
      ...(word === undefined ? {} : { docNo: this.#number(agency, dossier, word, at) }),
      attrs: { unit, ...(this.#cause && this.told.length === 0 ? { cause: this.crime } : {}), ...(this.told.length === 0 && this.#officer === null && this.every(SECRET_EVERY, 7) ? { secrecy: '秘密' } : {}), ...(options.party === undefined ? {} : { personName: options.party.name }), ...options.attrs },
    }
    this.told.push({ at, recorded, event })
    return at
  }

  agencyOf(dossier: Dossier): Agency {
    return dossiers[dossier].of(this.place)
  }

  caseOf(dossier: Dossier, at: number): string {
    let number = this.#cases.get(dossier)
    if (number === undefined) this.#cases.set(dossier, (number = this.#openCase(dossier, at)))
    return number
  }

  /** Officers who take part: two, as the law demands. */
  officers(): { officers: number } {
    return { officers: this.slip('oneOfficer') ? 1 : 2 }
  }

  /** A moment after `from` and not after `limit`; people often act near the end. In office hours where `office` is set. */
  within(from: number, limit: number, office = true): number {
    const roll = this.random.next()
    const share = roll < 0.5 ? this.random.between(0.12, 0.6) : roll < 0.87 ? this.random.between(0.6, 0.92) : this.random.between(0.92, 1)
    const at = from + Math.max(1, Math.round(((limit - from) * share) / MINUTE)) * MINUTE
    return office ? this.atOffice(at, from, limit) : Math.min(at, limit)
  }

  /** Moves a moment into office hours of a working day, forwards if the limit allows, else backwards. */
  atOffice(at: number, from: number, limit = Infinity): number {
    let day = dayOf(at)
    while (!isWorkday(day)) day++
    if (startOf(day) > limit) {
      day = dayOf(at) - 1
      while (!isWorkday(day)) day--
    }
    const moment = startOf(day) + this.random.int(8 * 60 + 35, 17 * 60 + 25) * MINUTE
    if (moment > from && moment <= limit) return moment
    // no office hour left between the two: done on duty, soon after
    return Math.min(Math.max(from + this.random.int(15, 90) * MINUTE, startOf(day) + 9 * HOUR), limit)
  }

  /** Some days after the end of a period, in office hours. */
  afterEnd(limit: number, mostDays = 4): number {
    return this.atOffice(limit + this.random.int(1, mostDays) * DAY, limit)
  }

  /** Between so many days, in office hours. */
  days(from: number, low: number, high: number): number {
    return this.atOffice(from + this.random.between(low, high) * DAY, from)
  }

  minutes(from: number, low: number, high: number): number {
    return from + this.random.int(low, high) * MINUTE
  }

  /** The last minute of the day so many days after `from`. */
  limitDays(from: number, days: number): number {
    return endOfDay(from, days)
  }

  #handlerOf(agency: Agency): { officer: Officer; unit: string } {
    let handler = this.#handlers.get(agency)
    if (handler === undefined) {
      const place = this.#officer ?? this.random.int(2, agency.officers.length - 1)
      // departments take the officers in turn, as the table of people says
      const unit = this.#officer === null ? this.random.pick(agency.units) : (agency.units[place % agency.units.length] as string)
      this.#handlers.set(agency, (handler = { officer: agency.officers[place] as Officer, unit }))
    }
    return handler
  }

  #number(agency: Agency, dossier: Dossier, word: string, at: number): string {
    const year = yearOf(at)
    return this.#register.next((n) => `${agency.short}${letter[agency.body]}${dossiers[dossier].word}${word}字〔${year}〕${n}号`)
  }

  #openCase(dossier: Dossier, at: number): string {
    const agency = this.agencyOf(dossier)
    const year = yearOf(at)
    return this.#register.next((n) => dossiers[dossier].number(agency, year, n))
  }
}

const handlerLevel = { police: '办案民警', procuratorate: '检察官', court: '审判员', prison: '监狱民警', justice: '承办人', government: '承办人', petitions: '承办人' } as const
const unitLevel = { police: '办案部门负责人', procuratorate: '检察官', court: '审判员', prison: '监狱民警', justice: '承办人', government: '承办人', petitions: '承办人' } as const
const letter = { police: '公', procuratorate: '检', court: '法', prison: '狱', justice: '司', government: '府', petitions: '访' } as const

/** Heads of divisions try cases too: one hearing in so many. */
const HEAD_TRIES_EVERY = 9
export const presiding = (m: Matter): ActOptions => (m.every(HEAD_TRIES_EVERY, 4) ? { level: '庭长', who: 'head' } : {})

/** Who approves, with the level that the act names. */
export const chiefOfPolice = { level: '县级以上公安机关负责人', who: 'chief' } as const
export const headOfUnit = { level: '办案部门负责人', who: 'head' } as const
export const chiefProcurator = { level: '检察长', who: 'chief' } as const
export const deputyProcurator = { level: '副检察长', who: 'head' } as const
export const courtPresident = { level: '院长', who: 'chief' } as const
export const warden = { level: '监狱长', who: 'chief' } as const
export const headOfAdministration = { level: '行政机关负责人', who: 'chief' } as const
