import { ok, refuse } from '#kernel/result'
import type { Answer, GatewayRefund } from '#modules/payment'
import { noAnswer } from './client.ts'
import type { Paypal } from './fetch.ts'
import { isPaypalId, refundAnswer } from './order.ts'

const strange = refuse({ code: 'unknown', reason: 'an answer that makes no sense' })

/**
 * Whether a refund that was accepted has come back. One of several captures is several refunds; all of it counts as failed
 * when one of them is, and what went through all the same is found in PayPal's book of the order.
 */
export async function readRefund(
  { client }: Paypal,
  { refundRef }: { refundRef: string },
): Promise<Answer<GatewayRefund>> {
  let isPending = false
  for (const id of refundRef.split(',')) {
    if (!isPaypalId(id)) return refuse({ code: 'refused', reason: 'no such refund' })
    const said = await client.call({ method: 'GET', path: `/v2/payments/refunds/${id}` })
    if (!said.ok) return refuse(noAnswer(said.refusal))
    const read = refundAnswer.safeParse(said.value)
    if (!read.success) return strange
    const { status, status_details: details } = read.data
    if (status === 'FAILED' || status === 'CANCELLED')
      return ok({ state: 'failed', failure: details?.reason ?? status })
    isPending ||= status !== 'COMPLETED'
  }
  return ok({ state: isPending ? 'pending' : 'done' })
}
