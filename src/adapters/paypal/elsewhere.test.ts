import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { RunningStandin } from '../../../faults/standins/start.ts'
import { apron, expressBuyer, of, startPaypal } from './standin.test-support.ts'

let standin: RunningStandin
let buyer: ReturnType<typeof expressBuyer>

beforeAll(async () => {
  standin = await startPaypal()
  buyer = expressBuyer(standin)
})
afterAll(() => standin.stop())

const eur = of('EUR')

type Booked = { ref: string; captured: string; held: string | null }
const booked = async (ref: string) => (await standin.do<Booked[]>('book')).find((one) => one.ref === ref)

describe('an address in another country', () => {
  const elsewhere = { state: 'failed', failureCode: 'address_elsewhere', captured: eur(0), redirectUrl: null }

  test.each(['automatic', 'manual'] as const)('takes nothing, however often it is asked (%s)', async (capture) => {
    const { ref } = await buyer.open({ capture })
    await standin.do('approve', { ref, country: 'FR' })
    const said = await Promise.all([1, 2, 3].map(() => buyer.look(ref)))
    for (const one of [...said, await buyer.look(ref)]) expect(one).toMatchObject(elsewhere)
    expect(await buyer.gateway.cancel(ref)).toMatchObject({ value: elsewhere })
    expect(await booked(ref)).toMatchObject({ captured: '0.00', held: null })
  })

  test('takes nothing when a message says that it was approved', async () => {
    const { ref } = await buyer.open()
    await standin.do('approve', { ref, country: 'AT' })
    const event = { id: 'WH-1', event_type: 'CHECKOUT.ORDER.APPROVED', resource: { id: ref } }
    const { body, headers } = await standin.do<{ body: string; headers: Record<string, string> }>('sign', {
      body: JSON.stringify(event),
    })
    const message = await buyer.gateway.readWebhook(Buffer.from(body), new Headers(headers), new Date())
    expect(message).toMatchObject({ ok: true, value: { ref } })
    expect(await buyer.look(ref)).toMatchObject(elsewhere)
    expect(await booked(ref)).toMatchObject({ captured: '0.00' })
  })

  test('takes nothing later, when its buyer has gone back and chosen another', async () => {
    const { ref } = await buyer.approved({}, { country: 'FR' })
    await standin.do('revise', { ref, country: 'DE' })
    expect(await buyer.look(ref)).toMatchObject({ state: 'canceled', captured: eur(0) })
    expect(await booked(ref)).toMatchObject({ captured: '0.00' })
  })

  test('decides nothing while PayPal does not hear that the order is over', async () => {
    const { ref } = await buyer.open()
    await standin.do('approve', { ref, country: 'FR' })
    await standin.script({ mode: 'error', method: 'PATCH' })
    expect(await buyer.gateway.fetch(ref)).toMatchObject({ refusal: { code: 'unknown' } })
    await standin.script({ mode: 'refuse', method: 'PATCH' })
    expect(await buyer.look(ref)).toMatchObject({ state: 'pending', captured: eur(0) })
    await standin.script()
    expect(await buyer.look(ref)).toMatchObject(elsewhere)
  })

  test.each([
    ['there is none', null],
    ['it names no country', { name: { full_name: 'Ada' }, address: { address_line_1: 'Torstraße 12' } }],
    ['it is nonsense', { address: 'DE' }],
    ['its country is in small letters', { address: { country_code: 'de' } }],
    ['its country is longer than one is', { address: { country_code: 'DEU' } }],
  ])('is assumed where %s', async (_why, shipping) => {
    expect(await buyer.approved({}, { shipping })).toMatchObject(elsewhere)
  })

  test('China has two codes at PayPal', async () => {
    const china = { express: { ...apron, country: 'CN' } }
    expect(await buyer.approved(china, { country: 'C2' })).toMatchObject({
      state: 'captured',
      buyer: { shipping: { country: 'CN' } },
    })
  })
})
