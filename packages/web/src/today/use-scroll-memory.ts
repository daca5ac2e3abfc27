import { useLayoutEffect, useRef } from 'react'

/** On a phone list and panel share one scroll area: the panel opens at its top, the list comes back where it was. */
export function useScrollMemory(inPanel: boolean): void {
  const listTop = useRef(0)
  useLayoutEffect(() => {
    const area = document.getElementById('main')
    if (area === null || !inPanel) return
    listTop.current = area.scrollTop
    area.scrollTop = 0
    return () => {
      // The list must be there again before it can be scrolled.
      requestAnimationFrame(() => area.scrollTo(0, listTop.current))
    }
  }, [inPanel])
}
