import { newId, type OrderId, type PaymentId, type SavedMethodId, type VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { takeCart } from '#modules/cart'
import { claimKey, writeFacts, type CheckoutView } from '#modules/checkout'
import { commitStock, reserve } from '#modules/inventory'
import {
  insertPayments,
  lockPayments,
  OFFLINE,
  STORED_VALUE,
  type NewPayment,
  type PaymentMethod,
} from '#modules/payment'
import { useCoupons } from '#modules/promotion'
import { holdValue, type Tender } from '#modules/stored-value'
import type { Tx } from '#platform/db'
import { recordEvents } from '#platform/events'
import { agree } from './agree.ts'
import { draftOf } from './draft.ts'
import { readSale } from './read-sale.ts'
import type { Attempt } from './read-attempt.ts'
import { insertOrder } from './store.ts'

export const SCOPE = 'place_order'

/** A way to pay that the gateway remembers, and whether it shall remember this one. */
export type Saved = Readonly<{ methodId: SavedMethodId | null; save: boolean }>

type WriteOrder = Readonly<{
  view: CheckoutView
  /** Whether the view has what is not kept yet. */
  isTyped: boolean
  /** Null for an order that leaves nothing to pay. */
  method: PaymentMethod | null
  saved: Saved
  claim: { key: string; requestHash: string }
  now: Date
}>

export type WriteRefusal =
  | { code: 'overtaken' }
  | { code: 'not_enough_stock'; variantId: VariantId; available: number }
  | { code: 'coupon_exhausted'; coupon: string }
  | { code: 'value_gone'; hint: string }

/**
 * The first of the two transactions around a payment. The conditional update of the cart decides who of many makes the
 * order; limits and stored value follow, and stock comes last, because many orders wait for the same rows. What needs no
 * answer goes out together: three round trips, and so much shorter locks. `overtaken`: the cart or the key is gone, look
 * again.
 */
export async function writeOrder(tx: Tx, order: WriteOrder): Promise<Result<Attempt, WriteRefusal>> {
  const { view, method, claim, now } = order
  const { id: cartId, version } = view.cart
  const orderId = newId<'order'>()
  const online = method?.kind === 'online'
  const [taken, claimed] = await Promise.all([
    takeCart(tx, { cartId, version, orderId, state: online ? 'paying' : 'ordered' }),
    claimKey(tx, { scope: SCOPE, ...claim, orderId }),
    order.isTyped ? writeFacts(tx, cartId, view) : null,
  ])
  if (!taken || !claimed) return refuse({ code: 'overtaken' })

  const state = online ? 'pending' : 'open'
  const payments = paymentsFor(order)
  const [number, used, sale] = await Promise.all([
    insertOrder(tx, draftOf(view, { orderId, state, now })),
    useCoupons(tx, { orderId, email: view.email ?? '', discounts: view.quote.discounts }),
    online ? null : readSale(tx, orderId),
    payments.length > 0 ? insertPayments(tx, { orderId, payments, now }) : null,
  ])
  if (!used.ok) return used
  const held = await holdAll(tx, { orderId, payments, tenders: view.quote.tenders, now })
  if (!held.ok) return held

  const data = { number, ...view.quote.total, paymentMethod: view.payBy }
  const placed = { type: 'order.placed', subjectId: orderId, data, actor: 'customer' } as const
  const confirmed = { type: 'order.confirmed', subjectId: orderId, data: { number } } as const
  const lines = view.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }))
  const [, reserved] = await Promise.all([
    recordEvents(tx, online ? [placed] : [placed, confirmed]),
    reserve(tx, { orderId, lines, holdSeconds: holdSecondsOf(method), actor: 'customer' }),
  ])
  if (!reserved.ok) return reserved
  if (sale) {
    const locked = payments.length > 0 ? await lockPayments(tx, orderId) : []
    await Promise.all([
      agree(tx, { sale, payments: locked, mode: 'live', now }),
      method ? null : commitStock(tx, { orderId, actor: 'customer' }),
    ])
  }
  return ok(attemptOf(order, { orderId, number, paymentId: payments.at(-1)?.id ?? null }))
}

/** One for each gift card and credit, then the one that a gateway or staff decide about. */
function paymentsFor({ view, method, saved }: WriteOrder): NewPayment[] {
  const tenders = view.quote.tenders.map(({ kind, id, hint, amount }): NewPayment => ({
    ...{ id: newId<'payment'>(), method: kind, gateway: STORED_VALUE, mode: 'live', captureMode: 'automatic' },
    ...{ state: 'created', amount, holdSeconds: null, tenderId: id, label: hint },
  }))
  return method ? [...tenders, newAttempt(method, { amount: view.quote.due, saved })] : tenders
}

/** An attempt to pay `amount` in one way. */
export function newAttempt(
  method: PaymentMethod,
  { amount, saved }: { amount: NewPayment['amount']; saved: Saved },
): NewPayment {
  const online = method.kind === 'online'
  return {
    id: newId<'payment'>(),
    method: method.code,
    gateway: online ? method.gateway.name : OFFLINE,
    mode: online ? method.gateway.mode : 'live',
    captureMode: online ? method.capture : 'automatic',
    state: online ? 'created' : 'pending',
    amount,
    holdSeconds: holdSecondsOf(method),
    savedMethodId: saved.methodId,
    saveMethod: saved.save,
  }
}

type Holding = Readonly<{
  orderId: OrderId
  payments: readonly NewPayment[]
  tenders: readonly Tender[]
  now: Date
}>

async function holdAll(
  tx: Tx,
  { orderId, payments, tenders, now }: Holding,
): Promise<Result<null, { code: 'value_gone'; hint: string }>> {
  for (const [index, tender] of tenders.entries()) {
    const paymentId = payments[index]?.id
    const held = paymentId ? await holdValue(tx, { orderId, paymentId, tender, now }) : ok(null)
    if (!held.ok) return held
  }
  return ok(null)
}

/** How long the goods wait for the money; null for as long as staff like. */
export function holdSecondsOf(method: PaymentMethod | null): number | null {
  if (method?.kind === 'online') return method.holdMinutes * 60
  return method?.kind === 'offline' && method.holdDays !== null ? method.holdDays * 86_400 : null
}

type Written = Readonly<{ orderId: OrderId; number: number; paymentId: PaymentId | null }>

/** What starting the payment needs, without asking the database again. */
function attemptOf({ view, method, saved }: WriteOrder, { orderId, number, paymentId }: Written): Attempt {
  const online = method?.kind === 'online'
  return {
    orderId,
    number,
    orderState: online ? 'pending' : 'open',
    language: view.cart.language,
    marketId: view.cart.marketId,
    email: view.email ?? '',
    country: (view.billingAddress ?? view.shippingAddress)?.country ?? '',
    amount: view.quote.due,
    paymentId: paymentId ?? newId<'payment'>(),
    state: 'created',
    gatewayRef: null,
    method: method?.code ?? '',
    gateway: online ? method.gateway.name : OFFLINE,
    captureMode: online ? method.capture : 'automatic',
    redirectUrl: null,
    failureCode: null,
    isOffered: false,
    customer: view.cart.customerId === null ? null : { id: view.cart.customerId, gatewayRef: null, save: saved.save },
    saved: null,
    isPartly: saved.methodId !== null || saved.save,
  }
}
