/** What somebody filled in, held against the form of the act. Values that no field asks for are refused, not stored. */
import { CodedError } from '../problem.ts'
import type { FormSource } from './definition.ts'

export type FormValues = Record<string, string | number | boolean>

/** Throws HJ-FLO-003 naming every field that is wrong. */
export function readForm(form: FormSource | null, given: Readonly<Record<string, unknown>>): FormValues {
  const properties = form?.properties ?? {}
  const values: FormValues = {}
  const wrong = Object.keys(given).filter((key) => !Object.hasOwn(properties, key))
  for (const [key, field] of Object.entries(properties)) {
    const value = typeof given[key] === 'string' ? given[key].trim() : given[key]
    if (value === undefined || value === null || value === '') {
      if (form?.required?.includes(key)) wrong.push(key)
    } else if (isSound(field, value)) values[key] = value
    else wrong.push(key)
  }
  if (wrong.length > 0) throw new CodedError('HJ-FLO-003', wrong.map((key) => (Object.hasOwn(properties, key) ? properties[key]?.title.zh : key)).join('、'))
  return values
}

type Field = FormSource['properties'][string]

function isSound(field: Field, value: unknown): value is string | number | boolean {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= (field.minimum ?? Number.NEGATIVE_INFINITY) && value <= (field.maximum ?? Number.POSITIVE_INFINITY)
    case 'string':
      return typeof value === 'string' && isSoundText(field, value)
  }
}

const LONGEST = 500

function isSoundText({ format, oneOf, minLength = 0, maxLength = LONGEST }: Field, value: string): boolean {
  if (value.length < minLength || value.length > maxLength || value.includes('\u0000')) return false
  if (oneOf !== undefined && !oneOf.some((option) => option.const === value)) return false
  return format !== 'date' || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value))
}
