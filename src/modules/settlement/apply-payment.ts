import type { OrderId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { OrderDeps } from '#modules/order'
import {
  ask,
  findPaymentByRef,
  isUndecided,
  keepMessage,
  markApplied,
  type BadMessage,
  type Payment,
  type PaymentState,
} from '#modules/payment'
import { followRefundsOf } from '#modules/refund'
import { findAttempt, paymentIn } from './read-attempt.ts'
import { settlePayment } from './settle-payment.ts'
import { nextStep, type NextStep } from './start-payment.ts'
import { followUnmatchedOf } from './unmatched.ts'

/**
 * Asks the gateway how a payment stands and writes it down. The return page, the webhook, the completer and staff all
 * come through here, in any order and any number. Answers the payment's state as it is then.
 */
export async function applyPayment(deps: OrderDeps, payment: Applicable): Promise<PaymentState> {
  return (await heardOf(deps, payment)) ?? payment.state
}

/** Null when the gateway did not say. */
async function heardOf(deps: OrderDeps, payment: Applicable): Promise<PaymentState | null> {
  const { gatewayRef } = payment
  const gateway = deps.methods.gateway(payment.gateway)
  if (!gateway || !gatewayRef) return null

  const said = await ask(() => gateway.fetch(gatewayRef))
  if (!said.ok) return null
  if (said.value.state === 'pending') return payment.state
  return settlePayment(deps, payment, { state: said.value.state, payment: said.value })
}

type Applicable = Pick<Payment, 'id' | 'orderId' | 'gateway' | 'gatewayRef' | 'state'>

/**
 * For the page that the gateway sends the shopper back to: what became of the payment, and the way on. Null when there is
 * no such order.
 */
export async function afterPayment(deps: OrderDeps, orderId: OrderId): Promise<NextStep | null> {
  const attempt = await findAttempt(deps, orderId)
  if (!attempt) return null
  const isOpen = attempt.orderState === 'pending'
  if (isOpen && isUndecided(attempt.state)) await applyPayment(deps, { ...attempt, id: paymentIn(attempt) })
  const next = await nextStep(deps, orderId, isOpen ? undefined : attempt)
  if (next.kind === 'unavailable') return { kind: 'failed', failureCode: 'refused' }
  return next.kind === 'pay' ? { kind: 'waiting', url: next.url } : next
}

export type WebhookRefusal = BadMessage | { code: 'no_such_gateway' }

/**
 * A message of a gateway: checked, kept, and only then acted on. One about a payment that we do not know (yet) stays
 * kept, and the completer comes back to it.
 */
export async function receiveWebhook(
  deps: OrderDeps,
  gatewayName: string,
  message: { raw: Uint8Array; headers: Headers },
): Promise<Result<null, WebhookRefusal>> {
  const gateway = deps.methods.gateway(gatewayName)
  if (!gateway) return refuse({ code: 'no_such_gateway' })
  const read = await gateway.readWebhook(message.raw, message.headers, deps.clock.now())
  if (!read.ok) return read
  await keepMessage(deps.db, gatewayName, { ...read.value, raw: message.raw })
  await applyMessages(deps, gatewayName, read.value.ref)
  return ok(null)
}

/** Acts on everything kept about one payment of a gateway. */
export async function applyMessages(deps: OrderDeps, gatewayName: string, ref: string): Promise<void> {
  const known = await findPaymentByRef(deps.db, gatewayName, ref)
  if (!known) return
  if (known.refunded.amount > 0) await followRefundsOf(deps, known)
  await followUnmatchedOf(deps, known)
  const state = await heardOf(deps, known)
  // What decided it has marked what was there then; what came at the same moment has not been. While something of ours is
  // on its way to the gateway, or where it did not answer, nothing could be concluded, and the completer looks again.
  if (state !== null && !isUndecided(state)) await markApplied(deps.db, known, deps.clock.now())
}
