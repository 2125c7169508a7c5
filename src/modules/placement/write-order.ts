import { newId, type OrderId, type VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { takeCart } from '#modules/cart'
import { claimKey, writeFacts, type CheckoutView } from '#modules/checkout'
import { commitStock, reserve } from '#modules/inventory'
import { draftOf, insertOrder, readSale } from '#modules/order'
import { agree, type Attempt } from '#modules/settlement'
import { insertPayments, lockPayments, type Mode, type NewPayment, type PaymentMethod } from '#modules/payment'
import { useCoupons, type CouponExhausted, type NotFirstOrder } from '#modules/promotion'
import type { ValueGone, ValueOfOtherMode } from '#modules/stored-value'
import type { Tx } from '#platform/db'
import { recordEvents } from '#platform/events'
import { holdTenders } from './hold-tenders.ts'
import { attemptFor, holdSecondsOf, modeWith, paymentsFor, type Saved } from './new-payments.ts'

export const SCOPE = 'place_order'

export type WriteOrder = Readonly<{
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
  | CouponExhausted
  | NotFirstOrder
  | ValueGone
  | ValueOfOtherMode

/**
 * The first of the two transactions around a payment. The conditional update of the cart decides who of many makes the
 * order; limits and stored value follow, and stock comes last, because many orders wait for the same rows. What needs no
 * answer goes out together: three round trips, and so much shorter locks. `overtaken`: the cart or the key is gone, look
 * again.
 */
export async function writeOrder(tx: Tx, order: WriteOrder): Promise<Result<Attempt, WriteRefusal>> {
  const { view, claim, now } = order
  const { id: cartId, version } = view.cart
  const orderId = newId<'order'>()
  const first = order.method?.kind === 'online' ? paying : agreed
  const [taken, claimed] = await Promise.all([
    takeCart(tx, { cartId, version, orderId, state: first.cart }),
    claimKey(tx, { scope: SCOPE, ...claim, orderId }),
    order.isTyped ? writeFacts(tx, cartId, view) : null,
  ])
  if (!taken || !claimed) return refuse({ code: 'overtaken' })

  const { tenders, due } = view.quote
  const mode = modeWith({ tenders, value: view.value }, order.method)
  const payments = paymentsFor({ ...order, tenders, due, mode })
  const [number, used] = await Promise.all([
    insertOrder(tx, draftOf(view, { orderId, state: first.order, now })),
    useCoupons(tx, {
      orderId,
      email: view.email ?? '',
      customerId: view.cart.customerId,
      discounts: view.quote.discounts,
    }),
    payments.length > 0 ? insertPayments(tx, { orderId, payments, now }) : null,
  ])
  if (!used.ok) return used
  const written = { order, orderId, number, payments, mode }
  const held = await holdTenders(tx, { orderId, tenders, payments, mode, now })
  if (!held.ok) return held
  const reserved = await holdGoods(tx, written)
  if (!reserved.ok) return reserved
  if (first === agreed) await agreeAtOnce(tx, written)
  return ok(attemptFor(order, { orderId, number, payment: payments.at(-1) }))
}

/** What cart and order are at first: until a gateway has said yes, or at once. */
const paying = { cart: 'paying', order: 'pending' } as const
const agreed = { cart: 'ordered', order: 'open' } as const

type Written = Readonly<{
  order: WriteOrder
  orderId: OrderId
  number: number
  payments: readonly NewPayment[]
  mode: Mode
}>

/** Says what happened and takes the stock, last. */
async function holdGoods(
  tx: Tx,
  { order: { view, method }, orderId, number }: Written,
): Promise<Awaited<ReturnType<typeof reserve>>> {
  const data = { number, ...view.quote.total, paymentMethod: view.payBy }
  const placed = { type: 'order.placed', subjectId: orderId, data, actor: 'customer' } as const
  const confirmed = { type: 'order.confirmed', subjectId: orderId, data: { number } } as const
  const lines = view.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }))
  const [, reserved] = await Promise.all([
    recordEvents(tx, method?.kind === 'online' ? [placed] : [placed, confirmed]),
    reserve(tx, { orderId, lines, holdSeconds: holdSecondsOf(method), actor: 'customer' }),
  ])
  return reserved
}

/** No gateway has a say: it goes into the books now. What costs nothing more is sold, else the goods stay held. */
async function agreeAtOnce(tx: Tx, { order: { method, now }, orderId, payments, mode }: Written): Promise<void> {
  const [sale, locked] = await Promise.all([
    readSale(tx, orderId),
    payments.length > 0 ? lockPayments(tx, orderId) : [],
    method ? null : commitStock(tx, { orderId, actor: 'customer' }),
  ])
  await agree(tx, { sale, payments: locked, mode, now })
}
