/**
 * CloudEvents 1.0 in its three HTTP modes, brought into the wire form of an event:
 * `id`, `source` and `time` (= recordedAt) from the attributes, everything else from `data`.
 */
import type { ErrorCode } from '@hengjian/contracts'
import { decodeUtf8, parseJson } from './json-body.ts'

/** A wire event still to be checked by the engine, or why there is none. */
export type Unwrapped = { event: Record<string, unknown> } | { fault: ErrorCode; field: string; id: string | null }

type Attributes = Record<string, unknown>

const REQUIRED = ['id', 'source', 'type'] as const

/** Structured mode: one JSON object with the attributes and `data`. */
export function unwrapStructured(body: unknown): Unwrapped {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return { fault: 'HJ-EVT-011', field: 'specversion', id: null }
  const { data, data_base64: encoded, ...attributes } = body as Attributes
  if (encoded !== undefined && data !== undefined) return { fault: 'HJ-EVT-011', field: 'data_base64', id: null }
  return unwrap(attributes, typeof encoded === 'string' ? decodeBase64(encoded) : data)
}

/** Null where it is no JSON, which is then refused as data. */
function decodeBase64(encoded: string): unknown {
  try {
    return parseJson(decodeUtf8(Buffer.from(encoded, 'base64')))
  } catch {
    return null
  }
}

/** Binary mode: attributes in `ce-` headers, percent-encoded; the body is `data`. */
export function unwrapBinary(headers: Readonly<Record<string, string | string[] | undefined>>, data: unknown): Unwrapped {
  const attributes: Attributes = {}
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('ce-') && typeof value === 'string') attributes[name.slice(3)] = decodeHeader(value)
  }
  return unwrap(attributes, data)
}

export const isBinaryMode = (headers: Readonly<Record<string, unknown>>): boolean => headers['ce-specversion'] !== undefined || headers['ce-id'] !== undefined

function unwrap(attributes: Attributes, data: unknown): Unwrapped {
  const id = typeof attributes['id'] === 'string' ? attributes['id'] : null
  const wrong = attributes['specversion'] === '1.0' ? (REQUIRED.find((name) => typeof attributes[name] !== 'string') ?? firstInvalid(attributes)) : 'specversion'
  if (wrong !== null) return { fault: 'HJ-EVT-011', field: wrong, id }
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return { fault: 'HJ-EVT-011', field: 'data', id }
  const { time } = attributes
  return { event: { ...data, id, source: attributes['source'], ...(time === undefined || time === null ? {} : { recordedAt: time }) } }
}

const FORMS: Record<string, RegExp> = {
  time: /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/,
  datacontenttype: /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;.*)?$/,
}

/** Names are lower-case letters and digits; values are texts that are not empty, whole numbers or truth values; null is absence. */
function firstInvalid(attributes: Attributes): string | null {
  for (const [name, value] of Object.entries(attributes)) {
    const simple = typeof value === 'string' ? value !== '' : typeof value === 'boolean' || Number.isInteger(value) || value === null
    const formed = value === null || FORMS[name] === undefined || (typeof value === 'string' && FORMS[name].test(value))
    if (!/^[a-z0-9]+$/.test(name) || !simple || !formed) return name
  }
  return null
}

/** A malformed escape stands for itself, as the binding asks of receivers. */
function decodeHeader(value: string): string {
  const text = value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
