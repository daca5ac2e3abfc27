/**
 * XES (IEEE 1849): a trace is a chain, an event an event. `concept:name` names the node (through the mapping),
 * `time:timestamp` is `at`, `org:resource` the actor. Everything else is kept in `attrs` under its own key;
 * attributes of the trace go to its first event as `case:key`, the name that process-mining tools use.
 * Lists become arrays, containers objects, attributes of attributes `outer.inner`.
 */
import { put } from './fields.ts'
import { noMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { FormatError, problem } from './problem.ts'
import type { Item, ProblemName } from './problem.ts'
import { placeOwn } from './xes-names.ts'
import { xmlReader } from './xml.ts'

type Attributes = Record<string, unknown>
/** An attribute that is open: `values` where its children go, `prefix` for a scalar with children. */
interface Open {
  into: Attributes | unknown[]
  prefix: string
}

const scalars: Record<string, (value: string) => unknown> = {
  string: (value) => value,
  id: (value) => value,
  date: (value) => value,
  // An integer that a double cannot hold keeps its digits as text: better a code in full than a number that is wrong.
  int: (value) => (/^[+-]?\d+$/.test(value) ? (Number.isSafeInteger(Number(value)) ? Number(value) : value) : undefined),
  // JSON has no NaN and no infinity; they stay as written.
  float: (value) => (/^(NaN|[+-]?INF|[+-]?Infinity)$/.test(value) ? value : value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined),
  boolean: (value) => (/^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined),
}

export async function* readXes(texts: AsyncIterable<string>, file: string, mapping: Mapping = noMapping): AsyncIterable<Item[]> {
  const reader = xesReader(file, mapping)
  try {
    for await (const text of texts) {
      reader.push(text)
      yield reader.take()
    }
    reader.end()
  } catch (error) {
    // What was complete before the fault still counts.
    yield reader.take()
    throw error
  }
}

interface XesReader {
  push(text: string): void
  end(): void
  /** complete traces since the last call */
  take(): Item[]
}

function xesReader(file: string, mapping: Mapping): XesReader {
  let items: Item[] = []
  let level = 0
  let trace: { attributes: Attributes; events: { attributes: Attributes; line: number }[]; line: number } | null = null
  let event: Attributes | null = null
  let open: Open[] = []
  let traces = 0
  const names = new Set<string>()

  const report = (line: number, name: ProblemName, detail: string) => items.push({ problem: problem(file, line, name, detail) })

  const xml = xmlReader({
    open(name, attributes, line) {
      level++
      if (level === 1) {
        if (name !== 'log') throw new FormatError('not-xes', line, name)
      } else if (name === 'event') openEvent(line)
      else if (name === 'trace') openTrace(line)
      else if (trace) attribute(name, attributes, line)
    },
    close(name) {
      level--
      if (open.length > 0) open.pop()
      else if (name === 'event') event = null
      else if (name === 'trace' && trace) {
        emit(trace)
        trace = null
      }
    },
  })

  function openTrace(line: number): void {
    if (level !== 2) throw new FormatError('xes-structure', line, '<trace>')
    trace = { attributes: {}, events: [], line }
  }

  function openEvent(line: number): void {
    if (!trace || level !== 3) throw new FormatError('xes-structure', line, '<event>')
    event = {}
    trace.events.push({ attributes: event, line })
  }

  function attribute(type: string, { key: written = '', value: text }: Readonly<Record<string, string>>, line: number): void {
    const parent = open.at(-1)
    const into = parent ? parent.into : (event ?? trace?.attributes ?? {})
    const key = parent ? parent.prefix + written : written
    if (type === 'list' || type === 'container') {
      const child = type === 'list' ? [] : {}
      add(into, key, child)
      open.push({ into: child, prefix: '' })
      return
    }
    // XES 1.0 puts the members of a list into <values>, which is no attribute.
    if (type === 'values' && key === '') {
      open.push({ into, prefix: '' })
      return
    }
    const read = scalars[type]
    // An empty number or truth value is one that is not known.
    const value = text === '' && type !== 'string' ? null : read && text !== undefined ? read(text) : undefined
    if (value === undefined) report(line, 'xes-value', `${type} ${key}=${text ?? ''}`)
    add(into, key, value === undefined ? (text ?? null) : value)
    open.push({ into: Array.isArray(into) ? {} : into, prefix: `${key}.` })
  }

  function emit({ attributes, events, line }: NonNullable<typeof trace>): void {
    traces++
    const name = typeof attributes['concept:name'] === 'string' ? attributes['concept:name'] : `#${traces}`
    const repeated = names.has(name)
    if (repeated) report(line, 'repeated-trace', name)
    else names.add(name)
    const chain = (mapping.chainPrefix ?? '') + name
    const prefix = repeated ? `${name}#${traces}` : name
    for (const [i, entry] of events.entries()) {
      const wire = toWire(entry.attributes, chain, `${prefix}/${i + 1}`, mapping)
      if (i === 0) traceAttributes(attributes, wire.attrs)
      items.push({ event: wire, line: entry.line })
    }
  }

  return {
    push: (text) => xml.push(text),
    end: () => xml.end(),
    take() {
      const taken = items
      items = []
      return taken
    },
  }
}

function add(into: Attributes | unknown[], key: string, value: unknown): void {
  if (Array.isArray(into)) into.push(value)
  else put(into, key, value)
}

function traceAttributes(from: Attributes, attrs: Attributes): void {
  for (const key in from) if (key !== 'concept:name') attrs[`case:${key}`] = from[key]
}

function toWire(from: Attributes, chain: string, id: string, mapping: Mapping) {
  const attrs: Attributes = {}
  const wire: Attributes & { attrs: Attributes } = { id, chain, node: undefined, at: undefined, attrs }
  if (mapping.source !== undefined) wire.source = mapping.source
  for (const key in from) {
    const value = from[key]
    if (key === 'concept:name') wire.node = node(value, from['lifecycle:transition'], mapping)
    else if (key === 'time:timestamp') wire.at = value
    else if (key === 'org:resource') wire.actor = { ...(wire.actor as object), id: String(value) }
    else if (!placeOwn(wire, key, value)) put(attrs, mapping.attrs.get(key) ?? key, value)
  }
  return wire
}

function node(name: unknown, transition: unknown, { nodes }: Mapping): unknown {
  if (typeof name !== 'string') return name
  return (typeof transition === 'string' ? nodes.get(`${name}+${transition}`) : undefined) ?? nodes.get(name) ?? name
}
