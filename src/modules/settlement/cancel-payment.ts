import type { CartId, OrderId, PaymentId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { CancelReason, OrderDeps } from '#modules/order'
import {
  ask,
  findPayment,
  isUndecided,
  recordStarted,
  type Answer,
  type Gateway,
  type GatewayPayment,
  type Payment,
} from '#modules/payment'
import { paymentIn, readAttempt } from './read-attempt.ts'
import { settlePayment } from './settle-payment.ts'
import { createAt } from './start-payment.ts'

/** payment_unclear: the gateway does not say; try again in a moment. payment_processing: a bank has it in work. */
export type PaymentUnclear = { code: 'payment_unclear' } | { code: 'payment_processing' }

/**
 * Ends an undecided online payment at the gateway first and then here, so that nobody can pay for goods that are gone.
 * When the shopper was faster, the order is paid after all: look at what is answered.
 */
export async function endPayment(
  deps: OrderDeps,
  paymentId: PaymentId,
  reason: CancelReason,
): Promise<Result<Payment, PaymentUnclear>> {
  const payment = await findPayment(deps.db, paymentId)
  if (!payment) throw new RangeError(`no such payment: ${paymentId}`)
  const gateway = deps.methods.gateway(payment.gateway)
  if (!gateway || !isUndecided(payment.state)) return ok(payment)

  const said = await cancelAt(deps, gateway, payment)
  if (!said.ok) {
    if (said.refusal.code === 'unknown') return refuse({ code: 'payment_unclear' })
    await settlePayment(deps, payment, { state: 'failed', failureCode: 'refused' })
  } else {
    if (said.value.state === 'pending') return refuse({ code: 'payment_unclear' })
    const state = await settlePayment(deps, payment, { state: said.value.state, payment: said.value, givenUp: reason })
    if (state === 'processing') return refuse({ code: 'payment_processing' })
    // Its book does not fit ours: people must look before anything ends.
    if (isUndecided(state)) return refuse({ code: 'payment_unclear' })
  }
  return ok((await findPayment(deps.db, paymentId)) ?? payment)
}

/** How the payment stands at the gateway once it is ended there; refused: there is nothing that could be ended. */
async function cancelAt(deps: OrderDeps, gateway: Gateway, payment: Payment): Promise<Answer<GatewayPayment>> {
  const found = await refOf(deps, gateway, payment)
  if (!found.ok) return found
  const said = await ask(() => gateway.cancel(found.value))
  if (said.ok || said.refusal.code === 'unknown' || isLongOver(payment, deps.clock.now())) return said
  return refuse({ ...said.refusal, code: 'unknown' })
}

const DAY_MS = 86_400_000

/**
 * Gateways forget pages on which nobody has paid, PayPal after three hours. One that does not know a payment a day after
 * its deadline takes no money for it any more; before that, people had better look.
 */
const isLongOver = ({ deadlineAt }: Payment, now: Date): boolean =>
  deadlineAt !== null && now.getTime() - deadlineAt.getTime() > DAY_MS

/**
 * The gateway's name for a payment. We may have been interrupted before we heard it; then the same key finds it, or makes
 * it, so that a request of ours that is still on its way meets one that is ended.
 */
async function refOf(deps: OrderDeps, gateway: Gateway, payment: Payment): Promise<Answer<string>> {
  if (payment.gatewayRef) return ok(payment.gatewayRef)
  const found = await ask(() => gateway.findByKey(payment.id))
  if (!found.ok) return found
  const known: Answer<GatewayPayment> = found.value
    ? ok(found.value)
    : await createAt(deps, gateway, { ...(await readAttempt(deps, payment.orderId)), paymentId: payment.id })
  if (!known.ok) return known
  await recordStarted(deps.db, payment.id, known.value)
  return ok(known.value.ref)
}

export type PaymentEnded = { state: 'reopened' } | { state: 'paid'; orderId: OrderId }

/** The shopper wants to change the cart or pay in another way while a payment is under way. */
export async function cancelPaymentAttempt(
  deps: OrderDeps,
  cartId: CartId,
): Promise<Result<PaymentEnded, PaymentUnclear>> {
  const cart = await deps.db
    .selectFrom('carts')
    .select(['state', 'order_id'])
    .where('id', '=', cartId)
    .executeTakeFirstOrThrow()
  const orderId = cart.order_id as OrderId | null
  if (cart.state !== 'paying' || !orderId) return ok(orderId ? { state: 'paid', orderId } : { state: 'reopened' })

  const attempt = await readAttempt(deps, orderId)
  const ended = await endPayment(deps, paymentIn(attempt), 'payment_canceled')
  if (!ended.ok) return ended
  const isPaid = ended.value.state === 'captured' || ended.value.state === 'authorized'
  return ok(isPaid ? { state: 'paid', orderId } : { state: 'reopened' })
}
