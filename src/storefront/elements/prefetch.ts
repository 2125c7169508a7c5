/** Where browsers have no speculation rules, a page is fetched when the pointer rests on its link or a finger lands. */
export function prefetchOnIntent(): void {
  if (HTMLScriptElement.supports?.('speculationrules')) return
  const done = new Set<string>()
  const fetchAhead = (link: HTMLAnchorElement): void => {
    const { href, origin, pathname } = link
    if (origin !== location.origin || done.has(href) || 'noPrefetch' in link.dataset) return
    if (/\/(?:cart|checkout|order|pay|admin|fragments)(?:\/|$)/.test(pathname)) return
    done.add(href)
    const hint = document.createElement('link')
    hint.rel = 'prefetch'
    hint.href = href
    document.head.append(hint)
  }
  const linkOf = (event: Event): HTMLAnchorElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null

  let resting = 0
  document.addEventListener('pointerover', (event) => {
    clearTimeout(resting)
    const link = linkOf(event)
    if (link) resting = window.setTimeout(() => fetchAhead(link), 65)
  })
  document.addEventListener(
    'touchstart',
    (event) => {
      const link = linkOf(event)
      if (link) fetchAhead(link)
    },
    { passive: true },
  )
}
