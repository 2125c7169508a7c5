import type { OrderId, VariantId } from '#kernel/id'
import { money, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import { takeCart } from '#modules/cart'
import { findCustomer } from '#modules/customer'
import { commitStock, reserve } from '#modules/inventory'
import {
  boughtElsewhere,
  type LockedOrder,
  lockOrder,
  moveOrder,
  type Order,
  type OrderDeps,
  readOrder,
  readSale,
} from '#modules/order'
import { agree, type NextStep, nextStep } from '#modules/settlement'
import { insertPayments, lockPayments, type Mode, type PaymentMethod } from '#modules/payment'
import { useCoupons, type CouponExhausted, type NotFirstOrder } from '#modules/promotion'
import {
  readOrderValue,
  tendersFor,
  type Tender,
  type ValueFacts,
  type ValueGone,
  type ValueOfOtherMode,
} from '#modules/stored-value'
import { command, type Tx } from '#platform/db'
import { recordEvents } from '#platform/events'
import { holdTenders } from './hold-tenders.ts'
import { holdSecondsOf, modeWith, nothingSaved, paymentsFor } from './new-payments.ts'

export type PayOffer = Readonly<{
  orderId: OrderId
  /** Code of a payment method; '' for an order that leaves nothing to pay with money. */
  method: string
  /** What the page said is left to pay with money, in minor units; without it whatever it is. */
  seenDue?: number | undefined
}>

export type PayOfferRefusal =
  | { code: 'no_order' }
  /** The link was good until then, the shop took it back, or the same was ordered again. */
  | { code: 'offer_over' }
  | { code: 'no_such_method' }
  | { code: 'not_enough_stock'; variantId: VariantId; title: string; available: number }
  | CouponExhausted
  | NotFirstOrder
  /** A gift card or credit has less on it than the page said: `due` is left to pay now. */
  | { code: 'due_changed'; due: Money }
  | ValueGone
  | ValueOfOtherMode
  | { code: 'payment_unavailable' }

/** What gift cards and credit pay of a frozen order, and what is left to pay with money. */
export type OfferSums = Readonly<{ value: ValueFacts; tenders: readonly Tender[]; due: Money }>

/** Reckoned anew each time: what paid a part of an earlier try counts again as far as it is still there. */
export async function readOfferSums({ db, clock }: OrderDeps, order: Pick<Order, 'id' | 'total'>): Promise<OfferSums> {
  const value = await readOrderValue(db, order.id, clock.now())
  const tenders = tendersFor(order.total, value)
  const paid = tenders.reduce((all, { amount }) => all + amount.amount, 0)
  return { value, tenders, due: money(order.total.amount - paid, order.total.currency) }
}

/**
 * The buyer pays a frozen order by its link. Stock, gift cards and credit are held again at this moment, and coupons are
 * used again; however often and however parallel it is called, there is one payment under way, for what is due. A failed
 * one leaves the order offered, and nothing held.
 */
export async function payOffer(
  deps: OrderDeps,
  { orderId, method: code, seenDue }: PayOffer,
): Promise<Result<NextStep, PayOfferRefusal>> {
  const order = await readOrder(deps.db, orderId)
  if (!order) return refuse({ code: 'no_order' })
  if (order.state === 'offered') {
    const sums = await readOfferSums(deps, order)
    const { due } = sums
    if (seenDue !== undefined && due.amount !== seenDue) return refuse({ code: 'due_changed', due })
    const method = (await readMethods(deps, order, due)).find((one) => one.code === code) ?? null
    if (!method && due.amount > 0) return refuse({ code: 'no_such_method' })
    const begun = await command(deps.db, (tx) => begin(tx, { order, sums, method, now: deps.clock.now() }))
    if (!begun.ok) return begun
  } else if (order.state === 'canceled') return refuse({ code: 'offer_over' })
  const next = await nextStep(deps, orderId)
  return next.kind === 'unavailable' ? refuse({ code: 'payment_unavailable' }) : ok(next)
}

/** The ways in which what is due of a frozen order may be paid: those of its customer's group, whoever opens the link. */
export async function readMethods({ db, methods }: OrderDeps, order: Order, due: Money): Promise<PaymentMethod[]> {
  if (due.amount === 0) return []
  const customer = order.customerId && (await findCustomer(db, order.customerId))
  const country = (order.shippingAddress ?? order.billingAddress).country
  const requiresShipping = order.lines.some((line) => line.requiresShipping)
  const facts = { country, requiresShipping, total: due, customerGroupId: customer?.groupId ?? null }
  return methods.offered().filter((one) => one.offeredTo(facts))
}

type Begin = Readonly<{ order: Order; sums: OfferSums; method: PaymentMethod | null; now: Date }>

/** Under the order's lock: whoever comes second finds the payment of the first. */
async function begin(tx: Tx, { order, sums, method, now }: Begin): Promise<Result<null, PayOfferRefusal>> {
  const locked = await lockOrder(tx, order.id)
  if (locked.state === 'canceled') return refuse({ code: 'offer_over' })
  if (locked.state !== 'offered') return ok(null)
  if (isOver(locked, now) || !(await takeItsCart(tx, locked, method))) return refuse({ code: 'offer_over' })

  const { id: orderId, email, customerId } = locked
  const used = await useCoupons(tx, { orderId, email, customerId, discounts: order.discounts })
  if (!used.ok) return used
  const { tenders, due } = sums
  const mode = modeWith(sums, method)
  const payments = paymentsFor({ tenders, due, method, saved: nothingSaved, mode })
  if (payments.length > 0) await insertPayments(tx, { orderId, payments, now })
  const paid = await holdTenders(tx, { orderId, tenders, payments, mode, now })
  if (!paid.ok) return paid
  const held = await holdAgain(tx, order, method)
  if (!held.ok) return held
  if (method?.kind === 'online') await moveOrder(tx, locked, { to: 'pending', method: method.code, now })
  else await agreeAtOnce(tx, locked, { method, mode, now })
  return ok(null)
}

/**
 * The cart that it came from, if nobody has touched it since: or the same would be bought twice. False when its buyer has
 * ordered it again; whoever does so at this moment holds the cart, and was waited for.
 */
async function takeItsCart(tx: Tx, locked: LockedOrder, method: PaymentMethod | null): Promise<boolean> {
  const { id: orderId, cartId, cartVersion } = locked
  const state = method?.kind === 'online' ? 'paying' : 'ordered'
  const isTaken = await takeCart(tx, { cartId, version: cartVersion + 1, orderId, state })
  return isTaken || (await boughtElsewhere(tx, locked)) === null
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

type Agreed = Pick<Begin, 'method' | 'now'> & Readonly<{ mode: Mode }>

/** Nothing to pay with money, or a way that staff look after: the order stands. */
async function agreeAtOnce(tx: Tx, locked: LockedOrder, { method, mode, now }: Agreed): Promise<void> {
  const { id: orderId, number } = locked
  await moveOrder(tx, locked, { to: 'open', now, ...(method ? { method: method.code } : {}) })
  const [payments, sale] = await Promise.all([lockPayments(tx, orderId), readSale(tx, orderId)])
  await agree(tx, { sale, payments, mode, now })
  await recordEvents(tx, [{ type: 'order.confirmed', subjectId: orderId, data: { number } }])
  if (!method) await commitStock(tx, { orderId, actor: 'customer' })
}
