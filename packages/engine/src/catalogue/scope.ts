/** What the compiler of one rule may look up: nodes, laws, attributes, computations; and where it complains. */
import type { Calendar } from '../calendar.ts'
import type { CodeWriter } from '../judge/code.ts'
import type { FactSlot } from '../judge/chain.ts'
import type { Fact } from '../judge/facts.ts'
import { defineFact } from '../judge/facts.ts'
import type { Citation, Duration, DurationUnit } from '../trace.ts'
import { parseDay } from '../time.ts'
import type { Computation, LawInfo, NodeInfo } from './model.ts'
import type { AttributesFile, CatalogueFile, Text } from './schema.ts'
import type { Path, SourceFile } from './source.ts'

/** Facts that every event has outside `attrs`. */
const BUILT_IN = new Set(['actor.id', 'actor.level', 'actor.role', 'actor.org', 'docNo'])

export interface Shared {
  file: CatalogueFile
  laws: LawInfo[]
  attributes: AttributesFile
  calendar: Calendar
  computations: Map<string, Computation>
  nodes: Map<string, NodeInfo>
  nodeIds: Map<string, number>
  /** facts that some rule asks for, numbered as they are met */
  slots: Map<string, FactSlot>
  /** the tests of all rules, as they are compiled */
  code: CodeWriter
  /** ids of the limits on which a ground of custody rests */
  custodial: Set<string>
  /** codes of the flows that are handled inside the platform */
  inside: ReadonlySet<string>
  /** from when what a deployment decides itself holds, by name; null where it is switched off */
  switches: ReadonlyMap<string, string | null>
}

/** The look-ups of one rule; complaints are placed at the rule in its file. */
export class RuleScope {
  readonly shared: Shared
  readonly source: SourceFile
  readonly path: Path
  /** nodes that the rule touches, and attributes without which it cannot judge */
  readonly nodes = new Set<string>()
  readonly needs = new Set<string>()
  inForceFrom = ''
  failed = false

  constructor(shared: Shared, source: SourceFile, path: Path) {
    this.shared = shared
    this.source = source
    this.path = path
  }

  complain(path: Path, code: string, message: Text, remedy: Text): void {
    this.failed = true
    this.source.report([...this.path, ...path], code, message, remedy)
  }

  fact(key: string, path: Path): Fact {
    const attribute = this.shared.attributes.attributes[key]
    if (attribute === undefined && !BUILT_IN.has(key)) {
      this.complain(path, 'HJ-CAT-012', { zh: `属性“${key}”没有登记`, en: `The attribute "${key}" is not registered` }, { zh: '在 attributes.yaml 中登记，或改正拼写', en: 'Register it in attributes.yaml, or correct the spelling' })
    }
    return defineFact(key, attribute?.carried ?? false, BUILT_IN.has(key) ? -1 : this.#slotOf(key, attribute?.carried ?? false))
  }

  #slotOf(key: string, carried: boolean): number {
    const { slots } = this.shared
    const known = slots.get(key)
    if (known !== undefined) return known.slot
    // `custody` decides how a last day rolls wherever it was told
    slots.set(key, { slot: slots.size, carried: carried || key === 'custody' })
    return slots.size - 1
  }

  duration(text: string): Duration {
    const [amount, unit] = text.split(' ')
    return { amount: Number(amount), unit: unit as DurationUnit }
  }

  computation(id: string | undefined, path: Path): Computation {
    const found = this.shared.computations.get(id ?? '')
    if (found !== undefined) return found
    this.complain(
      path,
      'HJ-CAT-013',
      { zh: id === undefined ? '没有写期间计算方法（computation）' : `期间计算方法“${id}”没有定义`, en: id === undefined ? 'No computation is given' : `The computation "${id}" is not defined` },
      { zh: '使用 catalog.yaml 的 computations 中的一种', en: 'Use one of the computations in catalog.yaml' },
    )
    return { id: '', name: { zh: '', en: '' }, startDay: 'excluded', monthEnd: 'corresponding', hours: 'exact', halfMonthDays: 15, rollOver: 'none', rollOverBasis: [], workingDays: [] }
  }

  basis(citations: string[], path: Path): Citation[] {
    return citations.map((citation, k) => this.cite(citation, [...path, k]))
  }

  /** Resolves `刑事诉讼法 91.1` to the law's version in force when the rule begins to apply. */
  cite(text: string, path: Path): Citation {
    const [name = '', place = ''] = text.split(' ')
    const [article = '', paragraph] = place.split('.')
    const law = this.shared.laws.find((candidate) => candidate.id === name || candidate.name.zh === name || candidate.short.zh === name)
    if (law === undefined) {
      this.complain(path, 'HJ-CAT-014', { zh: `法律“${name}”没有登记`, en: `The law "${name}" is not registered` }, { zh: '在 laws.yaml 中登记该法及其版本', en: 'Register the law and its versions in laws.yaml' })
      return { law: name, short: { zh: name, en: name }, article, version: '' }
    }
    const version = law.versions.find((candidate) => candidate.from <= this.inForceFrom && (candidate.to === null || this.inForceFrom < candidate.to))
    if (version === undefined) {
      this.complain(
        path,
        'HJ-CAT-015',
        { zh: `《${law.name.zh}》没有在 ${this.inForceFrom} 施行的版本`, en: `No version of ${law.name.en} in force on ${this.inForceFrom} is registered` },
        { zh: '改正规则的施行日期，或在 laws.yaml 中补登该版本', en: 'Correct the dates of the rule, or register that version in laws.yaml' },
      )
    } else if (version.articles > 0 && Number(article.split('-')[0]) > version.articles) {
      this.complain(
        path,
        'HJ-CAT-016',
        { zh: `《${law.name.zh}》${version.version} 版只有 ${version.articles} 条，没有第${article}条`, en: `${law.name.en} (${version.version}) has ${version.articles} articles; there is no article ${article}` },
        { zh: '对照法律文本改正条号', en: 'Correct the article against the text of the law' },
      )
    }
    return { law: law.name.zh, short: law.short, article, ...(paragraph === undefined ? {} : { paragraph }), version: version?.version ?? '' }
  }

  day(date: string, path: Path): number {
    const day = parseDay(date)
    if (day === null) this.complain(path, 'HJ-CAT-017', { zh: `没有“${date}”这一天`, en: `There is no day "${date}"` }, { zh: '写成 2026-01-01', en: 'Write it as 2026-01-01' })
    return day ?? 0
  }
}
