import type { Stripe } from 'stripe'

import { momentOf } from '#kernel/moment-of'
import { ok, refuse } from '#kernel/result'
import type { Answer, GatewayPayment } from '#modules/payment'
import { answer } from './answers.ts'
import { fetchSession } from './fetch.ts'

const MOST_LOOKED_AT = 2000
const AROUND_S = 300

/**
 * The payment that this key made, if it made one. Stripe cannot be asked by key; but a key of ours tells when it was made,
 * and Stripe lists what was made since then.
 */
export async function findByKey(stripe: Stripe, key: string): Promise<Answer<GatewayPayment | null>> {
  const listed = await answer(async () => {
    const since = Math.floor(momentOf(key) / 1000) - AROUND_S
    const sessions = stripe.checkout.sessions.list({ created: { gte: since }, limit: 100 })
    let looked = 0
    for await (const { id, client_reference_id: reference } of sessions) {
      if (reference === key) return { id }
      looked += 1
      if (looked >= MOST_LOOKED_AT) return { id: null, isCut: true }
    }
    return { id: null }
  })
  if (!listed.ok) return refuse({ code: 'unknown', reason: listed.refusal.reason })
  if (listed.value.isCut) return refuse({ code: 'unknown', reason: 'too many sessions since then' })
  return listed.value.id === null ? ok(null) : fetchSession(stripe, listed.value.id)
}
