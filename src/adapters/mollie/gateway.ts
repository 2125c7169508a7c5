import { z } from 'zod'

import { ok, refuse } from '#kernel/result'
import type { Answer, Gateway, Mode } from '#modules/payment'
import type { Outbound } from '#platform/outbound/outbound'
import { currencies } from './amounts.ts'
import { mollieClient, noAnswer, type MollieClient } from './client.ts'
import { create } from './create.ts'
import { fetchPayment, findByKey } from './fetch.ts'
import { cancel, capture, readRefund, refund } from './move-money.ts'
import { readMessage } from './webhook.ts'

export const MOLLIE_API = 'https://api.mollie.com'

export type MollieSettings = Readonly<{
  name: string
  mode: Mode
  apiKey: string
  /** Where Mollie tells of changes; null when this shop cannot be reached from outside. */
  webhookUrl: string | null
  outbound: Outbound
  /** Another address only for tests. */
  api?: string
  now?: () => number
}>

/** Mollie by its Payments API v2: iDEAL, cards, direct debit, Klarna and what else the account has, on Mollie's page. */
export function mollieGateway(settings: MollieSettings): Gateway {
  const { name, mode, webhookUrl, api = MOLLIE_API, now = Date.now } = settings
  const call = mollieClient({ ...settings, api })
  return {
    name,
    mode,
    payee: null,
    supports: {
      capture: 'both',
      partialCapture: true,
      multipleCaptures: true,
      partialRefund: true,
      void: true,
      savedMethods: false,
      currencies,
    },
    formOrigins: api === MOLLIE_API ? ['https://www.mollie.com', 'https://pay.mollie.com'] : [new URL(api).origin],
    create: (payment) => create({ call, webhookUrl, now }, payment),
    fetch: (ref) => fetchPayment(call, ref),
    findByKey: (key) => findByKey(call, key),
    cancel: (ref) => cancel(call, ref),
    capture: (asked) => capture(call, asked),
    refund: (asked) => refund(call, asked),
    readRefund: (given) => readRefund(call, given),
    readWebhook: (raw) => readMessage(call, raw),
    test: () => testAccount(call),
  }
}

const profile = z.object({ id: z.string().max(100), mode: z.enum(['live', 'test']), name: z.string().max(300) })

async function testAccount(call: MollieClient): Promise<Answer<{ account: string; mode: Mode }>> {
  const said = await call({ method: 'GET', path: 'profiles/me' }, profile)
  if (!said.ok && said.refusal.status === 401)
    return refuse({ code: 'refused', reason: 'Mollie does not know this key' })
  if (!said.ok) return refuse(noAnswer(said.refusal))
  return ok({ account: `${said.value.name} (${said.value.id})`, mode: said.value.mode })
}
