import { readFileSync } from 'node:fs'

import type { Stripe } from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { currencyOf, money } from '#kernel/money'
import type { NewGatewayPayment } from '#modules/payment'
import { asked } from '#testing/gateway-contract'
import { reachable } from './delivery-countries.ts'
import { apron, bought, course, eur, startStage } from './express.test-support.ts'

let stage: Awaited<ReturnType<typeof startStage>>
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.standin.stop())

type Objects = { session: Stripe.Checkout.Session; lines: Stripe.LineItem[] }
const objectsOf = (ref: string) => stage.standin.do<Objects>('objects', { ref })

/** What Stripe answered to each request so far. */
const statuses = async (): Promise<number[]> =>
  (await stage.standin.do<{ status: number }[]>('served')).map(({ status }) => status)

/** Each line of the page: what it is called and how much of the sum it is. */
async function linesOf(payment: NewGatewayPayment): Promise<(readonly [string | null, number])[]> {
  const { session, lines } = await objectsOf(await stage.open(payment))
  const sum = lines.reduce((all, line) => all + line.amount_total, 0)
  expect(session.amount_total).toBe(sum)
  expect(await stage.gateway.fetch(session.id)).toMatchObject({ value: { amount: payment.amount } })
  return lines.map((line) => [line.description, line.amount_total])
}

test('the gateway says that its page can ask who buys', () => {
  expect(stage.gateway.supports.express).toBe(true)
})

describe('the page of an express purchase', () => {
  test('asks where it goes, in the one country, and not for a phone number', async () => {
    const { session } = await objectsOf(await stage.open(bought(apron)))
    expect(session).toMatchObject({
      customer_email: null,
      billing_address_collection: 'auto',
      shipping_address_collection: { allowed_countries: ['DE'] },
      phone_number_collection: { enabled: false },
    })
  })

  test('asks for the whole address of the payer where nothing is sent', async () => {
    const { session } = await objectsOf(await stage.open(bought(course)))
    expect(session).toMatchObject({ billing_address_collection: 'required', shipping_address_collection: null })
  })

  test('knows the e-mail address of whoever is known', async () => {
    const { session } = await objectsOf(await stage.open(bought(apron, { email: 'ada@example.com' })))
    expect(session.customer_email).toBe('ada@example.com')
  })

  test('of an ordinary payment asks for nothing, and tells of no buyer', async () => {
    const made = await stage.gateway.create(asked())
    const ref = made.ok ? made.value.ref : ''
    const asks = { billing_address_collection: null, shipping_address_collection: null }
    expect((await objectsOf(ref)).session).toMatchObject({ customer_email: 'ada@example.com', ...asks })
    await stage.standin.do('approve', { ref })
    expect(await stage.buyerOf(ref)).toBeNull()
  })

  test('is made once for a key, by the same request to the letter', async () => {
    const payment = bought(apron)
    const before = (await statuses()).length
    const ref = await stage.open(payment)
    expect(await stage.open({ ...payment, express: { ...apron } })).toBe(ref)
    // Another request under the key would be a 400, and more requests to find the payment.
    expect((await statuses()).slice(before)).toEqual([200, 200])
    expect(
      (await stage.standin.do<{ key: string }[]>('book')).filter(({ key }) => key === payment.idempotencyKey),
    ).toHaveLength(1)
    await stage.standin.do('approve', { ref })
    await stage.standin.do('forget')
    const found = await stage.gateway.findByKey(payment.idempotencyKey)
    expect(found).toMatchObject({ value: { ref, buyer: { email: 'ada@example.com' } } })
  })
})

describe('the lines of the page', () => {
  test('are the goods and the delivery, and add up to the sum', async () => {
    expect(await linesOf(bought(apron))).toEqual([
      ['Linen apron, blue', 3980],
      ['Delivery', 490],
    ])
    expect((await linesOf(bought(apron, { language: 'de' })))[1]).toEqual(['Versand', 490])
    expect(await linesOf(bought(course))).toEqual([['A course in weaving', 4470]])
    expect(await linesOf(bought({ ...apron, delivery: eur(0) }))).toEqual([['Linen apron, blue', 4470]])
  })

  test('are one where the sum cannot be parted: less than the delivery, or in parts that Stripe cannot take', async () => {
    expect(await linesOf(bought(apron, { amount: eur(490) }))).toEqual([['Linen apron, blue', 490]])
    expect(await linesOf(bought(apron, { amount: eur(300) }))).toEqual([['Linen apron, blue', 300]])
    const kwd = (amount: number) => money(amount, currencyOf('KWD'))
    const fine = bought({ ...apron, delivery: kwd(1004) }, { amount: kwd(5120) })
    expect(await linesOf(fine)).toEqual([['Linen apron, blue', 5120]])
    expect(await linesOf(bought(apron, { amount: money(5000, currencyOf('USD')) }))).toHaveLength(1)
  })

  test('bear any name: a very long one, one without a letter, half a sign, control characters', async () => {
    const named = async (goods: string) => (await linesOf(bought({ ...course, goods })))[0]?.[0]
    expect(await named('x'.repeat(5000))).toBe('x'.repeat(250))
    expect(await named('🧵'.repeat(200))).toBe('🧵'.repeat(125))
    expect(await named('\u{0}Apron\r\n\tblue ')).toBe('Apron blue')
    expect(await named('Apron\uD83Eblue \uD83E')).toBe('Apron blue')
    expect(await named(' \n')).toBe('Order 1042')
  })
})

describe('a country where Stripe sends nothing', () => {
  test('is refused before Stripe is asked', async () => {
    const before = (await statuses()).length
    for (const country of ['SY', 'CU', 'KP', 'QQ', 'de', '', 'DEU'])
      expect(await stage.gateway.create(bought({ ...apron, country }))).toMatchObject({ refusal: { code: 'refused' } })
    expect(await statuses()).toHaveLength(before)
  })

  test('is no matter where nothing is sent', async () => {
    expect(await stage.gateway.create(bought({ ...course, country: 'SY' }))).toMatchObject({ ok: true })
  })

  test('is one that Stripe’s library does not list', () => {
    const types = readFileSync('node_modules/stripe/esm/resources/Checkout/Sessions.d.ts', 'utf8')
    const listed = /type AllowedCountry = ([^;]+)/.exec(types)?.[1] ?? ''
    expect([...reachable]).toEqual([...listed.matchAll(/'([A-Z]{2})'/g)].map((match) => match[1]))
    expect(reachable.size).toBeGreaterThan(200)
  })
})
