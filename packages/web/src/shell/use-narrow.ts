import { useSyncExternalStore } from 'react'

const phone = window.matchMedia('(max-width: 47.5rem)')

const follow = (changed: () => void) => {
  phone.addEventListener('change', changed)
  return () => phone.removeEventListener('change', changed)
}

/** True on a phone: one column, cards instead of rows. The same width as in shell.css. */
export const useNarrow = (): boolean => useSyncExternalStore(follow, () => phone.matches)
