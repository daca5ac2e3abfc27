import { useId } from 'react'
import type { ReactNode } from 'react'

interface Option<Value> {
  value: Value
  label: ReactNode
}

interface Props<Value> {
  label: string
  options: readonly Option<Value>[]
  value: Value
  onChange: (value: Value) => void
  className?: string
}

/** A choice between a few answers, drawn as one control: radio buttons with all that browsers do for them. */
export const Seg = <Value extends string>({ label, options, value, onChange, className = '' }: Props<Value>) => {
  const name = useId()
  return (
    <fieldset className={`seg ${className}`}>
      <legend className="unseen">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input className="unseen" type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
