import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionRequest, FormField, PermittedAction, Text, WorkMatter } from '../api/types.ts'
import { ApiError } from '../api/problem.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'

type Value = string | boolean
type Values = Record<string, Value>

/** What the field makes of what was typed; nothing where nothing was. */
function wire(fields: Record<string, FormField>, values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
      if (typeof value === 'boolean') return [[key, value]]
      if (value.trim() === '') return []
      return [[key, fields[key]?.type === 'integer' ? Number(value) : value.trim()]]
    }),
  )
}

/** What fields may be filled with. */
export type Offered = Pick<WorkMatter, 'people' | 'siblings'>

/** What became of sending the form. */
export interface Sending {
  mutate: (filled: Omit<ActionRequest, 'expected'>) => void
  isPending: boolean
  error: Error | null
}

interface Props {
  action: PermittedAction
  offered: Offered
  sending: Sending
  /** fill in the first who may be named; nobody is likelier than others where a matter begins */
  suggests?: boolean
  /** what is known already, by field */
  known?: Readonly<Record<string, string>>
  onCancel: () => void
}

const nothing = {}

/** The form of an act, as the flow writes it. */
export const ActionForm = ({ action, offered, sending, suggests = false, known = nothing, onCancel }: Props) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const fields = action.form?.properties ?? {}
  const suggested = Object.entries(fields).flatMap(([key, field]): [string, string][] => (suggests && field.format === 'person' ? [[key, offered.people[0]?.id ?? '']] : []))
  const [values, setValues] = useState<Values>({ ...Object.fromEntries(suggested), ...Object.fromEntries(Object.entries(known).filter(([key]) => key in fields)) })
  const send = () => sending.mutate({ act: action.act, form: wire(fields, values) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const stale = sending.error instanceof ApiError && sending.error.problem.code === 'HJ-FLO-002'
  return (
    <form className="form" onSubmit={submit} aria-label={action.actName === null ? say(action.name) : t('work.actOf', { step: say(action.name), act: say(action.actName) })}>
      {Object.entries(fields).map(([key, field]) => (
        <Field key={key} field={field} required={action.form?.required?.includes(key) ?? false} value={values[key] ?? ''} offered={offered} onChange={(value) => setValues((before) => ({ ...before, [key]: value }))} />
      ))}
      {action.document !== null && <p className="s13 i2">{t('work.makes', { document: say(action.document) })}</p>}
      <p className="row wrap">
        <button type="submit" className="btn pri" disabled={sending.isPending || stale}>
          {t('work.submit', { step: say(action.name) })}
        </button>
        <button type="button" className="btn" onClick={onCancel}>
          {t('common.cancel')}
        </button>
      </p>
      {sending.error !== null && <RequestFailure error={sending.error} onRetry={stale ? onCancel : send} />}
    </form>
  )
}

interface FieldProps {
  field: FormField
  required: boolean
  value: Value
  offered: Offered
  onChange: (value: Value) => void
}

const Field = ({ field, required, value, offered, onChange }: FieldProps) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const id = useId()
  const text = typeof value === 'string' ? value : ''
  const common = { id, required, className: 'field', ...(field.hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }) }
  const length = { ...(field.minLength === undefined ? {} : { minLength: field.minLength }), ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }) }
  const choices = choicesOf(field, offered)
  return (
    <p className="ask">
      <label htmlFor={id}>
        {say(field.title)}
        {!required && <span className="i3"> {t('work.optional')}</span>}
      </label>
      {choices !== null ? (
        <select {...common} value={text} onChange={({ target }) => onChange(target.value)}>
          <option value="">{t('work.choose')}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {say(choice.title)}
            </option>
          ))}
        </select>
      ) : field.type === 'boolean' ? (
        <input id={id} type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
      ) : field.format === 'text' ? (
        <textarea {...common} {...length} rows={3} value={text} onChange={({ target }) => onChange(target.value)} />
      ) : field.format === 'person' ? (
        <>
          <input {...common} {...length} list={`${id}-people`} autoComplete="off" value={text} onChange={({ target }) => onChange(target.value)} />
          <datalist id={`${id}-people`}>
            {offered.people.map((person) => (
              <option key={person.id} value={person.id}>
                {[person.name, person.unit].filter(Boolean).join(' ')}
              </option>
            ))}
          </datalist>
          <span className="s12 i3">{offered.people.find((person) => person.id === text)?.name ?? t('work.personHint')}</span>
        </>
      ) : (
        <input
          {...common}
          {...length}
          type={field.type === 'integer' ? 'number' : field.format === 'date' ? 'date' : 'text'}
          {...(field.minimum === undefined ? {} : { min: field.minimum })}
          {...(field.maximum === undefined ? {} : { max: field.maximum })}
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {field.hint !== undefined && (
        <span id={`${id}-hint`} className="s12 i3">
          {say(field.hint)}
        </span>
      )}
    </p>
  )
}

interface Choice {
  value: string
  title: Text
}

/** The answers between which one chooses; null where one writes. */
function choicesOf({ oneOf, format }: FormField, { siblings }: Offered): Choice[] | null {
  if (oneOf !== undefined) return oneOf.map((option) => ({ value: option.const, title: option.title }))
  if (format === 'matter') return siblings.map(({ chain, title }) => ({ value: chain, title }))
  return null
}
