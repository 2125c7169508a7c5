import { ok, refuse, type Result } from '#kernel/result'
import type { BadMessage, GatewayMessage } from '#modules/payment'
import type { MollieClient } from './client.ts'
import { readPayment } from './fetch.ts'
import { isMollieId, type MolliePayment } from './payment.ts'

const LONGEST = 200

/**
 * Mollie signs nothing: it sends a payment's id and nothing else. So the payment is read at Mollie, with our key; an id
 * that is not one of ours there is nobody's message.
 */
export async function readMessage(call: MollieClient, raw: Uint8Array): Promise<Result<GatewayMessage, BadMessage>> {
  if (raw.byteLength > LONGEST) return refuse({ code: 'malformed' })
  const ref = new URLSearchParams(Buffer.from(raw).toString('utf8')).get('id') ?? ''
  if (!isMollieId(ref)) return refuse({ code: 'malformed' })
  const said = await readPayment(call, ref)
  if (!said.ok) return refuse({ code: said.refusal.code === 'refused' ? 'bad_signature' : 'unverifiable' })
  return ok({ eventId: eventOf(said.value), ref, payload: { status: said.value.status } })
}

/** Mollie numbers no events: one is what the payment has become. */
const eventOf = ({ id, status, hasChargebacks, ...sums }: MolliePayment): string => {
  const { amountCaptured, amountRefunded, amountChargedBack } = sums
  const moved = [amountCaptured, amountRefunded, amountChargedBack].map((sum) => sum?.value ?? '0')
  return [id, status, ...moved, ...(hasChargebacks && !amountChargedBack ? ['reversed'] : [])].join(' ')
}
