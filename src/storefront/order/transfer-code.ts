import { openTransfer, readOrder, verifyOrderLink, type Order } from '#modules/order'
import { epcLines } from '#platform/epc'
import { get, type Route } from '#platform/http/route'
import { qrCodePng } from '#platform/qr-code'
import type { StorefrontDeps } from '../deps.ts'

/** The picture that a banking app reads: only for who has the order's link, and while the money is awaited. */
export const transferCodeRoute = (deps: StorefrontDeps): Route =>
  get({
    path: '/orders/:token/transfer.png',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: async (c) => {
      const orderId = verifyOrderLink(deps.linkSecret, c.req.param('token') ?? '')
      const order = orderId && (await readOrder(deps.db, orderId))
      if (!order) return c.notFound()
      const lines = linesFor(order, deps)
      const png = lines ? await qrCodePng(lines.join('\n')) : nothing
      // The mail shows it too, and that is read on other people's pages.
      const headers = { 'Content-Type': 'image/png', 'Cross-Origin-Resource-Policy': 'cross-origin' }
      return c.body(new Uint8Array(png), 200, headers)
    },
  })

/** A transparent point: mails that were sent before the money came still ask for the picture. */
const nothing = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

function linesFor(order: Order, deps: StorefrontDeps): string[] | null {
  const amount = openTransfer(order)
  const { bank } = deps.shop.now().settings
  if (!bank || amount?.currency !== 'EUR') return null
  return epcLines({ ...bank, amount: amount.amount, reference: String(order.number) })
}
