import { getCookie, setCookie } from 'hono/cookie'

import type { OrderId, VariantId } from '#kernel/id'
import { orderLinkToken, readOrder, verifyOrderLink, type Order } from '#modules/order'
import { nextStep } from '#modules/settlement'
import type { Ask } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'

const COOKIE = 'stoa_express'
/** So long the same press again is the same purchase (seconds): who comes back from the payment page to press it again. */
const SAME_SECONDS = 600

type Pressed = Readonly<{ variantId: VariantId; quantity: number; method: string }>

/** The payment page of the same thing that this browser has begun to buy a moment ago; null when there is none. */
export async function begunBefore(c: Ask, deps: StorefrontDeps, pressed: Pressed): Promise<string | null> {
  const orderId = verifyOrderLink(deps.linkSecret, getCookie(c, COOKIE) ?? '')
  const order = orderId && (await readOrder(deps.db, orderId))
  if (!order || !isSame(order, { ...pressed, now: deps.clock.now() })) return null
  const next = await nextStep(deps.orders, order.id)
  return next.kind === 'pay' ? next.url : null
}

function isSame(order: Order, { variantId, quantity, method, now }: Pressed & { now: Date }): boolean {
  const isOpen = order.state === 'pending' && order.email === '' && order.paymentMethod === method
  const isFresh = now.getTime() - order.placedAt.getTime() < SAME_SECONDS * 1000
  const [line] = order.lines
  return isOpen && isFresh && line?.variantId === variantId && line.quantity === quantity
}

/** Only this browser knows what it has begun. */
export function keepBegun(c: Ask, { linkSecret, publicUrl }: StorefrontDeps, orderId: OrderId): void {
  const secure = publicUrl?.protocol === 'https:'
  const kept = { sameSite: 'Lax', path: '/', maxAge: SAME_SECONDS, secure, httpOnly: true } as const
  setCookie(c, COOKIE, orderLinkToken(linkSecret, orderId), kept)
}
