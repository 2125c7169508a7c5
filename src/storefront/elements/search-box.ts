import { fill, getHtml } from './html.ts'

/** Suggestions while one types: a combobox with a list (ARIA 1.2). Without JavaScript it is a search field. */
export class SearchBox extends HTMLElement {
  private readonly list = document.createElement('div')
  private asked = ''
  private typed = ''
  private at = -1
  private waiting = 0

  connectedCallback(): void {
    const { field } = this
    if (!field) return
    this.list.id = 'search-suggestions'
    this.list.className = 'suggest'
    this.list.hidden = true
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', field.labels?.[0]?.textContent ?? '')
    this.append(this.list)
    field.setAttribute('role', 'combobox')
    field.setAttribute('aria-autocomplete', 'list')
    field.setAttribute('aria-expanded', 'false')
    field.setAttribute('aria-controls', this.list.id)
    field.addEventListener('input', () => {
      this.typed = field.value
      clearTimeout(this.waiting)
      this.waiting = window.setTimeout(() => void this.suggest(field.value.trim()), 80)
    })
    field.addEventListener('keydown', (event) => this.key(event))
    this.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) this.close()
    })
    this.list.addEventListener('pointerdown', (event) => event.preventDefault())
    this.list.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null
      if (row?.dataset['href']) location.href = row.dataset['href']
    })
  }

  private get field(): HTMLInputElement | null {
    return this.querySelector('input')
  }

  private get rows(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('[role=option]')]
  }

  private async suggest(query: string): Promise<void> {
    this.asked = query
    if (query.length < 2) return this.close()
    const html = await getHtml(`${this.dataset['suggest']}?q=${encodeURIComponent(query)}`).catch(() => null)
    if (html === null || this.asked !== query) return
    fill(this.list, html)
    this.at = -1
    this.open(this.rows.length > 0)
  }

  private key(event: KeyboardEvent): void {
    const { field, rows } = this
    if (!field) return
    if (event.key === 'Escape' && !this.list.hidden) {
      event.preventDefault()
      field.value = this.typed
      this.close()
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && rows.length > 0) {
      event.preventDefault()
      this.open(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      // One place more than there are rows: the field itself, with what was typed.
      this.mark(((this.at + 1 + step + rows.length + 1) % (rows.length + 1)) - 1)
    } else if (event.key === 'Enter') {
      const address = this.list.hidden ? undefined : rows[this.at]?.dataset['href']
      if (!address) return
      event.preventDefault()
      location.href = address
    }
  }

  private mark(at: number): void {
    const { field, rows } = this
    if (!field) return
    this.at = at
    for (const [index, row] of rows.entries()) row.setAttribute('aria-selected', String(index === at))
    const row = rows[at]
    row?.scrollIntoView({ block: 'nearest' })
    field.value = row?.dataset['query'] ?? this.typed
    if (row) field.setAttribute('aria-activedescendant', row.id)
    else field.removeAttribute('aria-activedescendant')
  }

  private open(open: boolean): void {
    this.list.hidden = !open
    this.field?.setAttribute('aria-expanded', String(open))
  }

  private close(): void {
    this.asked = ''
    this.at = -1
    this.open(false)
    this.field?.removeAttribute('aria-activedescendant')
  }
}
