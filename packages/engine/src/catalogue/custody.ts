/** Compiles `custody.yaml`: the grounds on which a person may be held, each a rule of its own. */
import Type from 'typebox'
import type { Static } from 'typebox'
import type { Custody, CustodyAct, Ground } from '../custody.ts'
import type { RuleInfo } from './model.ts'
import { compileSelector } from './predicates.ts'
import { Citation, DurationText, InForce, Selector, Text, ruleId } from './schema.ts'
import type { Shared } from './scope.ts'
import { RuleScope } from './scope.ts'
import type { SourceFile } from './source.ts'

const closed = { additionalProperties: false } as const

const GroundSource = Type.Object(
  {
    id: ruleId,
    name: Text,
    /** The act that puts a person on this ground, or moves one who is held from another ground to this. */
    start: Selector,
    /** The limits that run on it; it ends with the latest. Without `until`, `endsOn` and `days` the law fixes no day. */
    until: Type.Optional(Type.Array(ruleId, { minItems: 1 })),
    endsOn: Type.Optional(Type.String()),
    days: Type.Optional(Type.Integer({ minimum: 0 })),
    breach: Type.Optional(Type.Union([Type.Literal('violation'), Type.Literal('warning')])),
    remind: Type.Optional(DurationText),
    basis: Type.Array(Citation, { minItems: 1 }),
    advice: Type.Optional(Text),
    note: Type.Optional(Text),
  },
  closed,
)

export const CustodyFile = Type.Object({ inForce: InForce, ends: Selector, grounds: Type.Array(GroundSource, { minItems: 1 }) }, closed)
type CustodyFile = Static<typeof CustodyFile>

export interface CompiledCustody {
  custody: Custody
  infos: { info: RuleInfo; path: (string | number)[] }[]
}

export function compileCustody(shared: Shared, source: SourceFile, file: CustodyFile): CompiledCustody {
  const infos: CompiledCustody['infos'] = []
  const grounds = file.grounds.map((given, k): Ground => {
    const scope = new RuleScope(shared, source, ['grounds', k])
    scope.inForceFrom = file.inForce.from
    const start = compileSelector(scope, given.start, ['start'])
    const node = shared.code.itemsOf(start)[0]?.code ?? ''
    const agency = shared.nodes.get(node)?.agency ?? 'other'
    const info: RuleInfo = {
      id: given.id,
      version: file.inForce.from,
      kind: 'custody',
      name: given.name,
      flow: shared.nodes.get(node)?.flow ?? '',
      node,
      nodes: [...scope.nodes],
      agency,
      basis: scope.basis(given.basis, ['basis']),
      lengths: given.days === undefined ? [] : [{ amount: given.days, unit: 'd' }],
      breach: given.breach ?? 'violation',
      from: file.inForce.from,
      to: file.inForce.to ?? null,
      fromDay: scope.day(file.inForce.from, ['inForce', 'from']),
      toDay: file.inForce.to === undefined ? Number.POSITIVE_INFINITY : scope.day(file.inForce.to, ['inForce', 'to']),
      earliest: true,
      note: given.note ?? null,
      advice: given.advice ?? null,
      needs: [...scope.needs].sort(),
      parent: null,
    }
    infos.push({ info, path: ['grounds', k] })
    if ([given.until, given.endsOn, given.days].filter((end) => end !== undefined).length > 1) {
      scope.complain(['id'], 'HJ-CAT-019', { zh: '依据的终点写 until、endsOn 或 days 其中一种', en: 'The end of a ground is one of until, endsOn and days' }, { zh: '留下其中一种', en: 'Keep one of them' })
    }
    return {
      rule: info,
      start,
      until: new Set(given.until ?? []),
      endsOn: given.endsOn === undefined ? null : scope.fact(given.endsOn, ['endsOn']),
      days: given.days ?? null,
      remind: scope.duration(given.remind ?? shared.file.remind.days),
    }
  })
  const scope = new RuleScope(shared, source, [])
  scope.inForceFrom = file.inForce.from
  const ends = compileSelector(scope, file.ends, ['ends'])
  const acts = [...shared.nodes.values()].map(({ standing }, node): CustodyAct | null => {
    const begun = grounds.filter((ground) => shared.code.itemsOf(ground.start).some((item) => item.node === node))
    const mayEnd = shared.code.itemsOf(ends).some((item) => item.node === node)
    return standing === null && begun.length === 0 && !mayEnd ? null : { standing, mayEnd, grounds: begun }
  })
  const nodes = shared.code.nodes(acts.flatMap((act, node) => (act !== null && act.grounds.length > 0 ? [node] : [])))
  for (const ground of grounds) for (const id of ground.until) shared.custodial.add(id)
  return { custody: { grounds, ends, acts, nodes, calendar: shared.calendar }, infos }
}

/** A ground that names a limit which does not exist would never end. */
export function checkGrounds(file: CustodyFile, rules: readonly RuleInfo[], source: SourceFile): void {
  const limits = new Set(rules.filter((rule) => rule.kind === 'limit').map((rule) => rule.id))
  for (const [k, ground] of file.grounds.entries()) {
    for (const id of ground.until ?? []) {
      if (!limits.has(id)) source.report(['grounds', k, 'until'], 'HJ-CAT-027', { zh: `没有期限规则 ${id}`, en: `There is no limit ${id}` }, { zh: '写已有的期限规则编号', en: 'Name an existing limit' })
    }
  }
}
