/** For how long nobody has touched the page: it asks by itself every minute, and that must not keep a session alive. */

let touched = performance.now()

/** Call once. */
export function watchTouches(): void {
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const) {
    window.addEventListener(kind, () => (touched = performance.now()), { passive: true, capture: true })
  }
}

export const idleSeconds = (): number => Math.floor((performance.now() - touched) / 1000)
