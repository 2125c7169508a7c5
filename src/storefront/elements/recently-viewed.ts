import { fill, getHtml } from './html.ts'

const KEY = 'stoa-viewed'
const KEPT = 9
const SHOWN = 4

/** The products looked at last, remembered by this browser alone. */
export class RecentlyViewed extends HTMLElement {
  connectedCallback(): void {
    const { viewed } = this.dataset
    const before = remembered().filter((id) => id !== viewed)
    if (viewed) remember([viewed, ...before].slice(0, KEPT))
    const ids = before.slice(0, SHOWN)
    if (ids.length > 0) void this.show(ids)
  }

  private async show(ids: readonly string[]): Promise<void> {
    const query = ids.map((id) => `id=${encodeURIComponent(id)}`).join('&')
    const html = await getHtml(`${this.dataset['from']}?${query}`).catch(() => null)
    const list = this.querySelector('[data-cards]')
    if (!html || !list) return
    fill(list, html)
    this.hidden = false
  }
}

/** A browser may refuse to remember, or remember something else. */
function remembered(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

function remember(ids: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids))
  } catch {
    // Nothing is lost but the row of pictures.
  }
}
