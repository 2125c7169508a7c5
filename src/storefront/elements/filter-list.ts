import { getHtml, parsePage } from './html.ts'

/** A list that filters, sorts and pages in place; the address keeps up, so that back and reload mean the same. */
export class FilterList extends HTMLElement {
  private running: AbortController | null = null
  private waiting = 0

  connectedCallback(): void {
    openBesideList(this)
    this.addEventListener('change', ({ target }) => {
      const form = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.form : null
      if (form) this.soon(form)
    })
    this.addEventListener('submit', (event) => {
      if (!(event.target instanceof HTMLFormElement)) return
      event.preventDefault()
      void this.load(addressOf(event.target), true)
    })
    this.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-in-place]') : null
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      if (link.dataset['inPlace'] === 'more') void this.more(link)
      else void this.load(link.href, true).then(() => link.dataset['inPlace'] === 'top' && this.scrollIntoView())
    })
    window.addEventListener('popstate', this.back)
  }

  disconnectedCallback(): void {
    window.removeEventListener('popstate', this.back)
  }

  private readonly back = (): void => void this.load(location.href, false)

  private soon(form: HTMLFormElement): void {
    clearTimeout(this.waiting)
    this.waiting = window.setTimeout(() => void this.load(addressOf(form), true), 120)
  }

  /** Fetches the page of this address and puts its list in place of the shown one; open facets and focus stay. */
  private async load(address: string, push: boolean): Promise<void> {
    this.running?.abort()
    const running = (this.running = new AbortController())
    const list = this.querySelector('.listing')
    list?.setAttribute('aria-busy', 'true')
    const html = await getHtml(address, running.signal).catch(() => null)
    if (running.signal.aborted) return
    const fresh = html === null ? null : parsePage(html).querySelector('filter-list .listing')
    if (!list || !fresh) {
      location.href = address
      return
    }
    if (push) history.pushState(null, '', address)
    swap(list, fresh)
  }

  /** Adds the next page's products beneath the shown ones. */
  private async more(link: HTMLAnchorElement): Promise<void> {
    link.setAttribute('aria-busy', 'true')
    const html = await getHtml(link.href).catch(() => null)
    const fresh = html === null ? null : parsePage(html)
    const grid = this.querySelector('.grid')
    const cards = fresh?.querySelectorAll('filter-list .grid > *')
    const pages = fresh?.querySelector('.pages')
    if (!grid || !cards || !pages) {
      location.href = link.href
      return
    }
    const [first] = cards
    grid.append(...cards)
    this.querySelector('.pages')?.replaceWith(pages)
    history.replaceState(null, '', link.href)
    first?.querySelector('a')?.focus({ preventScroll: true })
  }
}

/** Filters that stand beside the list are open for everybody, also for those who hear the page. */
function openBesideList(list: Element): void {
  const filters = list.querySelector<HTMLDetailsElement>('.filters')
  if (filters && matchMedia('(width >= 64rem)').matches) filters.open = true
}

function swap(list: Element, fresh: Element): void {
  const focused = document.activeElement?.id
  for (const details of list.querySelectorAll<HTMLDetailsElement>('details[id]')) {
    const same = fresh.querySelector<HTMLDetailsElement>(`#${CSS.escape(details.id)}`)
    if (same) same.open = details.open
  }
  list.replaceWith(fresh)
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action)
  const usual = form.elements.namedItem('sort')
  const order = usual instanceof HTMLSelectElement ? usual.dataset['usual'] : undefined
  for (const [name, value] of new FormData(form)) {
    const isUsual = value === '' || (name === 'sort' && value === order)
    if (typeof value === 'string' && !isUsual) address.searchParams.append(name, value)
  }
  return address.href
}
