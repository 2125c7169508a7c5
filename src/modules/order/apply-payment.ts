import type { OrderId, PaymentId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import {
  ask,
  findPayment,
  findPaymentByRef,
  gatewayNamed,
  isUndecided,
  keepMessage,
  markApplied,
  type BadMessage,
  type Payment,
} from '#modules/payment'
import type { OrderDeps } from './order.ts'
import { settlePayment } from './settle-payment.ts'
import { nextStep, readAttempt, type NextStep } from './start-payment.ts'

/**
 * Asks the gateway how a payment stands and writes it down. The return page, the webhook, the completer and staff all
 * come through here, in any order and any number. Answers the payment as it is then.
 */
export async function applyPayment(deps: OrderDeps, paymentId: PaymentId): Promise<Payment | null> {
  const payment = await findPayment(deps.db, paymentId)
  if (!payment?.gatewayRef || payment.state === 'captured') return payment
  const gateway = gatewayNamed(deps.methods, payment.gateway)
  if (!gateway) return payment

  const { gatewayRef } = payment
  const said = await ask(() => gateway.fetch(gatewayRef))
  if (!said.ok || said.value.state === 'pending') return payment
  await settlePayment(deps, paymentId, { state: said.value.state, payment: said.value })
  return findPayment(deps.db, paymentId)
}

/** For the page that the gateway sends the shopper back to: what became of the payment, and the way on. */
export async function afterPayment(deps: OrderDeps, orderId: OrderId): Promise<NextStep> {
  const attempt = await readAttempt(deps, orderId)
  if (attempt.orderState === 'pending') await applyPayment(deps, attempt.paymentId)
  const next = await nextStep(deps, orderId)
  if (next.kind === 'unavailable') return { kind: 'failed', failureCode: 'refused' }
  return next.kind === 'pay' ? { kind: 'waiting' } : next
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
  const gateway = gatewayNamed(deps.methods, gatewayName)
  if (!gateway) return refuse({ code: 'no_such_gateway' })
  const read = gateway.readWebhook(message.raw, message.headers, deps.clock.now())
  if (!read.ok) return read
  await keepMessage(deps.db, gatewayName, read.value)
  await applyMessages(deps, gatewayName, read.value.ref)
  return ok(null)
}

/** Acts on everything kept about one payment of a gateway. */
export async function applyMessages(deps: OrderDeps, gatewayName: string, ref: string): Promise<void> {
  const known = await findPaymentByRef(deps.db, gatewayName, ref)
  if (!known) return
  const payment = await applyPayment(deps, known.id)
  if (payment && !isUndecided(payment.state)) await markApplied(deps.db, gatewayName, ref, deps.clock.now())
}
