import { createHmac, timingSafeEqual } from 'node:crypto'

import { z } from 'zod'

import { ok, refuse, type Result } from '#kernel/result'
import type { BadMessage, GatewayMessage } from '#modules/payment'

export const SIGNATURE_HEADER = 'sandbox-signature'
const TOLERANCE_S = 300
const MOST_BYTES = 16_384

export type SignedMessage = Readonly<{ body: string; headers: Record<string, string> }>

/** What the test gateway sends: the bytes, and a signature over them and the time. */
export function signMessage(
  secret: string,
  message: { eventId: string; ref: string; state: string },
  now: Date,
): SignedMessage {
  const body = JSON.stringify({ id: message.eventId, payment: message.ref, state: message.state })
  const time = Math.floor(now.getTime() / 1000)
  const signature = sign(secret, time, Buffer.from(body)).toString('hex')
  return {
    body,
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: `t=${time},v1=${signature}` },
  }
}

const content = z.object({
  id: z.string().min(1).max(100),
  payment: z.string().min(1).max(100),
  state: z.string().max(40),
})

/** Checks the signature over the bytes as they came, before anything is read out of them; ±300 s. */
export function readMessage(
  secret: string,
  raw: Uint8Array,
  { headers, now }: { headers: Headers; now: Date },
): Result<GatewayMessage, BadMessage> {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(headers.get(SIGNATURE_HEADER) ?? '')
  if (!match || raw.byteLength > MOST_BYTES) return refuse({ code: 'bad_signature' })
  const [, time = '', given = ''] = match
  if (!timingSafeEqual(Buffer.from(given, 'hex'), sign(secret, Number(time), raw)))
    return refuse({ code: 'bad_signature' })
  if (Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_S) return refuse({ code: 'too_old' })
  const parsed = content.safeParse(jsonOf(raw))
  if (!parsed.success) return refuse({ code: 'malformed' })
  return ok({ eventId: parsed.data.id, ref: parsed.data.payment, payload: parsed.data })
}

const sign = (secret: string, time: number, raw: Uint8Array): Buffer =>
  createHmac('sha256', secret).update(`${time}.`).update(raw).digest()

function jsonOf(raw: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(raw).toString('utf8'))
  } catch {
    return null
  }
}
