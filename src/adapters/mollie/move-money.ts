import { z } from 'zod'

import type { Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Answer, GatewayPayment, GatewayRefund, NewCapture, NewGatewayRefund } from '#modules/payment'
import { fromMollie, toMollie } from './amounts.ts'
import { noAnswer, type MollieClient, type Trouble } from './client.ts'
import { fetchPayment, readPayment } from './fetch.ts'
import {
  captureList,
  isMollieId,
  partAnswer,
  paymentAnswer,
  refundList,
  stands,
  type MolliePayment,
  type Part,
} from './payment.ts'

const anything = z.unknown()
const missing = refuse({ code: 'refused', reason: 'no such payment' })
const tooFine = refuse({ code: 'refused', reason: 'Mollie cannot move this amount in this currency' })

/**
 * Ends an undecided payment, or frees what is set aside. Some open payments cannot be stopped: those are marked as given
 * up; should their money come after all, they say so, and the shop gives it back.
 */
export async function cancel(call: MollieClient, ref: string): Promise<Answer<GatewayPayment>> {
  const before = await readPayment(call, ref)
  if (!before.ok) return refuse(noAnswer(before.refusal))
  const ended = await end(call, before.value)
  return ended.ok || ended.refusal.code === 'refused' ? fetchPayment(call, ref) : refuse(noAnswer(ended.refusal))
}

async function end(call: MollieClient, payment: MolliePayment): Promise<Result<unknown, Trouble>> {
  const path = `payments/${payment.id}`
  const isOpen = payment.status === 'open' || payment.status === 'authorized'
  if (isOpen && payment.isCancelable) return call({ method: 'DELETE', path }, anything)
  if (payment.status === 'authorized')
    return call({ method: 'POST', path: `${path}/release-authorization`, key: `release-${payment.id}` }, anything)
  if (payment.status !== 'open') return ok(null)
  return call({ method: 'PATCH', path, body: { metadata: { ...payment.metadata, ended: true } } }, paymentAnswer)
}

/**
 * A capture or refund that this key has made already, or a new one. Mollie remembers keys for an hour and the shop may
 * come back after days, so each bears its key, and is looked for first.
 */
async function once(
  call: MollieClient,
  { ref, amount, idempotencyKey }: NewGatewayRefund,
  kind: 'refunds' | 'captures',
): Promise<Answer<Part>> {
  if (!isMollieId(ref)) return missing
  const sum = toMollie(amount)
  if (!sum) return tooFine
  const path = `payments/${ref}/${kind}`
  const list = kind === 'refunds' ? refundList : captureList
  const listed = await call({ method: 'GET', path: `${path}?limit=250` }, list)
  if (!listed.ok) return refuse(noAnswer(listed.refusal))
  const before = listed.value.find(({ metadata }) => metadata?.key === idempotencyKey)
  if (before) return whole(before)
  const body = { amount: sum, metadata: { key: idempotencyKey } }
  const made = await call({ method: 'POST', path, body, key: idempotencyKey }, partAnswer)
  return made.ok ? whole(made.value) : refuse(noAnswer(made.refusal))
}

const whole = (part: Part): Answer<Part> => (stands(part) ? ok(part) : refuse({ code: 'refused', reason: part.status }))

/** Gives a part back, once for a key. */
export async function refund(call: MollieClient, asked: NewGatewayRefund): Promise<Answer<{ refundRef: string }>> {
  const given = await once(call, asked, 'refunds')
  return given.ok ? ok({ refundRef: given.value.id }) : given
}

type Given = Readonly<{ ref: string; refundRef: string }>

/** Whether a refund that was accepted has come back; most wait for the next day's transfers first. */
export async function readRefund(call: MollieClient, { ref, refundRef }: Given): Promise<Answer<GatewayRefund>> {
  if (!isMollieId(ref) || !/^re_\w{1,60}$/.test(refundRef)) return missing
  const said = await call({ method: 'GET', path: `payments/${ref}/refunds/${refundRef}` }, partAnswer)
  if (!said.ok) return refuse(noAnswer(said.refusal))
  const { status } = said.value
  if (!stands(said.value)) return ok({ state: 'failed', failure: status })
  return ok({ state: status === 'refunded' ? 'done' : 'pending' })
}

/** Takes a part of what is set aside. Mollie tells its fee in the settlement, not here. */
export async function capture(
  call: MollieClient,
  asked: NewCapture,
): Promise<Answer<{ captureRef: string; fee: Money | null }>> {
  const taken = await once(call, asked, 'captures')
  if (!taken.ok) return taken
  if (asked.final) await freeRest(call, asked.ref)
  return ok({ captureRef: taken.value.id, fee: null })
}

/** What is not freed now is freed when the authorization ends. */
async function freeRest(call: MollieClient, ref: string): Promise<void> {
  const said = await readPayment(call, ref)
  if (!said.ok || said.value.status !== 'authorized') return
  const { amount, amountCaptured } = said.value
  if (amountCaptured && fromMollie(amountCaptured).amount >= fromMollie(amount).amount) return
  const path = `payments/${ref}/release-authorization`
  await call({ method: 'POST', path, key: `release-${ref}` }, anything)
}
