import { useEffect, useState } from 'react'

/** What opened the first window: one that takes another's place goes back there too. */
let outside: HTMLElement | null = null

/** What opened a window: a button, or the menu's button when it was chosen from a menu. */
function opener(): HTMLElement | null {
  const active = document.activeElement
  if (active?.closest('[role="dialog"]')) return outside
  const labels = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const from = labels ? document.getElementById(labels) : active
  outside = from instanceof HTMLElement ? from : null
  return outside
}

/** When the window is gone the keyboard is where it was. The library sees to it only for windows that stay mounted. */
export function useFocusBack(): void {
  const [from] = useState(opener)
  useEffect(() => () => from?.focus({ preventScroll: true }), [from])
}
