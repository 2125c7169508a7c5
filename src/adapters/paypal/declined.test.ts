import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Gateway } from '#modules/payment'
import { asked } from '#testing/gateway-contract'
import type { RunningStandin } from '../../../faults/standins/start.ts'
import { gatewayAt, startPaypal } from './standin.test-support.ts'

let standin: RunningStandin
let gateway: Gateway

beforeAll(async () => {
  standin = await startPaypal()
  gateway = gatewayAt(standin.url)
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
