/** Events as they arrive, checked and brought into one form. Contract: event (事件). */
import type { Text } from './catalogue/schema.ts'
import { parseInstant } from './time.ts'

export interface ChainEvent {
  id: string
  source: string
  chain: string
  case: string
  subject: string | null
  node: string
  /** occurrence, as written */
  at: string
  /** occurrence, epoch milliseconds */
  ms: number
  /** minutes east of Greenwich, as written */
  offset: number
  dateOnly: boolean
  recordedAt: string | null
  recordedMs: number | null
  actor: Record<string, string> | null
  docNo: string | null
  attrs: Record<string, unknown>
  supersedes: string | null
  retracts: string | null
}

export interface EventProblem {
  code: string
  /** the field at fault; null for the event as a whole */
  field: string | null
  message: Text
  remedy: Text
}

const LONGEST = 500

class Refused extends Error {
  readonly problem: EventProblem
  constructor(problem: EventProblem) {
    super(problem.message.en)
    this.problem = problem
  }
}

function refuse(code: string, field: string | null, zh: string, en: string, remedyZh: string, remedyEn: string): never {
  throw new Refused({ code, field, message: { zh, en }, remedy: { zh: remedyZh, en: remedyEn } })
}

function text(wire: Record<string, unknown>, field: string): string | null {
  const value = wire[field]
  if (value === undefined || value === null || value === '') return null
  const string = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof string !== 'string') {
    refuse('HJ-EVT-002', field, `字段 ${field} 应当是文字`, `Field ${field} must be text`, '把它写成带引号的文字', 'Write it as quoted text')
  }
  if (string.length > LONGEST) {
    refuse('HJ-EVT-003', field, `字段 ${field} 超过 ${LONGEST} 个字符`, `Field ${field} is longer than ${LONGEST} characters`, '检查是否放错了内容', 'Check whether the wrong content was put there')
  }
  if (string.includes('\u0000')) {
    refuse('HJ-EVT-007', field, `字段 ${field} 含有空字符`, `Field ${field} holds a NUL character`, '去掉该字符', 'Remove the character')
  }
  return string
}

function needed(wire: Record<string, unknown>, field: string): string {
  return (
    text(wire, field) ??
    refuse('HJ-EVT-001', field, `缺少必填字段 ${field}`, `The required field ${field} is missing`, '补上该字段后重新推送', 'Add the field and send the event again')
  )
}

function instant(value: string, field: string): { ms: number; offset: number; dateOnly: boolean } {
  return (
    parseInstant(value) ??
    refuse(
      'HJ-EVT-004',
      field,
      `字段 ${field} 的时间“${value.slice(0, 40)}”无法识别`,
      `The time "${value.slice(0, 40)}" in field ${field} cannot be read`,
      '写成 2026-03-03T10:00:00+08:00；只知道日期的写成 2026-03-03',
      'Write 2026-03-03T10:00:00+08:00, or 2026-03-03 if only the day is known',
    )
  )
}

function object(value: unknown, field: string): Record<string, unknown> | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) {
    refuse('HJ-EVT-005', field, `字段 ${field} 应当是一组键和值`, `Field ${field} must be an object of keys and values`, '改成 {"键": 值} 的形式', 'Change it to the form {"key": value}')
  }
  return value as Record<string, unknown>
}

function actorOf(value: unknown): Record<string, string> | null {
  const given = object(value, 'actor')
  if (given === null) return null
  const actor: Record<string, string> = {}
  for (const key of Object.keys(given)) {
    const field = text(given, key)
    if (field !== null) actor[key] = field
  }
  return actor
}

/** Checks one wire event. Unknown attributes are kept; an unknown node is kept too and reported by `evaluate`. */
export function readEvent(wire: unknown, defaults: { source: string }): { event: ChainEvent } | { problem: EventProblem } {
  try {
    const given = object(wire, 'event') ?? refuse('HJ-EVT-005', null, '事件是空的', 'The event is empty', '推送一个 JSON 对象', 'Send a JSON object')
    const id = needed(given, 'id')
    const chain = needed(given, 'chain')
    const node = needed(given, 'node')
    const at = needed(given, 'at')
    const when = instant(at, 'at')
    const recordedAt = text(given, 'recordedAt')
    const supersedes = text(given, 'supersedes')
    const retracts = text(given, 'retracts')
    if (supersedes === id || retracts === id) {
      refuse('HJ-EVT-006', supersedes === id ? 'supersedes' : 'retracts', '事件不能更正或撤回自己', 'An event cannot supersede or retract itself', '填写被更正事件的编号', 'Give the id of the event that is corrected')
    }
    return {
      event: {
        id,
        source: text(given, 'source') ?? defaults.source,
        chain,
        case: text(given, 'case') ?? chain,
        subject: text(given, 'subject'),
        node,
        at,
        ms: when.ms,
        offset: when.offset,
        dateOnly: when.dateOnly,
        recordedAt,
        recordedMs: recordedAt === null ? null : instant(recordedAt, 'recordedAt').ms,
        actor: actorOf(given['actor']),
        docNo: text(given, 'docNo'),
        attrs: object(given['attrs'], 'attrs') ?? {},
        supersedes,
        retracts,
      },
    }
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem }
    throw error
  }
}

/** The contract's form of an event, keys always in the same order and absent ones left out: the text that is hashed and exported. */
export function writeEvent(event: ChainEvent): Record<string, unknown> {
  return {
    id: event.id,
    source: event.source,
    chain: event.chain,
    case: event.case,
    ...(event.subject === null ? {} : { subject: event.subject }),
    node: event.node,
    at: event.at,
    ...(event.recordedAt === null ? {} : { recordedAt: event.recordedAt }),
    ...(event.actor === null ? {} : { actor: event.actor }),
    ...(event.docNo === null ? {} : { docNo: event.docNo }),
    ...(Object.keys(event.attrs).length === 0 ? {} : { attrs: event.attrs }),
    ...(event.supersedes === null ? {} : { supersedes: event.supersedes }),
    ...(event.retracts === null ? {} : { retracts: event.retracts }),
  }
}

/**
 * Order of occurrence. Ties are broken by what the source says (recording, then its own numbering),
 * never by arrival, so that the same set of events always gives the same verdicts.
 */
export function compareEvents(a: ChainEvent, b: ChainEvent): number {
  return (
    a.ms - b.ms ||
    (a.recordedMs ?? a.ms) - (b.recordedMs ?? b.ms) ||
    a.id.length - b.id.length ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : a.source < b.source ? -1 : a.source > b.source ? 1 : 0)
  )
}

/** The events that count: corrections applied, withdrawn ones gone, the same act pushed twice counted once; sorted. */
export function effectiveEvents(events: readonly ChainEvent[], asOf: number): ChainEvent[] {
  let sorted = true
  let plain = true
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as ChainEvent
    if (event.ms > asOf || event.supersedes !== null || event.retracts !== null) plain = false
    if (i > 0 && compareEvents(events[i - 1] as ChainEvent, event) > 0) sorted = false
  }
  let counted = events as ChainEvent[]
  if (!plain) {
    const seen = events.filter((event) => event.ms <= asOf)
    const gone = withdrawn(seen)
    counted = gone.size === 0 ? seen : seen.filter((event) => event.retracts === null && !gone.get(event.id)?.has(event.source))
  }
  if (!sorted) counted = [...counted].sort(compareEvents)
  return withoutRepeats(counted)
}

/** Sources by event id: an id is unique within its source. */
type Named = Map<string, Set<string>>

function name(list: Named, id: string, source: string): void {
  const sources = list.get(id)
  if (sources === undefined) list.set(id, new Set([source]))
  else sources.add(source)
}

function withdrawn(events: readonly ChainEvent[]): Named {
  const gone: Named = new Map()
  const void_: Named = new Map()
  // Latest first: a correction that was itself withdrawn corrects nothing, one that was itself corrected still does.
  const corrections = events.filter((event) => event.supersedes !== null || event.retracts !== null)
  for (const event of corrections.sort((a, b) => -compareByCorrection(a, b))) {
    if (void_.get(event.id)?.has(event.source)) continue
    if (event.supersedes !== null) name(gone, event.supersedes, event.source)
    if (event.retracts !== null) {
      name(gone, event.retracts, event.source)
      name(void_, event.retracts, event.source)
    }
  }
  return gone
}

const compareByCorrection = (a: ChainEvent, b: ChainEvent): number => (a.recordedMs ?? a.ms) - (b.recordedMs ?? b.ms) || compareEvents(a, b)

function withoutRepeats(sorted: ChainEvent[]): ChainEvent[] {
  let repeats: Set<number> | null = null
  for (let i = 1; i < sorted.length; i++) {
    const event = sorted[i] as ChainEvent
    for (let j = i - 1; j >= 0; j--) {
      const other = sorted[j] as ChainEvent
      if (other.ms !== event.ms) break
      if (isRepeat(event, other)) {
        repeats ??= new Set()
        repeats.add(i)
        break
      }
    }
  }
  return repeats === null ? sorted : sorted.filter((_, i) => !repeats.has(i))
}

/** The same record, or the same act: node, document number, time, person, case and part of the act. */
function isRepeat(event: ChainEvent, other: ChainEvent): boolean {
  if (event.node !== other.node) return false
  if (event.id === other.id && event.source === other.source) return true
  return (
    event.docNo !== null &&
    event.docNo === other.docNo &&
    event.subject === other.subject &&
    event.case === other.case &&
    event.attrs['act'] === other.attrs['act'] &&
    event.attrs['phase'] === other.attrs['phase']
  )
}
