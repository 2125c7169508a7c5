import { newId, type OrderId, type PaymentId, type VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { takeCart } from '#modules/cart'
import { claimKey, type CheckoutView } from '#modules/checkout'
import { commitStock, reserve } from '#modules/inventory'
import { insertPayment, type PaymentMethod } from '#modules/payment'
import type { Tx } from '#platform/db'
import { recordEvents } from '#platform/events'
import { draftOf } from './draft.ts'
import type { Attempt } from './start-payment.ts'
import type { OrderState } from './states.ts'
import { insertOrder } from './store.ts'

export const SCOPE = 'place_order'

type WriteOrder = Readonly<{
  view: CheckoutView
  /** Null for an order that costs nothing. */
  method: PaymentMethod | null
  claim: { key: string; requestHash: string }
  now: Date
}>

type WriteRefusal = { code: 'overtaken' } | { code: 'not_enough_stock'; variantId: VariantId; available: number }

/**
 * The first of the two transactions around a payment. The conditional update of the cart decides who of many makes the
 * order; stock comes last, because many orders wait for the same rows. What needs no answer goes out together: three round
 * trips instead of eight, and so much shorter locks. `overtaken`: the cart or the key is gone, look
 * again.
 */
export async function writeOrder(tx: Tx, order: WriteOrder): Promise<Result<Attempt, WriteRefusal>> {
  const { view, method, claim, now } = order
  const { id: cartId, version } = view.cart
  const orderId = newId<'order'>()
  const paymentId = newId<'payment'>()
  const online = method?.kind === 'online'
  const [taken, claimed] = await Promise.all([
    takeCart(tx, { cartId, version, orderId, state: online ? 'paying' : 'ordered' }),
    claimKey(tx, { scope: SCOPE, ...claim, orderId }),
  ])
  if (!taken || !claimed) return refuse({ code: 'overtaken' })

  const orderState: OrderState = online ? 'pending' : 'open'
  const [number] = await Promise.all([
    insertOrder(tx, draftOf(view, { orderId, state: orderState, now })),
    method && writePayment(tx, { id: paymentId, orderId, method, view, now }),
  ])
  const data = { number, ...view.quote.total, paymentMethod: view.payBy }
  const placed = { type: 'order.placed', subjectId: orderId, data, actor: 'customer' } as const
  const confirmed = { type: 'order.confirmed', subjectId: orderId, data: { number } } as const
  const lines = view.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }))
  const expiresAt = deadlineOf(method, now)
  const [, reserved] = await Promise.all([
    recordEvents(tx, online ? [placed] : [placed, confirmed]),
    reserve(tx, { orderId, lines, expiresAt, actor: 'customer' }),
  ])
  if (!reserved.ok) return reserved
  if (!method) await commitStock(tx, { orderId, actor: 'customer' })
  const { language, marketId } = view.cart
  const amount = view.quote.total
  const { email, billingAddress, shippingAddress } = view
  const country = (billingAddress ?? shippingAddress)?.country ?? ''
  const attempt = { orderId, number, orderState, language, marketId, email: email ?? '', country, amount, paymentId }
  const captureMode = method?.kind === 'online' ? method.capture : 'automatic'
  const undecided = { method: method?.code ?? '', gateway: gatewayOf(method), captureMode, redirectUrl: null }
  return ok({ ...attempt, ...undecided, failureCode: null })
}

const gatewayOf = (method: PaymentMethod | null): string =>
  method?.kind === 'online' ? method.gateway.name : 'offline'

type WritePayment = Readonly<{ id: PaymentId; orderId: OrderId; method: PaymentMethod; view: CheckoutView; now: Date }>

const writePayment = (tx: Tx, { id, orderId, method, view, now }: WritePayment): Promise<void> =>
  insertPayment(tx, {
    id,
    orderId,
    method: method.code,
    gateway: gatewayOf(method),
    state: method.kind === 'online' ? 'created' : 'pending',
    amount: view.quote.total,
    createdAt: now,
    deadlineAt: deadlineOf(method, now),
  })

/** Until when the goods wait for the money; null for as long as staff like. */
function deadlineOf(method: PaymentMethod | null, now: Date): Date | null {
  if (method?.kind === 'online') return new Date(now.getTime() + method.holdMinutes * 60_000)
  if (method?.kind === 'offline' && method.holdDays !== null)
    return new Date(now.getTime() + method.holdDays * 86_400_000)
  return null
}
