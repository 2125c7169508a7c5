import { fill } from './html.ts'

/**
 * Puts the chosen variant into the cart without leaving the page, then shows what was added. The form posts
 * `variantId` and `quantity` to `/cart/lines`; with `X-Fragment: added` the answer is the confirmation as HTML, or with
 * a 4xx the words why not.
 */
export class AddToCart extends HTMLElement {
  private isLeaving = false

  connectedCallback(): void {
    const form = this.querySelector('form')
    form?.addEventListener('submit', (event) => {
      // Another button of the form leads on to a page, once.
      if (event.submitter?.hasAttribute('formaction') && !this.isLeaving) {
        this.isLeaving = true
        // Back from that page, this one is as it was left.
        window.addEventListener('pageshow', () => (this.isLeaving = false), { once: true })
        return
      }
      event.preventDefault()
      if (event.submitter?.hasAttribute('formaction')) return
      void this.send(form)
    })
  }

  private async send(form: HTMLFormElement): Promise<void> {
    const button = form.querySelector<HTMLButtonElement>('button[data-add]')
    if (!button || button.getAttribute('aria-busy') === 'true') return
    button.setAttribute('aria-busy', 'true')
    this.say('')
    try {
      const fields = new URLSearchParams()
      for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
      const answer = await fetch(form.action, {
        method: 'POST',
        body: fields,
        headers: { Accept: 'text/html', 'X-Fragment': 'added' },
      })
      const html = await answer.text()
      if (answer.ok) this.show(html)
      else this.say(answer.status < 500 ? html : '', answer.status >= 500)
    } catch {
      this.say('', true)
    } finally {
      button.removeAttribute('aria-busy')
    }
  }

  private say(html: string, unknown = false): void {
    const place = this.querySelector('[data-problem]')
    if (place) fill(place, unknown ? (this.dataset['unknown'] ?? '') : html)
  }

  private show(html: string): void {
    const dialog = document.createElement('dialog')
    dialog.className = 'drawer'
    dialog.setAttribute('aria-label', this.dataset['added'] ?? '')
    fill(dialog, html)
    dialog.addEventListener('click', (event) => {
      const { target } = event
      if (target === dialog || (target instanceof Element && target.closest('[data-close]'))) dialog.close()
    })
    dialog.addEventListener('close', () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
    document.dispatchEvent(new Event('cart:changed'))
  }
}
