import type { OrderId } from '#kernel/id'
import type { OrderDeps } from '#modules/order'
import { ask, recordStarted, type Answer, type Gateway, type GatewayPayment } from '#modules/payment'
import { paymentIn, readAttempt, type Attempt } from './read-attempt.ts'
import { settlePayment } from './settle-payment.ts'

/** Where an order's shopper goes now. */
export type NextStep =
  | { kind: 'pay'; url: string }
  /** The gateway did not answer, or decides later. `url`: its page, for who has not paid there yet. */
  | { kind: 'waiting'; url?: string }
  /** The bank has it in work, for days perhaps. */
  | { kind: 'processing' }
  | { kind: 'done' }
  /** The payment failed or was given up; the cart is open again. */
  | { kind: 'failed'; failureCode: string | null }
  /** The payment failed or was given up; the order can still be paid by its link. */
  | { kind: 'offered'; failureCode: string | null }

/** The shopper's way on, starting the payment at the gateway if nobody has yet. Asks outside of any transaction. */
export async function nextStep(
  deps: OrderDeps,
  orderId: OrderId,
  known?: Attempt,
): Promise<NextStep | { kind: 'unavailable' }> {
  const attempt = known && !known.isPartly ? known : await readAttempt(deps, orderId)
  switch (attempt.orderState) {
    case 'open':
    case 'completed':
      return { kind: 'done' }
    case 'canceled':
      return { kind: 'failed', failureCode: attempt.failureCode }
    case 'offered':
      return { kind: 'offered', failureCode: attempt.failureCode }
    case 'pending': {
      if (attempt.state === 'processing') return { kind: 'processing' }
      if (attempt.redirectUrl) return { kind: 'pay', url: attempt.redirectUrl }
      const gateway = deps.methods.gateway(attempt.gateway)
      if (!gateway) throw new Error(`no such gateway: ${attempt.gateway}`)
      return start(deps, gateway, { attempt, isFirst: known !== undefined })
    }
  }
}

type Start = Readonly<{
  attempt: Attempt
  /** Nobody has asked the gateway for this payment before. */ isFirst: boolean
}>

async function start(
  deps: OrderDeps,
  gateway: Gateway,
  { attempt, isFirst }: Start,
): Promise<NextStep | { kind: 'unavailable' }> {
  const made = await createAt(deps, gateway, attempt)
  if (made.ok) {
    await recordStarted(deps.db, paymentIn(attempt), made.value)
    return made.value.redirectUrl ? { kind: 'pay', url: made.value.redirectUrl } : { kind: 'waiting' }
  }
  // A "no" now says nothing about an earlier request, which may have been heard: the completer asks by the key.
  if (made.refusal.code === 'unknown' || !isFirst) return { kind: 'waiting' }
  await settlePayment(
    deps,
    { id: paymentIn(attempt), orderId: attempt.orderId, gateway: attempt.gateway },
    { state: 'failed', failureCode: 'refused' },
  )
  return { kind: 'unavailable' }
}

/** Both tries together: nobody looks at a page that loads for longer, and what surrounds them takes its time, too. */
const SHOPPERS_PATIENCE_MS = 9000

/** Makes the payment at the gateway, or finds the one that this key made before. An unknown outcome is tried twice. */
export async function createAt(deps: OrderDeps, gateway: Gateway, attempt: Attempt): Promise<Answer<GatewayPayment>> {
  const { amount, method, language, country, email, saved, customer, express } = attempt
  const payment = {
    amount,
    method,
    language,
    country,
    email,
    saved,
    customer,
    express,
    reference: String(attempt.number),
    returnUrl: deps.returnUrl(attempt),
    cancelUrl: deps.cancelUrl(attempt),
    capture: attempt.captureMode,
    idempotencyKey: paymentIn(attempt),
  }
  const began = performance.now()
  const first = await ask(() => gateway.create(payment), SHOPPERS_PATIENCE_MS)
  if (first.ok || first.refusal.code === 'refused') return first
  const leftMs = SHOPPERS_PATIENCE_MS - (performance.now() - began)
  if (leftMs < 2000) return first
  const second = await ask(() => gateway.create(payment), leftMs)
  // A "no" to the second try says nothing about the first, which may have been heard: only asking by the key tells.
  return second.ok ? second : first
}
