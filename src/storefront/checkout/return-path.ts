import type { OrderId } from '#kernel/id'
import { orderLinkToken, payLinkToken } from '#modules/order'
import { href, type Place } from '../place.ts'

/** Where a gateway sends the shopper back to; only who was given the address knows it. */
export const returnPath = (place: Place, secret: string, orderId: OrderId): string =>
  href(place, `/checkout/return/${orderLinkToken(secret, orderId)}`)

/** Where it sends back who has given up what was bought without a checkout. */
export const expressBackPath = (place: Place, secret: string, orderId: OrderId): string =>
  href(place, `/express/back/${orderLinkToken(secret, orderId)}`)

/** The order's own page. */
export const orderPath = (place: Place, secret: string, orderId: OrderId): string =>
  href(place, `/orders/${orderLinkToken(secret, orderId)}`)

/** Where a frozen order is paid by its link. */
export const payPath = (place: Place, secret: string, orderId: OrderId): string =>
  href(place, `/pay/${payLinkToken(secret, orderId)}`)
