/** Writes a judgment out in the form that others receive. */
import type { Catalogue } from './catalogue/model.ts'
import type { Text } from './catalogue/schema.ts'
import { messageOf } from './explain/messages.ts'
import type { Judgment } from './judge/run.ts'
import { writePosition } from './rules/ledger.ts'
import type { Verdict } from './verdict.ts'

/** Identity of a verdict: the same rule, version and anchor event give the same id every time. */
export const verdictId = ({ rule, anchor }: Judgment): string => `${rule.id}@${rule.version}:${anchor.source}/${anchor.id}`

export function toVerdict(catalogue: Catalogue, judgment: Judgment): Verdict {
  const { rule, anchor, unit } = judgment
  const offset = catalogue.zoneOffset ?? anchor.offset
  const write = (position: number | null): string | null => (position === null ? null : writePosition(position, unit, offset))
  const facts = { ruleName: rule.name, reason: judgment.reason, due: write(judgment.due), lenient: write(judgment.lenient), at: judgment.at, detail: judgment.detail }
  return {
    id: verdictId(judgment),
    chain: anchor.chain,
    case: anchor.case,
    subject: anchor.subject,
    rule: rule.id,
    ruleVersion: rule.version,
    ruleName: rule.name,
    kind: rule.kind,
    flow: rule.flow,
    node: rule.node,
    agency: rule.agency,
    outcome: judgment.outcome,
    reason: judgment.reason,
    detail: judgment.detail,
    due: facts.due,
    lenient: facts.lenient,
    at: judgment.at,
    anchor: anchor.id,
    closedBy: judgment.closedBy?.id ?? null,
    basis: rule.basis,
    message: messageOf(facts, (key) => labelOf(catalogue, key)),
    advice: rule.advice,
    trace: judgment.trace,
  }
}

function labelOf(catalogue: Catalogue, key: string): Text | null {
  return catalogue.attributes.attributes[key]?.name ?? catalogue.nodes.get(key)?.name ?? catalogue.flows.find((flow) => flow.code === key)?.name ?? null
}
