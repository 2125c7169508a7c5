/** A page as a browser without JavaScript gets it. */
export type Page = Readonly<{ status: number; path: string; location: string; html: string }>

export type ShipTo = Readonly<Record<string, string>>

export const berlin: ShipTo = {
  name: 'Ana Muster',
  street1: 'Torstraße 1',
  postcode: '10119',
  city: 'Berlin',
  country: 'DE',
}

export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  challenged: '4000 0000 0000 3220',
  lost: '4000 0000 0000 0341',
} as const

type Filled = { email?: string; address?: ShipTo; payment: string }

/**
 * A shopper without JavaScript: follows links and sends forms, holding the cookies of a cart and of a session. A lost
 * connection throws; the same click may be tried again.
 */
export class Shopper {
  readonly #origin: string
  readonly #address: string
  readonly #cookies = new Map<string, string>()

  /** `session`: the cookie of who has signed in. `address`: where she comes from; else this machine. */
  constructor(origin: string, session = '', address = '') {
    this.#origin = origin
    this.#address = address
    if (session) this.#keep(session)
  }

  /** As it is sent: the cart's first. */
  get cookie(): string {
    return [...this.#cookies]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join('='))
      .join('; ')
  }

  get port(): number {
    return Number(new URL(this.#origin).port)
  }

  async get(path: string): Promise<Page> {
    return this.#read(path, await fetch(this.#url(path), { redirect: 'manual', headers: this.#headers() }))
  }

  async post(path: string, form: Record<string, string>): Promise<Page> {
    const headers = { ...this.#headers(), origin: this.#origin, 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams(form).toString()
    return this.#read(path, await fetch(this.#url(path), { method: 'POST', redirect: 'manual', headers, body }))
  }

  add(variantId: string, quantity = 1): Promise<Page> {
    return this.post('/cart/lines', { variantId, quantity: String(quantity) })
  }

  /** The form of the checkout page, filled in as a shopper would, ready to be sent by the button that buys. */
  async filledCheckout({
    email = 'ana@example.com',
    address = berlin,
    payment,
  }: Filled): Promise<Record<string, string>> {
    const settled = await this.post('/checkout', {
      ...(await this.#hidden()),
      ...address,
      email,
      payment,
      go: 'shipping',
    })
    if (settled.status !== 303) throw new Error(`the checkout did not take the address: ${settled.status}`)
    return { ...(await this.#hidden()), ...address, email, payment, go: 'place' }
  }

  /** Buys what is in the cart; answers where the shop sends the shopper then. */
  async place(filled: Filled): Promise<Page> {
    return this.post('/checkout', await this.filledCheckout(filled))
  }

  /** Pays on the test gateway's page and goes where it sends the shopper, until a page is there. */
  async pay(gatewayPath: string, number: string = cards.good): Promise<Page> {
    return this.follow(await this.post(gatewayPath, { number, expiry: '12 / 39', cvc: '123' }))
  }

  async follow(page: Page): Promise<Page> {
    let at = page
    for (let hops = 0; at.location && hops < 10; hops++) at = await this.get(at.location)
    return at
  }

  async #hidden(): Promise<Record<string, string>> {
    const page = await this.get('/checkout')
    if (page.status !== 200) throw new Error(`no checkout page: ${page.status} ${page.location}`)
    const due = page.html.includes(' name="due"') ? { due: inputValue(page.html, 'due') } : {}
    return { key: inputValue(page.html, 'key'), total: inputValue(page.html, 'total'), ...due }
  }

  #keep(cookie: string): void {
    const [name = '', value = ''] = cookie.split('=')
    this.#cookies.set(name, value)
  }

  #headers(): Record<string, string> {
    return {
      ...(this.#cookies.size > 0 ? { cookie: this.cookie } : {}),
      ...(this.#address ? { 'x-forwarded-for': this.#address } : {}),
    }
  }

  #url(path: string): string {
    return new URL(path, this.#origin).href
  }

  async #read(path: string, answer: Response): Promise<Page> {
    const html = await answer.text()
    for (const line of answer.headers.getSetCookie())
      if (/^stoa_(cart|customer)=/.test(line)) this.#keep(line.split(';')[0] ?? '')
    return { status: answer.status, path, location: pathOf(answer.headers.get('location') ?? ''), html }
  }
}

/** Our own origin taken off: the shop may know itself by another name of this machine. */
const pathOf = (location: string): string =>
  URL.canParse(location) ? new URL(location).pathname + new URL(location).search : location

/** The value of a form's input by name. */
export function inputValue(html: string, name: string): string {
  const input = [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag).find((tag) => tag.includes(` name="${name}"`))
  const value = input && (/ value="([^"]*)"/.exec(input)?.[1] ?? '')
  if (value === undefined) throw new Error(`no input ${name} on the page`)
  return value
}
