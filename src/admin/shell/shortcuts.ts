import { useEffect } from 'react'
import { useNavigate } from 'react-router'

const places: Record<string, string> = { h: '/', o: '/orders', p: '/products', m: '/mails', s: '/settings' }

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** `g` then a letter goes to a screen, `/` to the search of a list. Never while somebody types. */
export function useShortcuts(): void {
  const navigate = useNavigate()
  useEffect(() => {
    let afterG = 0
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return
      const place = places[event.key]
      if (performance.now() - afterG < 1000 && place) {
        afterG = 0
        event.preventDefault()
        void navigate(place)
        return
      }
      afterG = event.key === 'g' ? performance.now() : 0
      if (event.key !== '/') return
      const search = document.querySelector<HTMLInputElement>('[data-list-search]')
      if (!search) return
      event.preventDefault()
      search.focus()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [navigate])
}
