/** The files that the agencies keep of one matter: who keeps which, and how it is numbered. */
import type { Agency, Place } from './province.ts'

interface DossierKind {
  of(place: Place): Agency
  /** what kind of matter its document numbers name, in brackets */
  word: '' | '（刑）' | '（行）' | '（民）' | '（执）'
  number(agency: Agency, year: number, n: number): string
}

const court = (title: string, word: DossierKind['word'], of: DossierKind['of']): DossierKind => ({ of, word, number: ({ code }, year, n) => `（${year}）${code.slice(2)}${title}${n}号` })
const office = (of: DossierKind['of'], title: string, word: DossierKind['word'] = '（刑）'): DossierKind => ({ of, word, number: ({ short }, year, n) => `${short}${title}〔${year}〕${n}号` })

const police = (place: Place): Agency => place.police
const procuratorate = (place: Place): Agency => place.procuratorate
const trialCourt = (place: Place): Agency => place.court
const appealCourt = (place: Place): Agency => place.appealCourt
const prison = (place: Place): Agency => place.prison
const government = (place: Place): Agency => place.government

const kinds = {
  incident: office(police, '公接字', ''),
  police: office(police, '公（刑）立字'),
  administrative: office(police, '公（行）受字', '（行）'),
  arrest: office(procuratorate, '检审捕'),
  prosecution: office(procuratorate, '检审诉'),
  filingSupervision: office(procuratorate, '检立监'),
  executionSupervision: office(procuratorate, '检执监'),
  custodyReview: office(procuratorate, '检羁审'),
  trial: court('刑初', '（刑）', trialCourt),
  appeal: court('刑终', '（刑）', appealCourt),
  retrial: court('刑再', '（刑）', appealCourt),
  civil: court('民初', '（民）', trialCourt),
  civilAppeal: court('民终', '（民）', appealCourt),
  administrativeTrial: court('行初', '（行）', trialCourt),
  enforcement: court('执', '（执）', trialCourt),
  prison: office(prison, '狱罪字'),
  commutation: office(prison, '狱减字'),
  parole: office(prison, '狱假字'),
  outside: office(prison, '狱监外字'),
  correction: office((place) => place.justice, '矫字', ''),
  reconsideration: office(government, '政复', ''),
  petition: office((place) => place.petitions, '访字', ''),
  compensation: office(police, '赔字', ''),
} as const satisfies Record<string, DossierKind>

export type Dossier = keyof typeof kinds
export const dossiers: Readonly<Record<Dossier, DossierKind>> = kinds

const byFlow: Readonly<Record<string, Dossier>> = {
  P01: 'incident',
  P08: 'administrative',
  P09: 'arrest',
  P10: 'prosecution',
  P11: 'prosecution',
  P12: 'filingSupervision',
  P13: 'prosecution',
  P14: 'executionSupervision',
  P15: 'custodyReview',
  P16: 'trial',
  P17: 'appeal',
  P18: 'retrial',
  P19: 'civil',
  P20: 'civilAppeal',
  P21: 'administrativeTrial',
  P22: 'enforcement',
  P23: 'prison',
  P24: 'prison',
  P25: 'commutation',
  P26: 'parole',
  P27: 'outside',
  P28: 'correction',
  P29: 'prison',
  P30: 'reconsideration',
  P31: 'petition',
  P32: 'compensation',
}

/** The file in which an act of a flow stands; the police's criminal file where no other is named. */
export const dossierOf = (flow: string): Dossier => byFlow[flow] ?? 'police'
