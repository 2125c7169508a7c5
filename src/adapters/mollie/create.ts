import { isDeepStrictEqual } from 'node:util'

import { momentOf } from '#kernel/moment-of'
import { ok, refuse } from '#kernel/result'
import type { Answer, GatewayPayment, NewGatewayPayment } from '#modules/payment'
import { toMollie } from './amounts.ts'
import type { MollieClient } from './client.ts'
import { described, findByKey } from './fetch.ts'
import { paymentAnswer } from './payment.ts'

const locales = { en: 'en_US', de: 'de_DE' }
/** Mollie remembers a key for an hour; well before that we look ourselves. */
const REMEMBERED_MS = 50 * 60_000

const tooFine = refuse({ code: 'refused', reason: 'Mollie cannot take this amount in this currency' })
const otherMoney = refuse({ code: 'refused', reason: 'this key was used for other money' })

type Context = Readonly<{ call: MollieClient; webhookUrl: string | null; now: () => number }>

/** Makes the page where the shopper picks a way to pay; the same key again, however late, finds the first. */
export async function create(
  { call, webhookUrl, now }: Context,
  payment: NewGatewayPayment,
): Promise<Answer<GatewayPayment>> {
  const amount = toMollie(payment.amount)
  if (!amount) return tooFine
  const { idempotencyKey: key, reference } = payment
  const same = (made: GatewayPayment): Answer<GatewayPayment> =>
    isDeepStrictEqual(made.amount, payment.amount) ? ok(made) : otherMoney
  if (now() - momentOf(key) > REMEMBERED_MS) {
    const found = await findByKey(call, key)
    if (!found.ok) return found
    if (found.value) return same(found.value)
  }
  const body = {
    amount,
    description: payment.language === 'de' ? `Bestellung ${reference}` : `Order ${reference}`,
    redirectUrl: payment.returnUrl,
    cancelUrl: payment.cancelUrl,
    ...(webhookUrl === null ? {} : { webhookUrl }),
    locale: locales[payment.language],
    captureMode: payment.capture,
    metadata: { order: reference, key },
  }
  const said = await call({ method: 'POST', path: 'payments', body, key }, paymentAnswer)
  if (!said.ok) {
    const { code, reason } = said.refusal
    return refuse({ code: code === 'unknown' ? 'unknown' : 'refused', reason })
  }
  const made = await described(call, said.value)
  return made.ok ? same(made.value) : made
}
