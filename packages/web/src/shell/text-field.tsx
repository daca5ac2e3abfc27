import { useEffect, useState } from 'react'
import './conditions.css'

/** Waits for a pause in typing, so that not every letter asks the server. */
const pause = 300

/** One condition of a search that is typed; asks when the typing pauses. */
export const TextField = ({ label, placeholder, value, onChange }: { label: string; placeholder: string; value: string; onChange: (value: string) => void }) => {
  const [typed, setTyped] = useState(value)
  const [composing, setComposing] = useState(false)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    // The address changed: by another way than typing here, the field follows.
    setSeen(value)
    if (typed.trim() !== value) setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value || composing) return undefined
    const waiting = setTimeout(() => onChange(typed.trim()), pause)
    return () => clearTimeout(waiting)
  }, [typed, value, composing, onChange])
  return (
    <label className="cond">
      <span>{label}</span>
      <input className="field" type="search" value={typed} placeholder={placeholder} onChange={(event) => setTyped(event.target.value)} onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)} />
    </label>
  )
}
