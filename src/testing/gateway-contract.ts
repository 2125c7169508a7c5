import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import type { Gateway } from '#modules/payment'

type Signed = { body: string; headers: Headers }

export type GatewayStage = Readonly<{
  gateway: Gateway
  /** False for one that cannot be asked by key: making it again with the key finds it. */
  findsByKey?: boolean
  /** What the shopper does on the gateway's page. */
  pay: (ref: string) => Promise<void>
  decline: (ref: string) => Promise<void>
  /** The bank sends the newest refund back, days later; none for a gateway whose refunds stand. */
  failRefund?: (ref: string) => Promise<void>
  /** A genuine message about a payment, sent at that moment; null for a gateway that signs none. */
  message: ((eventId: string, ref: string, at: Date) => Signed | Promise<Signed>) | null
}>

const eur = currencyOf('EUR')
const now = new Date('2026-03-01T12:00:00Z')

/** What every gateway must do, whoever's it is. Call at the top of an adapter's test file. */
export function gatewayContract(name: string, stage: () => GatewayStage): void {
  describe(`${name} keeps the contract of gateways`, () => {
    payments(stage)
    authorizations(stage)
    refunds(stage)
    messages(stage)
  })
}

type Stage = () => GatewayStage

/** What the shop asks a gateway for: 44.70 EUR, taken at once. */
export const asked = (idempotencyKey: string = newId(), amount = 4470) => ({
  amount: money(amount, eur),
  reference: '1042',
  method: 'card',
  returnUrl: 'https://shop.example/return',
  cancelUrl: 'https://shop.example/checkout',
  language: 'en' as const,
  country: 'DE',
  email: 'ada@example.com',
  capture: 'automatic' as const,
  idempotencyKey,
  saved: null,
  customer: null,
})

async function open(stage: Stage, key?: string) {
  const made = await stage().gateway.create(asked(key))
  if (!made.ok) throw new Error(made.refusal.reason)
  return made.value
}

function payments(stage: Stage): void {
  test('a payment is made once for a key, however many ask', async () => {
    const key = newId()
    const made = await Promise.all(Array.from({ length: 10 }, () => open(stage, key)))

    expect(new Set(made.map((one) => one.ref)).size).toBe(1)
    expect(made[0]).toMatchObject({ state: 'pending', amount: { amount: 4470, currency: 'EUR' }, reference: '1042' })
    expect(made[0]?.redirectUrl).toBeTruthy()
    const found = await stage().gateway.findByKey(key)
    if (stage().findsByKey ?? true) expect(found).toMatchObject({ ok: true, value: { ref: made[0]?.ref } })
    else expect(found).toEqual({ ok: true, value: null })
    expect((await open(stage, key)).ref).toBe(made[0]?.ref)
  })

  test('a key used for other money is refused', async () => {
    const key = newId()
    await open(stage, key)
    expect(await stage().gateway.create(asked(key, 1))).toMatchObject({ ok: false, refusal: { code: 'refused' } })
  })

  test('what it does not know it says', async () => {
    const { gateway } = stage()
    expect(await gateway.fetch('nothing')).toMatchObject({ ok: false, refusal: { code: 'refused' } })
    expect(await gateway.cancel('nothing')).toMatchObject({ ok: false, refusal: { code: 'refused' } })
    expect(await gateway.findByKey(newId())).toEqual({ ok: true, value: null })
  })

  test('paid is captured, declined has a reason, and neither leads back to a page', async () => {
    const { gateway, pay, decline } = stage()
    const [good, bad] = [await open(stage), await open(stage)]
    await pay(good.ref)
    await decline(bad.ref)

    expect(await gateway.fetch(good.ref)).toMatchObject({ value: { state: 'captured', redirectUrl: null } })
    expect(await gateway.fetch(bad.ref)).toMatchObject({
      value: { state: 'failed', failureCode: expect.any(String) },
    })
  })

  test('cancel ends what is open, and answers what it is when it came too late', async () => {
    const { gateway, pay } = stage()
    const [early, late] = [await open(stage), await open(stage)]
    await pay(late.ref)

    expect(await gateway.cancel(early.ref)).toMatchObject({ value: { state: 'canceled' } })
    expect(await gateway.cancel(early.ref)).toMatchObject({ value: { state: 'canceled' } })
    expect(await gateway.cancel(late.ref)).toMatchObject({ value: { state: 'captured' } })
  })
}

/** Only for gateways that can set money aside; what a provider cannot do in parts is asked for whole. */
function authorizations(stage: Stage): void {
  async function setAside(key = newId()) {
    const made = await stage().gateway.create({ ...asked(key), capture: 'manual' })
    if (!made.ok) throw new Error(made.refusal.reason)
    await stage().pay(made.value.ref)
    return made.value.ref
  }
  const setsAside = () => stage().gateway.supports.capture !== 'automatic'

  test('money that is set aside is not taken before it is asked for, and then once for a key', async (context) => {
    context.skip(!setsAside())
    const { gateway } = stage()
    const ref = await setAside()
    expect(await gateway.fetch(ref)).toMatchObject({
      value: { state: 'authorized', authorized: { amount: 4470 }, captured: { amount: 0 }, redirectUrl: null },
    })
    const whole = { ref, amount: money(4470, eur), idempotencyKey: newId(), final: true }
    const first = await gateway.capture(whole)
    const again = await gateway.capture(whole)
    expect(first).toMatchObject({ ok: true })
    expect(again.ok && first.ok && again.value.captureRef === first.value.captureRef).toBe(true)
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'captured', captured: { amount: 4470 } } })
    const more = { ref, amount: money(1, eur), idempotencyKey: newId(), final: true }
    expect(await gateway.capture(more)).toMatchObject({ ok: false, refusal: { code: 'refused' } })
  })

  test('it is taken in parts, never beyond what was set aside', async (context) => {
    context.skip(!setsAside() || !stage().gateway.supports.multipleCaptures)
    const { gateway } = stage()
    const ref = await setAside()
    const take = (amount: number, final = false) =>
      gateway.capture({ ref, amount: money(amount, eur), idempotencyKey: newId(), final })
    expect(await take(4000)).toMatchObject({ ok: true })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'authorized', captured: { amount: 4000 } } })
    expect(await take(471)).toMatchObject({ ok: false, refusal: { code: 'refused' } })
    expect(await take(100, true)).toMatchObject({ ok: true })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { state: 'captured', captured: { amount: 4100 } } })
  })

  test('it is freed, and then nothing can be taken', async (context) => {
    context.skip(!setsAside() || !stage().gateway.supports.void)
    const { gateway } = stage()
    const ref = await setAside()
    expect(await gateway.cancel(ref)).toMatchObject({ value: { state: 'canceled', captured: { amount: 0 } } })
    expect(await gateway.cancel(ref)).toMatchObject({ value: { state: 'canceled' } })
    const whole = { ref, amount: money(4470, eur), idempotencyKey: newId(), final: true }
    expect(await gateway.capture(whole)).toMatchObject({ ok: false, refusal: { code: 'refused' } })
  })

  test('a payment says what it is: its mode, and what was paid with where it tells', async () => {
    const { gateway, pay } = stage()
    const { ref } = await open(stage)
    await pay(ref)
    const said = await gateway.fetch(ref)
    expect(said).toMatchObject({ value: { mode: gateway.mode, authorized: { amount: 4470 } } })
    if (said.ok && gateway.payee !== null && said.value.payee !== null) expect(said.value.payee).toBe(gateway.payee)
    if (said.ok) expect(Array.isArray(said.value.disputes)).toBe(true)
  })

  test('the keys are tried by asking whose account it is', async () => {
    expect(await stage().gateway.test()).toMatchObject({ ok: true, value: { mode: stage().gateway.mode } })
  })
}

function refunds(stage: Stage): void {
  test('money goes back once for a key, and never more than came', async () => {
    const { gateway, pay } = stage()
    const { ref } = await open(stage)
    await pay(ref)
    const refund = (amount: number, idempotencyKey: string) =>
      gateway.refund({ ref, amount: money(amount, eur), idempotencyKey })
    const [first, second, third] = [newId(), newId(), newId()]

    const given = await Promise.all(Array.from({ length: 5 }, () => refund(4000, first)))
    expect(new Set(given.map((one) => (one.ok ? one.value.refundRef : null))).size).toBe(1)
    expect(await refund(471, second)).toMatchObject({ ok: false, refusal: { code: 'refused' } })
    expect(await refund(470, third)).toMatchObject({ ok: true })
    const said = await gateway.fetch(ref)
    expect(said).toMatchObject({ value: { state: 'captured', refunded: { amount: 4470 } } })
    const parts = said.ok ? said.value.refunds.map((one) => one.amount.amount) : []
    expect(parts.toSorted((a, b) => a - b)).toEqual([470, 4000])
    expect(said.ok && said.value.refunds.map((one) => one.ref)).toContain(given[0]?.ok && given[0].value.refundRef)
  })

  test('what the bank sends back is told, and can be given again', async () => {
    const { gateway, pay, failRefund } = stage()
    const { ref } = await open(stage)
    await pay(ref)
    const give = async () => {
      const given = await gateway.refund({ ref, amount: money(4470, eur), idempotencyKey: newId() })
      if (!given.ok) throw new Error(given.refusal.reason)
      return given.value.refundRef
    }
    const refundRef = await give()
    expect(await gateway.readRefund({ ref, refundRef })).toMatchObject({
      value: { state: expect.stringMatching(/^(done|pending)$/) },
    })
    expect(await gateway.readRefund({ ref, refundRef: 'NOSUCHREFUND1' })).toMatchObject({ ok: false })
    if (!failRefund) return
    await failRefund(ref)
    expect(await gateway.readRefund({ ref, refundRef })).toMatchObject({ value: { state: 'failed' } })
    expect(await gateway.fetch(ref)).toMatchObject({ value: { refunded: { amount: 0 }, refunds: [] } })
    expect(await give()).not.toBe(refundRef)
  })

  test('nothing goes back of what never came', async () => {
    const { ref } = await open(stage)
    const refund = { ref, amount: money(1, eur), idempotencyKey: newId() }
    expect(await stage().gateway.refund(refund)).toMatchObject({ ok: false, refusal: { code: 'refused' } })
  })
}

function messages(stage: Stage): void {
  test('its messages are read; others, changed ones and old ones are not', async ({ skip }) => {
    const { gateway, message } = stage()
    if (!message) return skip('it signs nothing: its own tests say what it does instead')
    const { ref } = await open(stage)
    const { body, headers } = await message('evt_7', ref, now)
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
    const read = async (text: string, sent = headers, at = now) => gateway.readWebhook(Buffer.from(text), sent, at)

    expect(await read(body)).toMatchObject({ ok: true, value: { eventId: 'evt_7', ref } })
    expect(await read(body, headers, later(299))).toMatchObject({ ok: true })
    expect(await read(body, headers, later(400))).toEqual({ ok: false, refusal: { code: 'too_old' } })
    expect(await read(body, headers, later(-400))).toEqual({ ok: false, refusal: { code: 'too_old' } })
    for (const [text, sent] of [
      [`${body} `, headers],
      [body, new Headers()],
      ['', headers],
    ] as const)
      expect(await read(text, sent)).toEqual({ ok: false, refusal: { code: 'bad_signature' } })
  })
}
