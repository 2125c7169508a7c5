import { type Connection, type Heard, postRequest } from './load.ts'

const cookieOf = ({ head }: Heard): string => /^set-cookie: (stoa_cart=[^;]+)/im.exec(head)?.[1] ?? ''
const pathOf = ({ head }: Heard): string => {
  const location = /^location: (.*)$/im.exec(head)?.[1]?.trim() ?? ''
  return URL.canParse(location) ? new URL(location).pathname + new URL(location).search : location
}

function expectStatus(heard: Heard, status: number, what: string): Heard {
  if (heard.status !== status)
    throw new Error(`${what}: ${heard.status} instead of ${status}\n${heard.body.slice(0, 2000)}`)
  return heard
}

/** A new cart with one line: one request. */
export async function newCart(connection: Connection, port: number, variantId: string): Promise<string> {
  const added = await connection.ask(postRequest(port, '/cart/lines', { variantId, quantity: '1' }, ''))
  return cookieOf(expectStatus(added, 303, 'add to cart'))
}

const address = {
  email: 'bench@example.com',
  name: 'Ana Muster',
  street1: 'Torstraße 1',
  postcode: '10119',
  city: 'Berlin',
  country: 'DE',
}

/** From nothing to a paid order of two lines: cart, page, address and method, card, order page. */
export async function purchase(
  connection: Connection,
  port: number,
  variants: readonly [string, string],
): Promise<void> {
  const cookie = await newCart(connection, port, variants[0])
  const send = (path: string, form: Record<string, string>) => connection.ask(postRequest(port, path, form, cookie))
  const read = (path: string) =>
    connection.ask(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`)

  expectStatus(await send('/cart/lines', { variantId: variants[1], quantity: '1' }), 303, 'second line')
  const { body } = expectStatus(await read('/checkout'), 200, 'checkout page')
  const placed = expectStatus(await send('/checkout', checkoutForm(body, 'test_card')), 303, 'place order')
  const paid = await send(pathOf(placed), { number: '4242 4242 4242 4242', expiry: '12 / 39', cvc: '123' })
  const returned = expectStatus(await read(pathOf(expectStatus(paid, 303, 'pay'))), 303, 'return')
  expectStatus(await read(pathOf(returned)), 200, 'order page')
}

/** The form of a checkout page, filled in, as the click on "order" sends it. */
export const checkoutForm = (html: string, payment: string): Record<string, string> => ({
  ...address,
  key: hidden(html, 'key'),
  total: hidden(html, 'total'),
  due: hidden(html, 'due'),
  payment,
  go: 'place',
})

const hidden = (html: string, name: string): string =>
  new RegExp(`<input[^>]* name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1] ?? ''
