/** The fictitious province: agencies of every county and prefecture, their officers, and their running numbers. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { inventName } from './people.ts'
import type { Officer } from './people.ts'
import { Random } from './random.ts'

interface Division {
  code: string
  name: string
  /** as it stands in document numbers, where the first two characters are also those of another place */
  short?: string
}
interface ProvinceFile {
  code: string
  prefectures: (Division & { counties: Division[] })[]
}

export type Body = 'police' | 'procuratorate' | 'court' | 'prison' | 'justice' | 'government' | 'petitions'

/** One agency: its handling units and officers. The first officer leads the agency, the second a unit, the others handle. */
export interface Agency {
  body: Body
  /** name of the interface that the events come from, `ga/220104/zfba` */
  source: string
  /** the place as it stands in document numbers */
  short: string
  code: string
  name: string
  units: string[]
  officers: Officer[]
}

export interface Place {
  county: Division
  police: Agency
  procuratorate: Agency
  court: Agency
  appealCourt: Agency
  /** where those sentenced serve their term */
  prison: Agency
  /** the county's bureau of justice: community correction */
  justice: Agency
  /** the county's government: reconsideration, compensation */
  government: Agency
  petitions: Agency
}

/** A county, and who tries its gravest crimes. */
export interface County extends Place {
  grave: Place
}

/** Codes and names of places. */
export const province = parse(readFileSync(new URL('./province.yaml', import.meta.url), 'utf8')) as ProvinceFile

const words = {
  police: { source: 'ga', system: 'zfba', title: '公安局', handler: '办案民警', head: '办案部门负责人', chief: '局领导', units: ['刑侦一中队', '刑侦二中队', '经侦大队', '禁毒大队', '城关派出所', '站前派出所'] },
  procuratorate: { source: 'jc', system: 'tyyw', title: '人民检察院', handler: '检察官', head: '副检察长', chief: '检察长', units: ['第一检察部', '第二检察部'] },
  court: { source: 'fy', system: 'splc', title: '人民法院', handler: '审判员', head: '庭长', chief: '院长', units: ['刑事审判庭'] },
  prison: { source: 'jy', system: 'xfzx', title: '监狱', handler: '监狱民警', head: '监区长', chief: '监狱长', units: ['一监区', '二监区', '三监区', '入监监区'] },
  justice: { source: 'sf', system: 'sqjz', title: '司法局', handler: '承办人', head: '部门负责人', chief: '局长', units: ['社区矫正中队', '城关司法所', '站前司法所'] },
  government: { source: 'zf', system: 'xzfy', title: '人民政府', handler: '承办人', head: '部门负责人', chief: '机关负责人', units: ['行政复议机构'] },
  petitions: { source: 'xf', system: 'xfxt', title: '信访局', handler: '承办人', head: '部门负责人', chief: '局长', units: ['接访科', '办信科'] },
} as const

function agency(body: Body, at: Division, name: string): Agency {
  const word = words[body]
  const code = at.code.padEnd(6, '0')
  const random = new Random(Number(code), word.source.charCodeAt(0))
  const officers = Array.from({ length: 14 }, (_, i) => ({
    id: `${word.source}${code}-${String(1001 + i)}`,
    name: inventName(random),
    org: `${code}0000`,
    role: i === 0 ? word.chief : i === 1 ? word.head : word.handler,
  }))
  return { body, source: `${word.source}/${code}/${word.system}`, short: at.short ?? at.name.slice(0, 2), code, name: name + word.title, units: word.units.map((unit) => name + word.title + unit), officers }
}

/** Every county with the agencies that handle its matters. */
export function places(): County[] {
  const highCourt = agency('court', { code: province.code, name: '高院' }, '省高级')
  return province.prefectures.flatMap((prefecture) => {
    const appealCourt = agency('court', prefecture, `${prefecture.name}中级`)
    const prison = agency('prison', prefecture, prefecture.name)
    return prefecture.counties.map((county) => {
      const place = {
        county,
        police: agency('police', county, county.name),
        procuratorate: agency('procuratorate', county, county.name),
        court: agency('court', county, county.name),
        appealCourt,
        prison,
        justice: agency('justice', county, county.name),
        government: agency('government', county, county.name),
        petitions: agency('petitions', county, county.name),
      }
      return { ...place, grave: { ...place, court: appealCourt, appealCourt: highCourt } }
    })
  })
}

/** Agencies of the prefectures that handle no matters of the demo and stand above those of the counties. */
export const superiors = (): Agency[] => province.prefectures.flatMap((prefecture) => (['police', 'procuratorate', 'justice'] as const).map((body) => agency(body, prefecture, prefecture.name)))

/** Running numbers of documents and cases: none is given twice, whatever kind of paper bears it. */
export class Register {
  #last = new Map<string, number>()

  /** `write` puts a number into its place; each text around it has a row of numbers of its own. */
  next(write: (n: number) => string): string {
    const row = write(0)
    const number = (this.#last.get(row) ?? 0) + 1
    this.#last.set(row, number)
    return write(number)
  }
}
