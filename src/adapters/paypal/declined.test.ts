import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Gateway } from '#modules/payment'
import { createBreaker } from '#platform/outbound/breaker'
import { createOutbound } from '#platform/outbound/outbound'
import { asked } from '#testing/gateway-contract'
import { startStandinProcess, type RunningStandin } from '../../../faults/standins/start.ts'
import { paypalGateway } from './index.ts'

const MERCHANT = 'STANDEN234567'
const env = { STANDIN_KEY: 'client', STANDIN_SECRET: 'secret', STANDIN_MERCHANT: MERCHANT, STANDIN_WEBHOOK_ID: '1JE42' }
let standin: RunningStandin
let gateway: Gateway

beforeAll(async () => {
  standin = await startStandinProcess('paypal', env)
  gateway = paypalGateway({
    name: 'paypal_test',
    mode: 'test',
    clientId: env.STANDIN_KEY,
    clientSecret: env.STANDIN_SECRET,
    merchantId: MERCHANT,
    webhookId: env.STANDIN_WEBHOOK_ID,
    api: standin.url,
    outbound: createOutbound({ allowPrivate: true, totalMs: 700, breaker: createBreaker({ failures: 1000 }) }),
  })
})
afterAll(() => standin.stop())

test('an order whose payment failed takes no money later, when its buyer has found another card', async () => {
  const made = await gateway.create(asked())
  if (!made.ok) throw new Error(made.refusal.reason)
  const { ref } = made.value
  await standin.do('decline', { ref })
  expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'failed', failureCode: 'INSTRUMENT_DECLINED' } })
  await standin.do('recover', { ref })
  expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'canceled', captured: { amount: 0 } } })
  const book = await standin.do<{ ref: string; captured: string }[]>('book')
  expect(book.find((one) => one.ref === ref)).toMatchObject({ captured: '0.00' })
})
