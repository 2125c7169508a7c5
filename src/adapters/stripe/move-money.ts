import type { Stripe } from 'stripe'

import { momentOf } from '#kernel/moment-of'
import { ok, refuse } from '#kernel/result'
import type { Answer, GatewayPayment, GatewayRefund, NewCapture, NewGatewayRefund } from '#modules/payment'
import type { Money } from '#kernel/money'
import { toStripe } from './amounts.ts'
import { answer } from './answers.ts'
import { fetchSession, intentOf, isSessionId } from './fetch.ts'
import { feeOf, objectOf } from './payment-of.ts'

const tooFine = refuse({ code: 'refused', reason: 'Stripe cannot move this amount in this currency' })
const neverPaid = refuse({ code: 'refused', reason: 'nothing was paid' })

/**
 * Closes the page, or frees what is set aside. What Stripe cannot stop any more, because the shopper was faster or the
 * bank has it, is answered as it is.
 */
export async function cancel(stripe: Stripe, ref: string): Promise<Answer<GatewayPayment>> {
  const before = await fetchSession(stripe, ref)
  if (!before.ok) return before
  const ended = await answer(() => end(stripe, before.value))
  const after = await fetchSession(stripe, ref)
  return ended.ok || ended.refusal.code === 'refused' ? after : ended
}

async function end(stripe: Stripe, { ref, state }: GatewayPayment): Promise<void> {
  if (state === 'pending') await stripe.checkout.sessions.expire(ref, {}, { idempotencyKey: `expire-${ref}` })
  if (state !== 'authorized' && state !== 'processing') return
  const intent = await intentOf(stripe, ref)
  if (intent) await stripe.paymentIntents.cancel(intent, {}, { idempotencyKey: `void-${ref}` })
}

type Captured = { captureRef: string; fee: Money | null }

/** Takes a part of what is set aside; Stripe frees the rest. */
export async function capture(stripe: Stripe, asked: NewCapture): Promise<Answer<Captured>> {
  const units = toStripe(asked.amount)
  if (units === null) return tooFine
  const intent = await answer(() => intentOf(stripe, asked.ref))
  if (!intent.ok) return intent
  if (!intent.value) return neverPaid
  const { value: id } = intent
  return answer(async () => {
    const params = { amount_to_capture: units, expand: ['latest_charge.balance_transaction'] }
    const taken = await stripe.paymentIntents.capture(id, params, { idempotencyKey: asked.idempotencyKey })
    const charge = objectOf(taken.latest_charge)
    return { captureRef: charge?.id ?? id, fee: feeOf(charge) }
  })
}

/** Stripe remembers a key for a day; before that is over we look ourselves. */
const REMEMBERED_MS = 20 * 3_600_000

/** Gives a part of the money back, once for a key, however late the shop comes again: each refund bears its key. */
export async function refund(
  stripe: Stripe,
  asked: NewGatewayRefund,
  now = Date.now(),
): Promise<Answer<{ refundRef: string }>> {
  const units = toStripe(asked.amount)
  if (units === null) return tooFine
  if (!isSessionId(asked.ref)) return neverPaid
  const intent = await answer(() => intentOf(stripe, asked.ref))
  if (!intent.ok) return intent
  if (!intent.value) return neverPaid
  const { idempotencyKey: key } = asked
  const { value: id } = intent
  if (now - momentOf(key) > REMEMBERED_MS) {
    const known = await answer(() => earlierRefund(stripe, id, key))
    if (!known.ok) return refuse({ code: 'unknown', reason: known.refusal.reason })
    if (known.value) return given(known.value)
  }
  const params = { payment_intent: id, amount: units, metadata: { refund: key } }
  const made = await answer(() => stripe.refunds.create(params, { idempotencyKey: key }))
  return made.ok ? given(made.value) : made
}

async function earlierRefund(stripe: Stripe, intent: string, key: string): Promise<Stripe.Refund | null> {
  for await (const one of stripe.refunds.list({ payment_intent: intent, limit: 100 }))
    if (one.metadata?.['refund'] === key) return one
  return null
}

function given({ id, status, failure_reason: reason }: Stripe.Refund): Answer<{ refundRef: string }> {
  const isRefused = status === 'failed' || status === 'canceled'
  return isRefused ? refuse({ code: 'refused', reason: reason ?? status }) : ok({ refundRef: id })
}

/** Whether a refund that was accepted has come back: a closed account, a card that takes no money. */
export async function readRefund(stripe: Stripe, { refundRef }: { refundRef: string }): Promise<Answer<GatewayRefund>> {
  const said = await answer(() => stripe.refunds.retrieve(refundRef))
  if (!said.ok) return said
  const { status, failure_reason: reason } = said.value
  if (status === 'failed' || status === 'canceled') return ok({ state: 'failed', failure: reason ?? status })
  return ok({ state: status === 'succeeded' ? 'done' : 'pending' })
}
