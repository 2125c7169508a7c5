import { afterAll, beforeAll, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import type { Gateway } from '#modules/payment'
import { createBreaker } from '#platform/outbound/breaker'
import { createOutbound } from '#platform/outbound/outbound'
import { asked } from '#testing/gateway-contract'
import { startStandinProcess, type RunningStandin } from '../../../faults/standins/start.ts'
import { stripeGateway } from './index.ts'

const KEY = 'sk_test_a_key_of_the_tests'
let standin: RunningStandin
let gateway: Gateway

beforeAll(async () => {
  standin = await startStandinProcess('stripe', { STANDIN_KEY: KEY })
  gateway = stripeGateway({
    name: 'stripe_test',
    mode: 'test',
    apiKey: KEY,
    webhookSecrets: ['whsec_of_the_tests'],
    api: standin.url,
    outbound: createOutbound({ allowPrivate: true, totalMs: 700, breaker: createBreaker({ failures: 1000 }) }),
  })
})
afterAll(() => standin.stop())

const eur = (amount: number) => money(amount, currencyOf('EUR'))
const DAY_MS = 86_400_000

async function paid(): Promise<string> {
  const made = await gateway.create(asked())
  if (!made.ok) throw new Error(made.refusal.reason)
  await standin.do('approve', { ref: made.value.ref })
  return made.value.ref
}
const refundedOf = async (ref: string) => {
  const said = await gateway.fetch(ref)
  return said.ok ? said.value.refunded : said
}

test('a refund whose answer was lost is given once, also when the shop comes back after days', async () => {
  const ref = await paid()
  const refund = { ref, amount: eur(1000), idempotencyKey: newId(Date.now() - 2 * DAY_MS) }
  const first = await gateway.refund(refund)
  expect(first).toMatchObject({ ok: true })
  await standin.do('forget')

  expect(await gateway.refund(refund)).toEqual(first)
  expect(await refundedOf(ref)).toEqual(eur(1000))
})

test('one that Stripe never heard of is given then, and one that came back is told', async () => {
  const ref = await paid()
  const refund = { ref, amount: eur(1000), idempotencyKey: newId(Date.now() - 2 * DAY_MS) }
  expect(await gateway.refund({ ...refund, idempotencyKey: newId() })).toMatchObject({ ok: true })
  expect(await gateway.refund(refund)).toMatchObject({ ok: true })
  expect(await refundedOf(ref)).toEqual(eur(2000))
  await standin.do('fail_refund', { ref })
  await standin.do('forget')
  expect(await gateway.refund(refund)).toMatchObject({ ok: false, refusal: { code: 'refused' } })
  expect(await refundedOf(ref)).toEqual(eur(1000))
})
