/**
 * JSON documents: an array of events, one event, or an object whose `events` is such an array (OCEL). The document is never
 * held as a whole: a scanner that only knows strings and brackets cuts out one event after the other.
 */
import { countLines } from './decode.ts'
import { jsonItem } from './jsonl.ts'
import { limits } from './limits.ts'
import type { Mapping } from './mapping.ts'
import { FormatError } from './problem.ts'
import type { Item } from './problem.ts'

export async function* readJson(texts: AsyncIterable<string>, file: string, mapping: Mapping): AsyncIterable<Item[]> {
  const cutter = jsonCutter((text, line) => jsonItem(text, file, line, mapping))
  try {
    for await (const text of texts) {
      cutter.push(text)
      yield cutter.take()
    }
    cutter.end()
  } catch (error) {
    yield cutter.take()
    throw error
  }
}

/**
 * Where the scanner is:
 *   outside   before the document, or between several documents in one file
 *   array     between the elements of the array of events
 *   value     inside an event, which is being gathered
 *   wrapper   in a top-level object that has not shown an `events` array (yet): gathered too, for it may itself be an event
 *   rest      after the `events` array of a wrapper: skipped
 */
type State = 'outside' | 'array' | 'value' | 'wrapper' | 'rest'

/** enough to see the name of a member before its value */
const LOOK_BACK = 200

function jsonCutter(cut: (text: string, line: number) => Item) {
  let items: Item[] = []
  let state: State = 'outside'
  let held = ''
  let depth = 0
  let inString = false
  let line = 1
  let startLine = 1
  /** a backslash at the very end of the last piece of text */
  let escaped = ''
  let oversized = false
  /** the array of events is a member of a wrapper */
  let wrapped = false
  /** after an element only a comma or the end may follow */
  let comma = false
  const marks = /["\\[\]{},\n]/g
  const outside = /\S/g

  const fail = (detail: string): never => {
    throw new FormatError('bad-json', line, detail)
  }

  function push(text: string): void {
    let at = 0
    while (at < text.length) at = state === 'outside' || state === 'array' ? between(text, at) : inside(text, at)
    if (held.length <= limits.record) return
    if (state !== 'wrapper') throw new FormatError('too-long', startLine, String(limits.record))
    // Too long for an event, but `events` may still come.
    oversized = true
    held = held.slice(-LOOK_BACK)
  }

  function between(text: string, from: number): number {
    outside.lastIndex = from
    const at = outside.exec(text)?.index ?? text.length
    line += countLines(text.slice(from, at))
    if (at === text.length) return at
    const char = text.charAt(at)
    if (char === '\ufeff') return at + 1
    if (state === 'array') return inArray(char, at)
    if (char === '[') {
      state = 'array'
      comma = false
      return at + 1
    }
    if (char !== '{') return fail(char)
    begin('wrapper')
    return at
  }

  function inArray(char: string, at: number): number {
    if (char === ']') {
      state = wrapped ? 'rest' : 'outside'
      depth = wrapped ? 1 : 0
      wrapped = false
      return at + 1
    }
    if (char === ',') {
      if (!comma) fail(',')
      comma = false
      return at + 1
    }
    if (comma) fail(char)
    begin('value')
    return at
  }

  function begin(next: State): void {
    state = next
    held = ''
    depth = 0
    startLine = line
  }

  function inside(text: string, from: number): number {
    marks.lastIndex = from
    for (let match = marks.exec(text); match; match = marks.exec(text)) {
      const at = match.index
      const char = match[0]
      if (char === '\n') line++
      if (inString) {
        if (char === '"') inString = false
        else if (char === '\\') {
          // The escaped character may lie in the next piece of text.
          if (at + 1 === text.length) return keep(text, from, at, true)
          marks.lastIndex = at + 2
        }
        continue
      }
      const stop = structure(char, at, text, from)
      if (stop >= 0) return stop
    }
    return keep(text, from, text.length, false)
  }

  function keep(text: string, from: number, to: number, escape: boolean): number {
    if (state !== 'rest') held += text.slice(from, to)
    escaped = escape ? '\\' : ''
    return text.length
  }

  /** Handles a bracket, quote or comma outside a string; where to go on if the state changes, else -1. */
  function structure(char: string, at: number, text: string, from: number): number {
    if (char === '"') inString = true
    else if (char === '{' || char === '[') {
      if (char === '[' && state === 'wrapper' && depth === 1 && /[{,]\s*"events"\s*:\s*$/.test(before(text, from, at))) {
        state = 'array'
        wrapped = true
        comma = false
        return at + 1
      }
      depth++
    } else if (char === '}' || char === ']') {
      if (depth === 0) return state === 'value' ? finish(text, from, at) : fail(char)
      depth--
      if (depth === 0) return finish(text, from, at + 1)
    } else if (char === ',' && depth === 0 && state === 'value') {
      // A bare number or word as an element ends at the comma.
      return finish(text, from, at)
    }
    return -1
  }

  const before = (text: string, from: number, at: number): string =>
    at - from >= LOOK_BACK ? text.slice(at - LOOK_BACK, at) : held.slice(-LOOK_BACK) + text.slice(from, at)

  function finish(text: string, from: number, to: number): number {
    if (oversized && state === 'wrapper') throw new FormatError('too-long', startLine, String(limits.record))
    if (state !== 'rest') items.push(cut(held + text.slice(from, to), startLine))
    comma = true
    state = state === 'value' ? 'array' : 'outside'
    held = ''
    return to
  }

  return {
    push(text: string) {
      push(escaped ? escaped + text : text)
    },
    end() {
      if (state !== 'outside') throw new FormatError('ends-early', line)
    },
    take() {
      const taken = items
      items = []
      return taken
    },
  }
}
