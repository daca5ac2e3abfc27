/** `separation` (分离): different persons for two acts, or enough persons at one act. */
import type { RuleInfo } from '../catalogue/model.ts'
import type { Scope } from '../judge/chain.ts'
import type { Fact } from '../judge/facts.ts'
import { factAt } from '../judge/facts.ts'
import type { Predicate, Selector } from '../judge/code.ts'
import type { Run } from '../judge/run.ts'
import { refer } from '../judge/run.ts'
import { allBefore } from '../judge/selector.ts'
import type { Program } from './program.ts'

export interface Separation {
  rule: RuleInfo
  event: Selector
  other: Selector | null
  persons: { fact: Fact; atLeast: number } | null
  scope: Scope
  when: Predicate | null
}

export function separationProgram(spec: Separation): Program {
  return {
    rule: spec.rule,
    anchors: spec.event,
    when: spec.when,
    judge: (run, i) => (spec.persons === null ? judgeOther(spec, run, i) : judgePersons(spec, spec.persons, run, i)),
  }
}

function judgePersons(spec: Separation, persons: { fact: Fact; atLeast: number }, run: Run, i: number): void {
  const event = run.chain.at(i)
  const value = factAt(persons.fact, run.chain, i)
  if (typeof value !== 'number') {
    run.emitMissing(spec.rule, event, persons.fact.key)
    return
  }
  const trace = run.startTrace()
  trace?.push({ step: 'count', number: value, bound: persons.atLeast, events: [refer(event)] })
  if (value >= persons.atLeast) run.emit(spec.rule, event, 'ok', 'fulfilled', { detail: null, closedBy: null, at: event.at, trace })
  else run.emit(spec.rule, event, spec.rule.breach, 'too-few-persons', { detail: String(value), closedBy: null, at: event.at, trace })
}

function judgeOther(spec: Separation, run: Run, i: number): void {
  const { chain } = run
  const event = chain.at(i)
  const other = spec.other === null ? undefined : allBefore(spec.other, chain, i, spec.scope).sure.at(-1)
  if (other === undefined) {
    run.emit(spec.rule, event, 'not_evaluated', 'no-record', { detail: spec.other === null ? '' : chain.codeOf(spec.other), closedBy: null, at: event.at, trace: null })
    return
  }
  const here = event.actor?.['id']
  const there = chain.at(other).actor?.['id']
  if (here === undefined || there === undefined) {
    run.emitMissing(spec.rule, event, 'actor.id')
    return
  }
  const trace = run.startTrace()
  trace?.push({ step: 'compared', event: refer(chain.at(other)), role: 'other', date: chain.at(other).at })
  const more = { detail: null, closedBy: chain.at(other), at: event.at, trace }
  if (here === there) run.emit(spec.rule, event, spec.rule.breach, 'same-person', more)
  else run.emit(spec.rule, event, 'ok', 'fulfilled', more)
}
