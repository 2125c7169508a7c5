import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import type { Gateway, NewGatewayPayment } from '#modules/payment'
import { createBreaker } from '#platform/outbound/breaker'
import { createOutbound } from '#platform/outbound/outbound'
import { asked, gatewayContract } from '#testing/gateway-contract'
import { startStandinProcess, type RunningStandin } from '../../../faults/standins/start.ts'
import { mollieGateway } from './index.ts'

const KEY = 'test_a_key_of_the_tests_1234567'
let standin: RunningStandin
let gateway: Gateway
const later = { ms: 0 }

const gatewayAt = (api: string) =>
  mollieGateway({
    name: 'mollie_test',
    mode: 'test',
    apiKey: KEY,
    webhookUrl: 'https://shop.example/webhooks/mollie_test',
    api,
    now: () => Date.now() + later.ms,
    outbound: createOutbound({ allowPrivate: true, totalMs: 700, breaker: createBreaker({ failures: 1000 }) }),
  })

beforeAll(async () => {
  standin = await startStandinProcess('mollie', { STANDIN_KEY: KEY })
  gateway = gatewayAt(standin.url)
})
afterAll(() => standin.stop())
beforeEach(() => {
  later.ms = 0
  return standin.script()
})

type Booked = { ref: string; key: string; status: string; captured: string; refunded: string; refunds: number }
const booked = async (key: string): Promise<Booked[]> =>
  (await standin.do<Booked[]>('book')).filter((one) => one.key === key)

gatewayContract('Mollie', () => ({
  gateway,
  failRefund: (ref) => standin.do('fail_refund', { ref }),
  pay: (ref) => standin.do('approve', { ref }),
  decline: (ref) => standin.do('decline', { ref }),
  message: null,
}))

const eur = (amount: number) => money(amount, currencyOf('EUR'))

async function open(words: Partial<NewGatewayPayment> = {}) {
  const payment = { ...asked(), ...words }
  const made = await gateway.create(payment)
  if (!made.ok) throw new Error(made.refusal.reason)
  return { ...made.value, key: payment.idempotencyKey }
}

describe('a payment', () => {
  test('by iDEAL comes at once, by debit it is processing until the bank says', async () => {
    const [ideal, good, bad] = [await open(), await open(), await open()]
    await standin.do('ideal', { ref: ideal.ref })
    expect(await gateway.fetch(ideal.ref)).toMatchObject({
      value: { state: 'captured', captured: eur(4470), instrument: { kind: 'ideal', label: 'iDEAL' } },
    })
    for (const { ref } of [good, bad]) await standin.do('debit', { ref })
    expect(await gateway.fetch(good.ref)).toMatchObject({ value: { state: 'processing', redirectUrl: null } })
    expect(await gateway.cancel(good.ref)).toMatchObject({ value: { state: 'processing' } })
    await standin.do('settle', { ref: good.ref })
    await standin.do('settle', { ref: bad.ref, good: false })
    expect(await gateway.fetch(good.ref)).toMatchObject({ value: { state: 'captured' } })
    expect(await gateway.fetch(bad.ref)).toMatchObject({
      value: { state: 'failed', failureCode: 'insufficient_funds' },
    })
  })

  test('that Mollie cannot stop is given up by the shop; money that comes after all is told', async () => {
    const { ref } = await open()
    expect(await gateway.cancel(ref)).toMatchObject({ value: { state: 'canceled', redirectUrl: null } })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'canceled' } })
    await standin.do('approve', { ref })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'captured', captured: eur(4470) } })
    const stoppable = await open()
    await standin.do('stoppable', { ref: stoppable.ref })
    expect(await gateway.cancel(stoppable.ref)).toMatchObject({ value: { state: 'canceled' } })
    expect(await booked(stoppable.key)).toMatchObject([{ status: 'canceled' }])
  })

  test('tells what was charged back, and what was given again after all', async () => {
    const { ref } = await open()
    await standin.do('approve', { ref })
    await standin.do('chargeback', { ref })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { disputes: [{ state: 'lost', amount: eur(4470) }] } })
    await standin.do('reverse_chargeback', { ref })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { disputes: [{ state: 'won', amount: eur(4470) }] } })
  })

  test('in yen has no decimals, in forints always two; what Mollie does not take is refused', async () => {
    const yen = await open({ amount: money(500, currencyOf('JPY')) })
    const forints = await open({ amount: money(1250, currencyOf('HUF')) })
    expect(await booked(yen.key)).toMatchObject([{ amount: '500' }])
    expect(await booked(forints.key)).toMatchObject([{ amount: '1250.00' }])
    expect(forints.amount).toEqual(money(1250, currencyOf('HUF')))
    const dinar = { ...asked(), amount: money(5000, currencyOf('KWD')) }
    expect(await gateway.create(dinar)).toMatchObject({ refusal: { code: 'refused' } })
  })

  test('is found again when Mollie has forgotten the key', async () => {
    const { ref, key } = await open()
    later.ms = 2 * 3_600_000
    expect(await gateway.create({ ...asked(), idempotencyKey: key })).toMatchObject({ ok: true, value: { ref } })
    expect(await booked(key)).toHaveLength(1)
  })
})

test('what was given back and taken is found again when Mollie has forgotten the keys', async () => {
  const { ref, key } = await open({ capture: 'manual' })
  await standin.do('approve', { ref })
  const take = { ref, amount: eur(2000), idempotencyKey: newId(), final: false }
  const taken = await gateway.capture(take)
  const back = { ref, amount: eur(500), idempotencyKey: newId() }
  const given = await gateway.refund(back)
  await standin.do('forget')
  expect(await gateway.capture(take)).toEqual(taken)
  expect(await gateway.refund(back)).toEqual(given)
  expect(await booked(key)).toMatchObject([{ captured: '20.00', refunded: '5.00', refunds: 1 }])
})

describe('money set aside', () => {
  test('is taken in parts, the last of which frees the rest', async () => {
    const { ref, key } = await open({ capture: 'manual' })
    await standin.do('approve', { ref })
    expect(await gateway.fetch(ref)).toMatchObject({
      value: { state: 'authorized', authorized: eur(4470), captured: eur(0), expiresAt: expect.any(Date) },
    })
    const first = { ref, amount: eur(2000), idempotencyKey: newId(), final: false }
    expect(await gateway.capture(first)).toEqual(await gateway.capture(first))
    expect(await gateway.capture({ ...first, amount: eur(2471), idempotencyKey: newId() })).toMatchObject({
      refusal: { code: 'refused' },
    })
    expect(await gateway.capture({ ref, amount: eur(1000), idempotencyKey: newId(), final: true })).toMatchObject({
      ok: true,
    })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'captured', captured: eur(3000) } })
    expect(await booked(key)).toMatchObject([{ captured: '30.00' }])
  })

  test('is let go', async () => {
    const { ref } = await open({ capture: 'manual' })
    await standin.do('approve', { ref })
    expect(await gateway.cancel(ref)).toMatchObject({ value: { state: 'canceled', captured: eur(0) } })
  })
})

describe('messages', () => {
  const read = (text: string) => gateway.readWebhook(Buffer.from(text), new Headers(), new Date())

  test('are an id, which is looked up at Mollie before anybody believes it', async () => {
    const { ref } = await open()
    const first = await read(`id=${ref}`)
    expect(first).toMatchObject({ ok: true, value: { ref, payload: { status: 'open' } } })
    expect(await read(`id=${ref}`)).toEqual(first)
    await standin.do('approve', { ref })
    const second = await read(`id=${ref}`)
    expect(second.ok && second.value.eventId).not.toBe(first.ok && first.value.eventId)
    expect(await read('id=tr_nobodys')).toEqual({ ok: false, refusal: { code: 'bad_signature' } })
    for (const wrong of ['', 'id=', 'id=ord_1', 'id=tr_1/../../x', '{"id":"tr_12345"}', `id=tr_${'a'.repeat(500)}`])
      expect(await read(wrong), wrong).toEqual({ ok: false, refusal: { code: 'malformed' } })
    await standin.script({ mode: 'error' })
    expect(await read(`id=${ref}`)).toEqual({ ok: false, refusal: { code: 'unverifiable' } })
  })
})

describe('when Mollie is not well (F27)', () => {
  const modes = ['error', 'busy', 'reset', 'silent', 'half', 'nonsense', 'drip', 'late'] as const

  test.each(modes)('%s: create and refund are unknown, and the same keys do each once', async (mode) => {
    const payment = asked()
    const spoil = () => standin.script({ mode, method: 'POST', ms: 1500 })
    await spoil()
    expect(await gateway.create(payment)).toMatchObject({ ok: false, refusal: { code: 'unknown' } })
    await standin.script()
    const { ref } = await open(payment)
    await standin.do('approve', { ref })
    const back = { ref, amount: eur(1000), idempotencyKey: newId() }
    await spoil()
    expect(await gateway.refund(back)).toMatchObject({ ok: false, refusal: { code: 'unknown' } })
    await standin.script()
    expect(await gateway.refund(back)).toMatchObject({ ok: true })
    expect(await booked(payment.idempotencyKey)).toMatchObject([{ captured: '44.70', refunded: '10.00', refunds: 1 }])
  })

  test('a clear no is a no; nobody there is a no to a new payment, and nothing to an old one', async () => {
    await standin.script({ mode: 'refuse', method: 'POST' })
    expect(await gateway.create(asked())).toMatchObject({ refusal: { code: 'refused' } })
    const nobody = gatewayAt('http://127.0.0.1:9')
    expect(await nobody.create(asked())).toMatchObject({ refusal: { code: 'refused' } })
    expect(await nobody.fetch('tr_12345')).toMatchObject({ refusal: { code: 'unknown' } })
  })
})

test('the connection is tested by reading the profile', async () => {
  expect(await gateway.test()).toEqual({ ok: true, value: { account: 'Stoa Works (pfl_QkEhN94Ba)', mode: 'test' } })
})
