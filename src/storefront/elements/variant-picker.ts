import { fill, getHtml, parsePage } from './html.ts'
import { ProductGallery } from './product-gallery.ts'

/**
 * Shows the chosen variant's price, stock and picture at once, and keeps it in the address. The last option's values
 * are radio buttons that carry what changes; those of earlier options are links, whose page is fetched and put in place.
 */
export class VariantPicker extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === 'variantId') this.choose(target)
    })
    this.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-pick]') : null
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      void this.follow(link.href)
    })
  }

  private choose({ value, dataset }: HTMLInputElement): void {
    const address = new URL(location.href)
    address.searchParams.delete('pick')
    address.searchParams.set('variant', value)
    history.replaceState(history.state, '', address)
    const chosen = this.querySelector('[data-chosen="last"]')
    if (chosen) chosen.textContent = dataset['label'] ?? ''
    this.put('[data-price]', dataset['costs'])
    this.put('[data-tiers]', dataset['steps'])
    this.tellStock(dataset['word'] ?? 'in_stock', dataset['says'] ?? '')
    const picture = Number(dataset['picture'] ?? -1)
    const gallery = document.querySelector('product-gallery')
    if (picture >= 0 && gallery instanceof ProductGallery) gallery.show(picture)
    this.querySelector('[data-problem]')?.replaceChildren()
  }

  private tellStock(word: string, text: string): void {
    const stock = this.querySelector('[data-stock]')
    if (stock) {
      stock.textContent = text
      stock.className = `stock stock--${word}`
    }
    for (const way of this.querySelectorAll<HTMLButtonElement>('[data-express] button'))
      way.disabled = word === 'sold_out'
    const button = this.querySelector<HTMLButtonElement>('button[data-add]')
    if (!button) return
    button.disabled = word === 'sold_out'
    button.textContent = (button.disabled ? button.dataset['soldOut'] : button.dataset['add']) ?? ''
  }

  private put(selector: string, html: string | undefined): void {
    const place = this.querySelector(selector)
    if (place && html !== undefined) fill(place, html)
  }

  private async follow(address: string): Promise<void> {
    this.setAttribute('aria-busy', 'true')
    const html = await getHtml(address).catch(() => null)
    const fresh = html === null ? null : parsePage(html)
    const mine = fresh?.querySelector('variant-picker')
    if (!fresh || !mine) {
      location.href = address
      return
    }
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['pick'] : undefined
    const gallery = fresh.querySelector('product-gallery')
    if (gallery) document.querySelector('product-gallery')?.replaceWith(gallery)
    history.replaceState(history.state, '', address)
    this.replaceWith(mine)
    if (focused) document.querySelector<HTMLElement>(`[data-pick="${CSS.escape(focused)}"]`)?.focus()
  }
}
