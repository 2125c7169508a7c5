import type { FulfillmentId, OrderId, PaymentId } from '#kernel/id'
import { money, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import {
  isStale,
  leftToSend,
  lockOrder,
  touchOrder,
  type NotAllowed,
  type Order,
  type OrderDeps,
  type OrderLine,
  type Stale,
} from '#modules/order'
import { capturable, claimCapture, lockPayments, type LockedPayment, type PaymentMethods } from '#modules/payment'
import { command, type Tx } from '#platform/db'
import { finishCaptures } from './finish-captures.ts'
import { shippedWorth } from './shipped-worth.ts'

export type CapturePayment = Readonly<{
  orderId: OrderId
  paymentId: PaymentId
  /** Null: all that is left. */
  amount: number | null
  /** Nothing more will be taken: the rest is freed. */
  final: boolean
  version?: number | undefined
  actor: string
}>

export type CaptureRefusal = NotAllowed | Stale | { code: 'too_much'; field: 'amount'; left: Money }

/** Takes what was set aside, or a part of it, never beyond; written down before the gateway is asked. */
export async function capturePayment(deps: OrderDeps, request: CapturePayment): Promise<Result<null, CaptureRefusal>> {
  const claimed = await command(deps.db, (tx) => claim(tx, deps, request))
  if (claimed.ok) await finishCaptures(deps, { orderId: request.orderId })
  return claimed
}

async function claim(tx: Tx, deps: OrderDeps, request: CapturePayment): Promise<Result<null, CaptureRefusal>> {
  const { orderId, paymentId, actor } = request
  const [order, payments] = await Promise.all([lockOrder(tx, orderId), lockPayments(tx, orderId)])
  if (isStale(order, request)) return refuse({ code: 'stale' })
  if (order.state === 'canceled') return refuse({ code: 'not_allowed', reason: 'It is canceled' })
  const payment = payments.find(({ id }) => id === paymentId)
  const left = payment ? capturable(payment) : 0
  if (!payment || left <= 0) return refuse({ code: 'not_allowed', reason: 'Nothing is set aside any more' })
  const amount = money(request.amount ?? left, payment.amount.currency)
  const whole = amount.amount === payment.amount.amount
  if (!whole && !canTakeParts(deps.methods, payment))
    return refuse({ code: 'not_allowed', reason: 'This provider takes everything or nothing' })
  const final = request.final || amount.amount >= left || !canTakeAgain(deps.methods, payment)
  const rest = { fulfillmentId: null, actor, now: deps.clock.now() }
  const claimed = await claimCapture(tx, payment, { amount, final, ...rest })
  if (!claimed.ok) return refuse({ code: 'too_much', field: 'amount', left: claimed.refusal.left })
  await touchOrder(tx, order)
  return ok(null)
}

const canTakeParts = (methods: PaymentMethods, { gateway }: LockedPayment): boolean =>
  methods.gateway(gateway)?.supports.partialCapture ?? false

const canTakeAgain = (methods: PaymentMethods, { gateway }: LockedPayment): boolean =>
  methods.gateway(gateway)?.supports.multipleCaptures ?? false

type Parcel = Readonly<{
  order: Order
  fulfillmentId: FulfillmentId
  /** With the pieces of this parcel. */
  lines: readonly Pick<OrderLine, 'quantity' | 'sent' | 'removed' | 'total' | 'tax'>[]
  actor: string
  now: Date
}>

/**
 * Promises to take what a parcel is worth: its share of the lines, shipping with the first, the rest with the last. What
 * gift cards and credit have paid counts first. A provider that takes only once takes all with the first parcel. Ask the
 * gateway after the commit: `finishCaptures`.
 */
export async function claimParcel(tx: Tx, methods: PaymentMethods, parcel: Parcel): Promise<void> {
  const { order, lines, fulfillmentId, actor, now } = parcel
  const payments = await lockPayments(tx, order.id)
  const isLast = lines.every((line) => leftToSend(line) === 0)
  const paid = payments.reduce((all, one) => all + one.captured.amount + one.capturing.amount, 0)
  let due = shippedWorth(order, lines) - paid
  for (const payment of payments) {
    const left = capturable(payment)
    if (left <= 0) continue
    const takesAll = isLast || !canTakeParts(methods, payment) || !canTakeAgain(methods, payment)
    const amount = takesAll ? left : Math.min(left, due)
    if (amount <= 0) continue
    due -= amount
    const claimed = await claimCapture(tx, payment, {
      amount: money(amount, order.currency),
      final: takesAll || amount === left,
      fulfillmentId,
      actor,
      now,
    })
    if (!claimed.ok) throw new RangeError(`less is left than was counted under the lock: ${payment.id}`)
  }
}
