import { useEffect, useEffectEvent } from 'react'
import { usePreferences } from './preferences.tsx'

/** A key as the browser names it (`j`, `Enter`, `[`), or two in a row (`g t`). */
export type KeyMap = Readonly<Record<string, () => void>>

/** What takes typing itself keeps its keys; Esc leaves it. */
const takesTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=radio], [type=checkbox]), textarea, select, [role=combobox], [role=textbox]'))

/** What Enter and Space already do something on. */
const actsItself = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('button, a, summary, [role=radio], [role=menuitem], [role=option]') !== null

const sequencePause = 1000

const name = (event: KeyboardEvent): string => (event.key.length === 1 ? event.key.toLowerCase() : event.key)

/** Only one key of a sequence may be waiting, whoever listens. */
let first: { key: string; event: KeyboardEvent } | null = null

/**
 * Listens to single keys while the component is on the page. They are off while an input method composes, in fields,
 * with a modifier, behind an open dialog and when the reader has switched them off (Esc always works).
 */
export function useKeys(keys: KeyMap): void {
  const { keys: enabled } = usePreferences()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const key = name(event)
    if (document.querySelector('dialog[open]') !== null) return
    if (key !== 'Escape' && (!enabled || takesTyping(event.target))) return
    if (key === 'Enter' && actsItself(event.target)) return
    const begun = first !== null && first.event !== event && event.timeStamp - first.event.timeStamp < sequencePause
    const action = keys[begun ? `${first?.key} ${key}` : key]
    if (action !== undefined) {
      event.preventDefault()
      first = null
      action()
    } else if (key === 'g') first = { key, event }
  })

  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
