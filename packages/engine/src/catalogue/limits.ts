/**
 * The register of statutory limits (`limits.yaml`): for each, the number that stands in the cited article. A machine
 * compares it with the rules, so that a slip of the pen in a rule does not go unseen, and no limit is forgotten.
 */
import Type from 'typebox'
import type { Static } from 'typebox'
import type { Duration } from '../trace.ts'
import type { RuleInfo } from './model.ts'
import { Citation, DurationText, Text, ruleId } from './schema.ts'
import type { SourceFile } from './source.ts'

const closed = { additionalProperties: false } as const

export const LimitsFile = Type.Record(
  Type.String(),
  Type.Object(
    {
      /** The number of the article; left out where the article refers to another or gives none. */
      length: Type.Optional(DurationText),
      cited: Type.Optional(Citation),
      /** The rule as whose branch or reading the limit lives, where it is none of its own. */
      in: Type.Optional(ruleId),
      /** Why no rule can supervise it. */
      leftOut: Type.Optional(Text),
    },
    closed,
  ),
)
type LimitsFile = Static<typeof LimitsFile>

export function checkLimits(file: LimitsFile, rules: readonly RuleInfo[], source: SourceFile): void {
  const byId = Map.groupBy(rules, (rule) => rule.id)
  for (const [id, limit] of Object.entries(file)) {
    if (limit.leftOut !== undefined) continue
    const place = limit.in ?? id
    const versions = byId.get(place)
    if (versions === undefined) {
      source.report([id], 'HJ-CAT-028', { zh: `期限 ${id} 没有规则 ${place}`, en: `The limit ${id} has no rule ${place}` }, { zh: '写一条同编号的规则，用 in 指明它所在的规则，或者用 leftOut 说明原因', en: 'Write a rule of that id, name the rule it lives in (in), or say why there is none (leftOut)' })
      continue
    }
    const { length, cited } = limit
    if (length !== undefined && !versions.some((rule) => rule.lengths.length === 0 || rule.lengths.some((own) => same(own, length)))) {
      source.report([id, 'length'], 'HJ-CAT-029', { zh: `规则 ${place} 的期限与登记的 ${length} 不一致`, en: `The period of the rule ${place} is not the ${length} of the register` }, { zh: '对照法律文本，改正规则或者登记', en: 'Compare with the text of the law and correct the rule or the register' })
    }
    if (cited !== undefined && !versions.some((rule) => rule.basis.some((basis) => isArticle(basis, cited)))) {
      source.report([id, 'cited'], 'HJ-CAT-029', { zh: `规则 ${place} 没有引用登记的“${cited}”`, en: `The rule ${place} does not cite "${cited}" of the register` }, { zh: '对照法律文本，改正规则或者登记', en: 'Compare with the text of the law and correct the rule or the register' })
    }
  }
}

const isArticle = (basis: RuleInfo['basis'][number], cited: string): boolean => {
  const [law, article] = cited.split(' ')
  return (basis.law === law || basis.short.zh === law) && basis.article === article?.split('.')[0]
}

/** Years are months; whether a day is a working day is a matter of the computation, not of the number. */
function same(own: Duration, text: string): boolean {
  const [amount, unit] = text.split(' ')
  const [a, kind] = plain(own.amount, own.unit)
  const [b, other] = plain(Number(amount), unit ?? '')
  return a === b && kind === other
}

const plain = (amount: number, unit: string): [number, string] => (unit === 'y' ? [amount * 12, 'mo'] : unit === 'wd' ? [amount, 'd'] : [amount, unit])
