import { fill, getHtml } from './html.ts'

/** How many pieces are in the cart. Pages are the same for everybody, so the number comes by itself. */
export class CartCount extends HTMLElement {
  connectedCallback(): void {
    void this.refresh()
    document.addEventListener('cart:changed', () => void this.refresh())
    // A page from the back/forward cache, or one drawn ahead, shows the count of then.
    window.addEventListener('pageshow', ({ persisted }) => persisted && void this.refresh())
    document.addEventListener('prerenderingchange', () => void this.refresh())
  }

  async refresh(): Promise<void> {
    const from = this.dataset['from']
    if (!from || !document.cookie.includes('stoa_has_cart=1')) return fill(this, '')
    const html = await getHtml(from).catch(() => null)
    if (html !== null) fill(this, html)
  }
}
