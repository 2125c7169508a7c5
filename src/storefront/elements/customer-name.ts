import { fill, getHtml } from './html.ts'

/** Who is signed in. Pages are the same for everybody, so the name comes by itself. */
export class CustomerName extends HTMLElement {
  connectedCallback(): void {
    void this.refresh()
    window.addEventListener('pageshow', ({ persisted }) => persisted && void this.refresh())
    document.addEventListener('prerenderingchange', () => void this.refresh())
  }

  async refresh(): Promise<void> {
    const { from, nobody = '' } = this.dataset
    if (!from || !document.cookie.includes('stoa_signed_in=1')) return this.say(nobody)
    const html = await getHtml(from).catch(() => null)
    if (html) fill(this, html)
    else if (html === '') this.say(nobody)
  }

  private say(text: string): void {
    this.textContent = text
  }
}
