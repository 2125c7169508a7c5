import type { OrderId, VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { takeCart } from '#modules/cart'
import { commitStock, reserve } from '#modules/inventory'
import {
  boughtElsewhere,
  lockOrder,
  moveOrder,
  readOrder,
  type LockedOrder,
  type Order,
  type OrderDeps,
} from '#modules/order'
import { insertPayments, lockPayments, type PaymentMethod } from '#modules/payment'
import { useCoupons } from '#modules/promotion'
import { agree, nextStep, readSale, type NextStep } from '#modules/settlement'
import { command, type Tx } from '#platform/db'
import { recordEvents } from '#platform/events'
import { holdSecondsOf, newAttempt, nothingSaved } from './new-payments.ts'

export type PayOffer = Readonly<{
  orderId: OrderId
  /** Code of a payment method; '' for an order that costs nothing. */
  method: string
}>

export type PayOfferRefusal =
  | { code: 'no_order' }
  /** The link was good until then, the shop took it back, or the same was ordered again. */
  | { code: 'offer_over' }
  | { code: 'no_such_method' }
  | { code: 'not_enough_stock'; variantId: VariantId; title: string; available: number }
  | { code: 'coupon_exhausted'; coupon: string }
  | { code: 'payment_unavailable' }

/**
 * The buyer pays a frozen order by its link. Stock is held again at this moment, and coupons are used again; however often
 * and however parallel it is called, there is one payment under way. A failed one leaves the order offered.
 */
export async function payOffer(
  deps: OrderDeps,
  { orderId, method: code }: PayOffer,
): Promise<Result<NextStep, PayOfferRefusal>> {
  const order = await readOrder(deps.db, orderId)
  if (!order) return refuse({ code: 'no_order' })
  const method = methodsFor(deps, order).find((one) => one.code === code) ?? null
  if (!method && order.total.amount > 0 && order.state === 'offered') return refuse({ code: 'no_such_method' })
  const begun = await command(deps.db, (tx) => begin(tx, { order, method, now: deps.clock.now() }))
  if (!begun.ok) return begun
  const next = await nextStep(deps, orderId)
  return next.kind === 'unavailable' ? refuse({ code: 'payment_unavailable' }) : ok(next)
}

/** The ways in which a frozen order may be paid. */
export function methodsFor({ methods }: OrderDeps, order: Order): PaymentMethod[] {
  const country = (order.shippingAddress ?? order.billingAddress).country
  const requiresShipping = order.lines.some((line) => line.requiresShipping)
  return methods.offered().filter((one) => one.offeredTo({ country, requiresShipping, total: order.total }))
}

type Begin = Readonly<{ order: Order; method: PaymentMethod | null; now: Date }>

/** Under the order's lock: whoever comes second finds the payment of the first. */
async function begin(tx: Tx, { order, method, now }: Begin): Promise<Result<null, PayOfferRefusal>> {
  const locked = await lockOrder(tx, order.id)
  if (locked.state === 'canceled') return refuse({ code: 'offer_over' })
  if (locked.state !== 'offered') return ok(null)
  if (isOver(locked, now) || (await boughtElsewhere(tx, locked)) !== null) return refuse({ code: 'offer_over' })

  const { id: orderId, email } = locked
  const used = await useCoupons(tx, { orderId, email, discounts: order.discounts })
  if (!used.ok) return used
  if (method) {
    const attempt = newAttempt(method, order.total, nothingSaved)
    await insertPayments(tx, { orderId, payments: [attempt], now })
  }
  const held = await holdAgain(tx, order, method)
  if (!held.ok) return held
  if (method?.kind === 'online') {
    await moveOrder(tx, locked, { to: 'pending', method: method.code, now })
    // The cart that it came from, if nobody has touched it since: or the same would be bought twice.
    await takeCart(tx, { cartId: locked.cartId, version: locked.cartVersion + 1, orderId, state: 'paying' })
  } else await agreeAtOnce(tx, locked, { order, method, now })
  return ok(null)
}

const isOver = ({ offeredUntil }: LockedOrder, now: Date): boolean => offeredUntil === null || offeredUntil <= now

async function holdAgain(tx: Tx, order: Order, method: PaymentMethod | null): Promise<Result<null, PayOfferRefusal>> {
  const lines = order.lines.map(({ variantId, quantity }) => ({ variantId, quantity }))
  const hold = { orderId: order.id, lines, holdSeconds: holdSecondsOf(method), actor: 'customer' }
  const held = await reserve(tx, hold)
  if (held.ok) return held
  const title = order.lines.find(({ variantId }) => variantId === held.refusal.variantId)?.title ?? ''
  return refuse({ ...held.refusal, title })
}

/** Nothing to pay, or a way that staff look after: the order stands. */
async function agreeAtOnce(tx: Tx, locked: LockedOrder, { order, method, now }: Begin): Promise<void> {
  const { id: orderId, number } = locked
  await moveOrder(tx, locked, { to: 'open', now, ...(method ? { method: method.code } : {}) })
  const [payments, sale] = await Promise.all([lockPayments(tx, orderId), readSale(tx, orderId)])
  await agree(tx, { sale, payments, mode: 'live', now })
  await recordEvents(tx, [{ type: 'order.confirmed', subjectId: orderId, data: { number } }])
  if (!method) await commitStock(tx, { orderId, actor: 'customer' })
  await takeCart(tx, { cartId: locked.cartId, version: locked.cartVersion + 1, orderId: order.id, state: 'ordered' })
}
