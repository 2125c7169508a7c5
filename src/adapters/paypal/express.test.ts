import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { NewGatewayPayment } from '#modules/payment'
import type { RunningStandin } from '../../../faults/standins/start.ts'
import { readSpecs, violations } from './openapi.test-support.ts'
import { apron, bought, expressBuyer, giftCard, of, startPaypal } from './standin.test-support.ts'

let standin: RunningStandin
let buyer: ReturnType<typeof expressBuyer>

beforeAll(async () => {
  standin = await startPaypal()
  buyer = expressBuyer(standin)
})
afterAll(() => standin.stop())

const eur = of('EUR')

type Unit = Record<string, unknown>
type Body = {
  purchase_units: Unit[]
  payment_source: { paypal: { experience_context: { shipping_preference: string } } }
}
const requests = async (key: string): Promise<Body[]> =>
  (await buyer.exchanges())
    .filter(({ path, method }) => method === 'POST' && path === '/v2/checkout/orders')
    .map(({ request }) => request as Body)
    .filter((body) => body.purchase_units[0]?.['custom_id'] === key)

async function requestFor(words: Partial<NewGatewayPayment>) {
  const [body] = await requests((await buyer.open(words)).key)
  if (!body) throw new Error('no order was made')
  return {
    unit: body.purchase_units[0] ?? {},
    preference: body.payment_source.paypal.experience_context.shipping_preference,
  }
}

describe('what PayPal is asked for', () => {
  test('goods and delivery make the sum exactly, and the page asks where they go', async () => {
    const { unit, preference } = await requestFor({ amount: eur(4470) })
    expect(preference).toBe('GET_FROM_FILE')
    expect(unit).toMatchObject({
      reference_id: 'express-DE',
      description: 'Order 1042: Linen apron, blue',
      amount: {
        currency_code: 'EUR',
        value: '44.70',
        breakdown: {
          item_total: { currency_code: 'EUR', value: '39.80' },
          shipping: { currency_code: 'EUR', value: '4.90' },
        },
      },
      items: [{ name: 'Linen apron, blue', quantity: '1', unit_amount: { currency_code: 'EUR', value: '39.80' } }],
    })
  })

  test('what is not sent asks for no address, and has no delivery', async () => {
    const { unit, preference } = await requestFor({ express: giftCard, language: 'de' })
    expect(preference).toBe('NO_SHIPPING')
    expect(unit).toMatchObject({ reference_id: 'express', description: 'Bestellung 1042: Gift card' })
    expect(unit['amount']).toEqual({
      currency_code: 'EUR',
      value: '44.70',
      breakdown: { item_total: { currency_code: 'EUR', value: '44.70' } },
    })
  })

  test('at the end of a checkout all is known, and nothing is asked', async () => {
    const { unit, preference } = await requestFor({ express: null })
    expect(preference).toBe('NO_SHIPPING')
    expect(unit).toMatchObject({ reference_id: 'default', description: 'Order 1042' })
    expect(unit['amount']).toEqual({ currency_code: 'EUR', value: '44.70' })
  })

  test.each([
    ['JPY', 4400, 500, '4400', '3900', '500'],
    ['TWD', 1_250_000, 99_000, '12500', '11510', '990'],
    ['EUR', 1, 0, '0.01', '0.01', '0.00'],
  ])('in %s every part has its decimals', async (code, amount, delivery, ...[whole, goods, sent]) => {
    const { unit } = await requestFor({
      amount: of(code)(amount),
      express: { ...apron, delivery: of(code)(delivery) },
    })
    expect(unit['amount']).toMatchObject({
      value: whole,
      breakdown: { item_total: { value: goods }, shipping: { value: sent } },
    })
  })

  test('parts that PayPal cannot write are left out: the sum stands, and is said in words', async () => {
    const twd = of('TWD')
    const { unit } = await requestFor({ amount: twd(500_000), express: { ...apron, delivery: twd(99_050) } })
    expect(unit).toMatchObject({ description: 'Order 1042: Linen apron, blue' })
    expect(unit['amount']).toEqual({ currency_code: 'TWD', value: '5000' })
    expect(unit).not.toHaveProperty('items')
  })

  test.each([4471, -1])('parts below nothing are left out too (delivery: %d)', async (amount) => {
    const { unit } = await requestFor({ express: { ...apron, delivery: eur(amount) } })
    expect(unit['amount']).toEqual({ currency_code: 'EUR', value: '44.70' })
  })

  test('a name longer than PayPal takes is cut between letters, and one that is empty has a word', async () => {
    const long = await requestFor({ express: { ...apron, goods: `a${'ü'.repeat(200)}` } })
    const [item] = long.unit['items'] as { name: string }[]
    expect(item?.name).toBe(`a${'ü'.repeat(63)}`)
    expect(Buffer.byteLength(String(long.unit['description']))).toBeLessThanOrEqual(127)
    const empty = await requestFor({ express: { ...apron, goods: ' \u0000\n' } })
    expect(empty.unit).toMatchObject({ description: 'Order 1042', items: [{ name: 'Order 1042' }] })
  })

  test('the same key again is the same request to the letter, and the same order', async () => {
    const payment = bought()
    const made = [await buyer.gateway.create(payment), await buyer.gateway.create({ ...payment })]
    expect(made[1]).toEqual(made[0])
    const [first, second, ...more] = (await requests(payment.idempotencyKey)).map((body) => JSON.stringify(body))
    expect(second).toBe(first)
    expect(more).toEqual([])
    expect(await buyer.gateway.create({ ...payment, amount: eur(1000) })).toMatchObject({
      refusal: { code: 'refused' },
    })
  })
})

test('requests and answers are as PayPal describes them', async ({ skip }) => {
  const specs = readSpecs()
  if (!specs) return skip('../shared/data is not here: nothing was held against PayPal’s description')
  const before = (await buyer.exchanges()).length
  await buyer.approved()
  await buyer.approved({ capture: 'manual', language: 'de' })
  await buyer.approved({ express: giftCard })
  await buyer.approved({}, { country: 'FR' })
  await buyer.approved({ amount: of('JPY')(4470), express: { ...apron, delivery: of('JPY')(500) } })
  const { checked, wrong } = violations(specs, (await buyer.exchanges()).slice(before))
  expect(wrong).toEqual([])
  expect(checked).toBeGreaterThan(20)
})
