import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import type { VariantId } from '#kernel/id'
import { setPrices } from '#modules/pricing'
import { command } from '#platform/db'
import { aPriceList, aVariant } from '#testing/builders'
import { disagreements } from './books.ts'
import { fire, post, type Shot } from './racegun.ts'
import { inputValue, redirectOf, Shopper } from './shopper.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const openShopper = (): Shopper => new Shopper(stage.shop.url)

/** Shoppers who stand before the button, each with their cart and filled form. */
async function shoppersWith(
  count: number,
  cart: (index: number) => readonly (readonly [string, number])[],
  payment = 'bank_transfer',
) {
  const ready: { shopper: Shopper; form: Record<string, string> }[] = []
  const one = async (index: number): Promise<void> => {
    const shopper = openShopper()
    for (const [variant, quantity] of cart(index)) expect((await shopper.add(variant, quantity)).status).toBe(303)
    ready[index] = { shopper, form: await shopper.filledCheckout({ email: `buyer${index}@example.com`, payment }) }
  }
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    for (let index = lane; index < count; index += 8) await one(index)
  })
  await Promise.all(lanes)
  return ready
}

const placing = ({ shopper, form }: { shopper: Shopper; form: Record<string, string> }): string =>
  post(stage.shop.port, '/checkout', form, shopper.cookie)

const ordered = (shot: Shot): boolean => shot.status === 303 && redirectOf(shot).startsWith('/orders/')
const refused = (shot: Shot): boolean => [409, 422, 429, 503].includes(shot.status)

async function ordersWith(variantId: string): Promise<number> {
  const { rows } = await stage.db
    .selectFrom('order_lines')
    .innerJoin('orders', 'orders.id', 'order_lines.order_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('variant_id', '=', variantId)
    .where('state', '<>', 'canceled')
    .execute()
    .then((found) => ({ rows: found }))
  return Number(rows[0]?.count ?? 0)
}

async function stockOf(variantId: string) {
  return stage.db
    .selectFrom('stock_levels')
    .select(['on_hand', 'reserved'])
    .where('variant_id', '=', variantId)
    .executeTakeFirstOrThrow()
}

describe('shoppers who press the button together', () => {
  test('C01: 10 pieces, 100 shoppers: 10 orders, 90 clear refusals, nothing left', async () => {
    const variant = await aVariant(stage.db, { stock: 10 })
    const ready = await shoppersWith(100, () => [[variant, 1]])
    const shots = await fire(stage.shop.port, ready.map(placing))

    expect(shots.filter(ordered)).toHaveLength(10)
    expect(shots.filter((shot) => shot.status === 409)).toHaveLength(90)
    expect(await stockOf(variant)).toEqual({ on_hand: 10, reserved: 10 })
    expect(await disagreements(stage.url)).toEqual([])
  })

  test('C03: the same two things in opposite order: no deadlock, whole carts only', async () => {
    const [first, second] = [await aVariant(stage.db, { stock: 60 }), await aVariant(stage.db, { stock: 40 })]
    const ready = await shoppersWith(100, (index) =>
      index % 2 === 0
        ? [
            [first, 1],
            [second, 1],
          ]
        : [
            [second, 1],
            [first, 1],
          ],
    )
    const shots = await fire(stage.shop.port, ready.map(placing))

    expect(shots.filter(ordered)).toHaveLength(40)
    expect(shots.filter((shot) => !ordered(shot) && !refused(shot)).map(({ status }) => status)).toEqual([])
    expect(await stockOf(first)).toEqual({ on_hand: 60, reserved: 40 })
    expect(await stockOf(second)).toEqual({ on_hand: 40, reserved: 40 })
  })
})

describe('a shopper who presses the button 20 times (C11)', () => {
  const pressed = async (keys: (form: Record<string, string>, index: number) => Record<string, string>) => {
    const variant = await aVariant(stage.db, { stock: 50 })
    const [ready] = await shoppersWith(1, () => [[variant, 2]])
    if (!ready) throw new Error('nobody is ready')
    const requests = Array.from({ length: 20 }, (_, index) => placing({ ...ready, form: keys(ready.form, index) }))
    return { variant, shots: await fire(stage.shop.port, requests) }
  }

  test('with the same key gets one order and the same answer', async () => {
    const { variant, shots } = await pressed((form) => form)
    expect(new Set(shots.filter(ordered).map(redirectOf)).size).toBe(1)
    expect(shots.filter((shot) => !ordered(shot) && !refused(shot))).toEqual([])
    expect(await ordersWith(variant)).toBe(1)
    expect(await stockOf(variant)).toEqual({ on_hand: 50, reserved: 2 })
  })

  test('with a different key each time gets one order all the same', async () => {
    const { variant, shots } = await pressed((form, index) => ({
      ...form,
      key: `${form['key']?.slice(0, -3)}${String(100 + index)}`,
    }))
    expect(new Set(shots.filter(ordered).map(redirectOf)).size).toBe(1)
    expect(await ordersWith(variant)).toBe(1)
  })

  test('without a key is told that the form is not whole, and nothing happens', async () => {
    const { variant, shots } = await pressed((form) =>
      Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'key')),
    )
    expect(shots.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 422))
    expect(await ordersWith(variant)).toBe(0)
  })
})

test('C14: a cart that changes while it is ordered: the order is one version of it', async () => {
  const [kept, added] = [
    await aVariant(stage.db, { stock: 50, price: 1000 }),
    await aVariant(stage.db, { stock: 50, price: 700 }),
  ]
  const [ready] = await shoppersWith(1, () => [[kept, 1]])
  if (!ready) throw new Error('nobody is ready')
  const { cookie } = ready.shopper
  const shots = await fire(stage.shop.port, [
    ...Array.from({ length: 10 }, () => placing(ready)),
    ...Array.from({ length: 20 }, () =>
      post(stage.shop.port, '/cart/lines', { variantId: added, quantity: '1' }, cookie),
    ),
    ...Array.from({ length: 20 }, (_, index) =>
      post(stage.shop.port, `/cart/lines/${kept}`, { quantity: String((index % 3) + 1) }, cookie),
    ),
  ])

  expect(shots.filter((shot) => shot.status === 0 || shot.status >= 500)).toEqual([])
  const orders = await stage.db
    .selectFrom('orders')
    .innerJoin('order_lines', 'order_lines.order_id', 'orders.id')
    .select(['orders.id', 'orders.total_amount'])
    .where('order_lines.variant_id', '=', kept)
    .where('state', '<>', 'canceled')
    .execute()
  expect(orders.length).toBeLessThanOrEqual(1)
  expect(String(orders[0]?.total_amount ?? ready.form['total'])).toBe(ready.form['total'])
  expect(await disagreements(stage.url)).toEqual([])
})

test('C16: a price that changes while 50 order: each pays the total they saw, or is told the new one', async () => {
  const variant = await aVariant(stage.db, { stock: 100, price: 2000 })
  const priceListId = await aPriceList(stage.db)
  const ready = await shoppersWith(50, () => [[variant, 1]])
  const setPrice = (amount: number) =>
    command(stage.db, async (tx) => {
      const set = await setPrices(tx, [{ priceListId, variantId: variant as VariantId, amount }])
      return set.ok ? ok(null) : set
    })
  const edits = (async () => {
    for (let edit = 0; edit < 50; edit++) await setPrice(edit % 2 === 0 ? 2500 : 2000)
  })()
  const shots = await fire(stage.shop.port, ready.map(placing))
  await edits

  expect(shots.filter((shot) => !ordered(shot) && shot.status !== 409).map(({ status }) => status)).toEqual([])
  const units = await stage.db
    .selectFrom('order_lines')
    .innerJoin('orders', 'orders.id', 'order_lines.order_id')
    .select(['unit_amount', 'orders.total_amount'])
    .where('variant_id', '=', variant)
    .execute()
  const seen = Number(ready[0]?.form['total'])
  expect(new Set(units.map((line) => line.unit_amount - 2000))).toEqual(units.length > 0 ? new Set([0]) : new Set())
  expect(units.every((line) => line.total_amount === seen)).toBe(true)
  expect(units).toHaveLength(shots.filter(ordered).length)
})

test('C24: 500 orders have 500 numbers', async () => {
  const variant = await aVariant(stage.db, { stock: 1000 })
  const ready = await shoppersWith(500, () => [[variant, 1]])
  const shots: Shot[] = []
  for (let start = 0; start < 500; start += 125)
    shots.push(...(await fire(stage.shop.port, ready.slice(start, start + 125).map(placing))))

  expect(shots.filter(ordered)).toHaveLength(500)
  const numbers = await stage.db
    .selectFrom('orders')
    .innerJoin('order_lines', 'order_lines.order_id', 'orders.id')
    .select('number')
    .where('variant_id', '=', variant)
    .execute()
  expect(new Set(numbers.map(({ number }) => number)).size).toBe(500)
  expect(await disagreements(stage.url)).toEqual([])
})

test('C12: the return page, the message and the waiting page arrive together: one order, paid once', async () => {
  const variant = await aVariant(stage.db, { stock: 50 })
  const [ready] = await shoppersWith(1, () => [[variant, 1]], 'test_card')
  if (!ready) throw new Error('nobody is ready')
  const placed = await ready.shopper.post('/checkout', ready.form)
  expect(placed.location).toContain('/test-gateway/')
  const paid = await ready.shopper.post(placed.location, {
    number: '4242 4242 4242 4242',
    expiry: '12 / 39',
    cvc: '123',
  })
  const back = `GET ${paid.location} HTTP/1.1\r\nHost: 127.0.0.1:${stage.shop.port}\r\nConnection: close\r\nCookie: ${ready.shopper.cookie}\r\n\r\n`
  const shots = await fire(
    stage.shop.port,
    Array.from({ length: 20 }, () => back),
  )

  expect(shots.filter((shot) => shot.status >= 500 || shot.status === 0)).toEqual([])
  expect(await stockOf(variant)).toEqual({ on_hand: 49, reserved: 0 })
  expect(await disagreements(stage.url)).toEqual([])
})

test('the check of the books can fail', async () => {
  const variant = await aVariant(stage.db, { stock: 5 })
  await stage.db.updateTable('stock_levels').set({ on_hand: 6 }).where('variant_id', '=', variant).execute()
  expect(await disagreements(stage.url)).toEqual([expect.stringContaining('the stock ledger does not add up')])
  await stage.db.updateTable('stock_levels').set({ on_hand: 5 }).where('variant_id', '=', variant).execute()
  expect(inputValue('<input type="hidden" name="key" value="x"/>', 'key')).toBe('x')
})
