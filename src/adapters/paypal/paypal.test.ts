import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import type { Gateway, NewGatewayPayment } from '#modules/payment'
import { asked, gatewayContract } from '#testing/gateway-contract'
import type { RunningStandin } from '../../../faults/standins/start.ts'
import { readSpecs, violations } from './openapi.test-support.ts'
import { gatewayAt, MERCHANT, startPaypal } from './standin.test-support.ts'

let standin: RunningStandin
let gateway: Gateway

beforeAll(async () => {
  standin = await startPaypal()
  gateway = gatewayAt(standin.url)
})
afterAll(() => standin.stop())
beforeEach(() => standin.script())

type Booked = { ref: string; key: string; status: string; captured: string; refunded: string; refunds: number }
const booked = async (key: string): Promise<Booked[]> =>
  (await standin.do<Booked[]>('book')).filter((one) => one.key === key)

type Signed = { body: string; headers: Record<string, string> }
const sign = (event: unknown, at?: Date): Promise<Signed> =>
  standin.do('sign', { body: JSON.stringify(event), ...(at ? { at: at.toISOString() } : {}) })
const approvedEvent = (id: string, ref: string) => ({
  id,
  event_type: 'CHECKOUT.ORDER.APPROVED',
  resource: { id: ref },
})

gatewayContract('PayPal', () => ({
  gateway,
  failRefund: (ref) => standin.do('fail_refund', { ref }),
  findsByKey: false,
  pay: async (ref) => {
    await standin.do('approve', { ref })
    await gateway.fetch(ref)
  },
  decline: (ref) => standin.do('decline', { ref }),
  message: async (eventId, ref, at) => {
    const { body, headers } = await sign(approvedEvent(eventId, ref), at)
    return { body, headers: new Headers(headers) }
  },
}))

const eur = (amount: number) => money(amount, currencyOf('EUR'))

async function open(words: Partial<NewGatewayPayment> = {}) {
  const payment = { ...asked(), ...words }
  const made = await gateway.create(payment)
  if (!made.ok) throw new Error(made.refusal.reason)
  return { ...made.value, key: payment.idempotencyKey }
}

/** Set aside for the shop. */
async function held() {
  const order = await open({ capture: 'manual' })
  await standin.do('approve', { ref: order.ref })
  await gateway.fetch(order.ref)
  return order
}

describe('an order', () => {
  test('that the buyer approved is captured once, however many look at once', async () => {
    const { ref, key } = await open()
    await standin.do('approve', { ref })
    const said = await Promise.all(Array.from({ length: 8 }, () => gateway.fetch(ref)))
    for (const one of said) if (one.ok) expect(['captured', 'pending']).toContain(one.value.state)
    expect(await gateway.fetch(ref)).toMatchObject({
      value: { state: 'captured', captured: eur(4470), payee: MERCHANT, reference: '1042', fee: eur(146) },
    })
    expect(await booked(key)).toMatchObject([{ captured: '44.70' }])
  })

  test('that was given up is never captured, even if the buyer approves it afterwards', async () => {
    const { ref, key } = await open()
    expect(await gateway.cancel(ref)).toMatchObject({ value: { state: 'canceled' } })
    await standin.do('approve', { ref })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'canceled', captured: eur(0) } })
    expect(await booked(key)).toMatchObject([{ captured: '0.00' }])
  })

  test('that pays somebody else is not captured (A049)', async () => {
    const { ref, key } = await open()
    await standin.do('payee', { ref, merchant: 'EVAD222222222' })
    await standin.do('approve', { ref })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { payee: 'EVAD222222222', captured: eur(0) } })
    expect(await booked(key)).toMatchObject([{ captured: '0.00' }])
    expect(gateway.payee).toBe(MERCHANT)
  })

  test('by e-check waits for the bank', async () => {
    const [good, bad] = [await open(), await open()]
    for (const { ref } of [good, bad]) await standin.do('echeck', { ref })
    expect(await gateway.fetch(good.ref)).toMatchObject({ value: { state: 'processing', captured: eur(0) } })
    await gateway.fetch(bad.ref)
    await standin.do('clear', { ref: good.ref })
    await standin.do('clear', { ref: bad.ref, good: false })
    expect(await gateway.fetch(good.ref)).toMatchObject({ value: { state: 'captured' } })
    expect(await gateway.fetch(bad.ref)).toMatchObject({ value: { state: 'failed' } })
  })

  test('tells of disputes, and how they ended', async () => {
    const { ref } = await open()
    await standin.do('approve', { ref })
    await gateway.fetch(ref)
    await standin.do('dispute', { ref })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { disputes: [{ state: 'open', amount: eur(4470) }] } })
    for (const [outcome, state] of [
      ['RESOLVED_SELLER_FAVOUR', 'won'],
      ['CANCELED_BY_BUYER', 'won'],
      ['RESOLVED_BUYER_FAVOUR', 'lost'],
    ]) {
      await standin.do('decide_dispute', { ref, outcome })
      expect(await gateway.fetch(ref)).toMatchObject({ value: { disputes: [{ state }] } })
    }
    await standin.script({ mode: 'error', path: '/v1/customer/disputes/PP' })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { disputes: [{ state: 'open' }] } })
  })

  test('in yen and Taiwan dollars has no decimals, and what PayPal does not take is refused', async () => {
    const { ref, amount } = await open({ amount: money(500, currencyOf('JPY')) })
    await standin.do('approve', { ref })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { captured: amount } })
    expect(await open({ amount: money(125_000, currencyOf('TWD')) })).toMatchObject({ amount: { amount: 125_000 } })
    for (const [sum, code] of [
      [125_050, 'TWD'],
      [1000, 'ISK'],
      [5000, 'KWD'],
    ] as const)
      expect(await gateway.create({ ...asked(), amount: money(sum, currencyOf(code)) })).toMatchObject({
        refusal: { code: 'refused' },
      })
  })
})

describe('money set aside', () => {
  test('is taken in parts, never more than there is, and given back over the parts', async () => {
    const { ref, key } = await held()
    const take = (amount: number, idempotencyKey: string, final = false) =>
      gateway.capture({ ref, amount: eur(amount), idempotencyKey, final })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'authorized', authorized: eur(4470) } })
    const [first, second] = [newId(), newId()]
    const twice = await Promise.all([take(2000, first), take(2000, first)])
    expect(twice[0]).toMatchObject({ ok: true, value: { fee: eur(85) } })
    expect(twice[1]).toEqual(twice[0])
    expect(await take(2471, newId())).toMatchObject({ refusal: { code: 'refused' } })
    expect(await take(2470, second, true)).toMatchObject({ ok: true })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'captured', captured: eur(4470) } })

    const refund = { ref, amount: eur(3000), idempotencyKey: newId() }
    // The second part does not come through; whoever comes again does only what is missing.
    for (const mode of ['refuse', 'error'] as const) {
      await standin.script({ mode, path: '/refund', after: mode === 'refuse' ? 1 : 0 })
      expect(await gateway.refund(refund)).toMatchObject({ refusal: { code: 'unknown' } })
    }
    await standin.script()
    const given = await gateway.refund(refund)
    expect(given).toMatchObject({ ok: true })
    expect(await gateway.refund(refund)).toEqual(given)
    expect(await booked(key)).toMatchObject([{ captured: '44.70', refunded: '30.00', refunds: 2 }])
    expect(await gateway.refund({ ...refund, amount: eur(1471), idempotencyKey: newId() })).toMatchObject({
      refusal: { code: 'refused' },
    })
  })

  test('that PayPal has in review when it is taken is not taken yet, and may never be', async () => {
    for (const [good, outcome] of [
      [true, { ok: true, value: { fee: eur(146) } }],
      [false, { refusal: { code: 'refused' } }],
    ] as const) {
      const { ref } = await open({ capture: 'manual' })
      await standin.do('echeck', { ref })
      await gateway.fetch(ref)
      const take = { ref, amount: eur(4470), idempotencyKey: newId(), final: true }
      for (const _ of [1, 2]) expect(await gateway.capture(take)).toMatchObject({ refusal: { code: 'unknown' } })
      expect(await gateway.fetch(ref)).toMatchObject({ value: { captured: eur(0) } })
      await standin.do('clear', { ref, good })
      expect(await gateway.capture(take)).toMatchObject(outcome)
    }
  })

  test('is let go', async () => {
    const { ref } = await held()
    expect(await gateway.cancel(ref)).toMatchObject({ value: { state: 'canceled', captured: eur(0) } })
    expect(await gateway.capture({ ref, amount: eur(1), idempotencyKey: newId(), final: true })).toMatchObject({
      refusal: { code: 'refused' },
    })
  })
})

describe('messages', () => {
  const read = ({ body, headers }: Signed, change: Record<string, string> = {}) =>
    gateway.readWebhook(Buffer.from(body), new Headers({ ...headers, ...change }), new Date())

  test('about a capture, refund or dispute lead to their order; others are nothing of ours', async () => {
    const { ref } = await open()
    await standin.do('approve', { ref })
    await gateway.fetch(ref)
    await gateway.refund({ ref, amount: eur(100), idempotencyKey: newId() })
    const order = (
      await standin.do<{ answer: { purchase_units?: { payments?: { refunds?: unknown[] } }[] } }[]>('exchanges')
    ).findLast(({ answer }) => answer.purchase_units?.[0]?.payments)?.answer.purchase_units?.[0]?.payments as {
      captures: { id: string }[]
    }
    const [capture] = order.captures
    const links = [{ rel: 'up', href: `${standin.url}/v2/payments/captures/${capture?.id}` }]
    const disputed = [{ seller_transaction_id: capture?.id }]
    for (const resource of [capture, { id: 'R', links }, { dispute_id: 'D', disputed_transactions: disputed }])
      expect(await read(await sign({ id: 'WH-1', event_type: 'PAYMENT.X', resource }))).toMatchObject({
        ok: true,
        value: { ref },
      })
    const stranger = await sign({ id: 'WH-2', event_type: 'BILLING.PLAN.CREATED', resource: { id: 'P-1' } })
    expect(await read(stranger)).toEqual({ ok: false, refusal: { code: 'irrelevant' } })
    await standin.script({ mode: 'error' })
    expect(await read(stranger)).toEqual({ ok: false, refusal: { code: 'unverifiable' } })
  })
})

describe('when PayPal is not well (F27)', () => {
  const modes = ['error', 'busy', 'reset', 'silent', 'half', 'nonsense', 'drip', 'late'] as const

  test.each(modes)('%s: create, capture and refund are unknown, and the same keys do each once', async (mode) => {
    const payment = { ...asked(), capture: 'manual' as const }
    const spoil = () => standin.script({ mode, method: 'POST', ms: 1500 })
    await spoil()
    expect(await gateway.create(payment)).toMatchObject({ ok: false, refusal: { code: 'unknown' } })
    await standin.script()
    const { ref } = await open(payment)
    await standin.do('approve', { ref })
    await gateway.fetch(ref)
    const take = { ref, amount: eur(4470), idempotencyKey: newId(), final: true }
    const back = { ref, amount: eur(1000), idempotencyKey: newId() }
    for (const act of [() => gateway.capture(take), () => gateway.refund(back)]) {
      await spoil()
      expect(await act()).toMatchObject({ ok: false, refusal: { code: 'unknown' } })
      await standin.script()
      expect(await act()).toMatchObject({ ok: true })
    }
    expect(await booked(payment.idempotencyKey)).toMatchObject([{ captured: '44.70', refunded: '10.00', refunds: 1 }])
  })

  test('a clear no is a no; nobody there is a no to a new payment, and nothing to an old one', async () => {
    await standin.script({ mode: 'refuse', method: 'POST' })
    expect(await gateway.create(asked())).toMatchObject({ refusal: { code: 'refused' } })
    const nobody = gatewayAt('http://127.0.0.1:9')
    expect(await nobody.create(asked())).toMatchObject({ refusal: { code: 'refused' } })
    expect(await nobody.fetch('ABCDEFGH')).toMatchObject({ refusal: { code: 'unknown' } })
  })
})

test('the connection is tested by signing in and looking the webhook up', async () => {
  expect(await gateway.test()).toEqual({
    ok: true,
    value: { account: `${MERCHANT}, webhook to https://shop.example/webhooks/paypal`, mode: 'test' },
  })
  expect(gateway.formOrigins).toEqual([standin.url])
})

test('requests and answers are as PayPal describes them', async ({ skip }) => {
  const specs = readSpecs()
  if (!specs) return skip('../shared/data is not here: nothing was held against PayPal’s description')
  const exchanges = await standin.do<Parameters<typeof violations>[1]>('exchanges')
  const { checked, wrong } = violations(specs, exchanges)
  expect(wrong).toEqual([])
  expect(checked).toBeGreaterThan(100)
  const first = exchanges.find(({ request }) => request !== null && 'purchase_units' in (request as object))
  if (!first) throw new Error('no order was made')
  const spoiled = { ...first, request: { ...(first.request as object), purchase_units: [{ amount: { value: 1 } }] } }
  expect(violations(specs, [spoiled]).wrong, 'and this check can fail').not.toEqual([])
})
