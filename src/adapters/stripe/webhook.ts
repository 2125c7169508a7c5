import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Stripe } from 'stripe'
import { z } from 'zod'

import { ok, refuse, type Result } from '#kernel/result'
import type { BadMessage, GatewayMessage } from '#modules/payment'
import { answer } from './answers.ts'

const TOLERANCE_S = 300
const LONGEST_HEADER = 2000
const MOST_SIGNATURES = 20

const content = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(255),
  livemode: z.boolean(),
  data: z.object({
    object: z.object({
      id: z.string().min(1).max(255),
      object: z.string().max(100),
      payment_intent: z.union([z.string().max(255), z.object({ id: z.string().max(255) })]).nullish(),
    }),
  }),
})

export type Read = Result<GatewayMessage, BadMessage>

/** Is it Stripe's? The signature is over the bytes as they came and the time; ±300 s, any of our secrets. */
export function verify(
  secrets: readonly string[],
  raw: Uint8Array,
  { headers, now }: { headers: Headers; now: Date },
): BadMessage | null {
  const header = headers.get('stripe-signature') ?? ''
  if (header === '' || header.length > LONGEST_HEADER) return { code: 'bad_signature' }
  const parts = header.split(',').slice(0, MOST_SIGNATURES)
  const time = parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2)
  const given = parts.filter((part) => /^v1=[0-9a-f]{64}$/.test(part)).map((part) => Buffer.from(part.slice(3), 'hex'))
  if (!time || given.length === 0) return { code: 'bad_signature' }
  const expected = secrets.map((secret) => createHmac('sha256', secret).update(`${time}.`).update(raw).digest())
  const isTheirs = expected.some((one) => given.some((other) => timingSafeEqual(one, other)))
  if (!isTheirs) return { code: 'bad_signature' }
  return Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_S ? { code: 'too_old' } : null
}

/**
 * Which payment a genuine message is about. Those about an intent, charge, refund or dispute do not name our session:
 * Stripe is asked which one it is.
 */
export async function readEvent(stripe: Stripe, raw: Uint8Array): Promise<Read> {
  const parsed = content.safeParse(jsonOf(raw))
  if (!parsed.success) return refuse({ code: 'malformed' })
  const { id: eventId, type, data } = parsed.data
  const { object } = data
  const payload = { type, object: object.id }
  if (object.object === 'checkout.session') return ok({ eventId, ref: object.id, payload })
  const intent = object.object === 'payment_intent' ? object.id : object.payment_intent
  if (!intent) return refuse({ code: 'irrelevant' })
  const intentId = typeof intent === 'string' ? intent : intent.id
  const listed = await answer(() => stripe.checkout.sessions.list({ payment_intent: intentId, limit: 1 }))
  if (!listed.ok) return refuse({ code: 'unverifiable' })
  const [session] = listed.value.data
  return session ? ok({ eventId, ref: session.id, payload }) : refuse({ code: 'irrelevant' })
}

function jsonOf(raw: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(raw).toString('utf8'))
  } catch {
    return null
  }
}
