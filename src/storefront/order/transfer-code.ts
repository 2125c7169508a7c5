import { openTransfer, readOrder, verifyOrderLink } from '#modules/order'
import { epcLines } from '#platform/epc'
import { get, type Ask, type Route } from '#platform/http/route'
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
      const lines = await linesFor(c, deps)
      if (!lines) return c.notFound()
      const png = await qrCodePng(lines.join('\n'))
      // The mail shows it too, and that is read on other people's pages.
      const headers = { 'Content-Type': 'image/png', 'Cross-Origin-Resource-Policy': 'cross-origin' }
      return c.body(new Uint8Array(png), 200, headers)
    },
  })

async function linesFor(c: Ask, deps: StorefrontDeps): Promise<string[] | null> {
  const orderId = verifyOrderLink(deps.linkSecret, c.req.param('token') ?? '')
  const order = orderId && (await readOrder(deps.db, orderId))
  const amount = order ? openTransfer(order) : null
  const { bank } = deps.shop.now().settings
  if (!order || !bank || amount?.currency !== 'EUR') return null
  return epcLines({ ...bank, amount: amount.amount, reference: String(order.number) })
}
