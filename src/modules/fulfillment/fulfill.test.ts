import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { readOrder, readOrderForStaff, readOrderPage } from '#modules/order'
import { markPaid } from '#modules/settlement'
import { command } from '#platform/db'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import { anOpenShop, aPaidOrder, aPlacedOrder, testShop } from '#testing/orders'
import { fulfill, type Fulfill } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const actor = 'staff:ida'

async function send(orderId: OrderId, quantities: number[], words: Partial<Fulfill> = {}) {
  const order = await readOrder(db, orderId)
  const lines = quantities.flatMap((quantity, index) => {
    const line = order?.lines[index]
    return line && quantity > 0 ? [{ orderLineId: line.id, quantity }] : []
  })
  const tracking = { carrier: 'DHL', trackingNumber: '00340434', trackingUrl: 'https://track.example/00340434' }
  return command(db, (tx) =>
    fulfill(tx, { orderId, lines, ...tracking, methods: shop.methods, actor, now: new Date(), ...words }),
  )
}

test('two parcels complete a paid order, and the shopper sees where they are', async () => {
  const [mug, bowl] = [await aVariant(db), await aVariant(db)]
  const lines = [
    [mug, 2],
    [bowl, 1],
  ] as const
  const orderId = await aPaidOrder(shop, { lines })

  expect(await send(orderId, [1, 1])).toMatchObject({ ok: true })
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'open', fulfillmentStatus: 'partly_fulfilled' })
  expect((await readOrderForStaff(db, orderId))?.can.cancel).toBe('Something has been shipped already')
  expect(await send(orderId, [1, 0])).toMatchObject({ ok: true })

  const page = await readOrderPage(db, orderId)
  expect(page?.order).toMatchObject({
    state: 'completed',
    fulfillmentStatus: 'fulfilled',
    lines: [{ sent: 2 }, { sent: 1 }],
    fulfillments: [{ trackingNumber: '00340434', lines: [{ quantity: 1 }, { quantity: 1 }] }, { carrier: 'DHL' }],
  })
  expect(page?.timeline.map((entry) => entry.type).slice(-3)).toEqual([
    'fulfillment.shipped',
    'fulfillment.shipped',
    'order.completed',
  ])
  expect(await send(orderId, [1, 0])).toMatchObject({ refusal: { code: 'not_allowed' } })
})

test('never more than was ordered, however many click', async () => {
  const mug = await aVariant(db)
  const orderId = await aPaidOrder(shop, { lines: [[mug, 3]] })

  expect(await send(orderId, [4])).toMatchObject({ refusal: { code: 'too_many', left: 3 } })
  const sent = await Promise.all(Array.from({ length: 10 }, () => send(orderId, [2])))

  expect(sent.filter((one) => one.ok)).toHaveLength(1)
  expect((await readOrder(db, orderId))?.lines).toMatchObject([{ sent: 2 }])
})

test('what cannot be sent is refused', async () => {
  const mug = await aVariant(db)
  const orderId = await aPaidOrder(shop, { lines: [[mug, 3]] })
  const { orderId: unpaid } = await aPlacedOrder(shop, { lines: [[mug, 1]], parts: { paymentMethod: 'bank_transfer' } })
  const { orderId: open } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
  const line = (await readOrder(db, orderId))?.lines[0]

  expect(await send(orderId, [])).toEqual({ ok: false, refusal: { code: 'nothing_to_send' } })
  expect(await send(orderId, [1], { trackingUrl: 'javascript:alert(1)' })).toMatchObject({
    refusal: { code: 'bad_tracking_url' },
  })
  const twice = line ? [line, line].map(({ id }) => ({ orderLineId: id, quantity: 1 })) : []
  expect(await send(orderId, [], { lines: twice })).toMatchObject({ refusal: { code: 'too_many', left: 0 } })
  expect(await send(unpaid, [1])).toMatchObject({ refusal: { reason: 'It is not paid yet' } })
  expect(await send(open, [1])).toMatchObject({ refusal: { reason: 'The payment is not decided yet' } })
})

test('cash on delivery is sent first and paid then', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const parts = { paymentMethod: 'cash_on_delivery' }
  const { orderId } = await aPlacedOrder(shop, { lines: [[mug, 2]], parts })
  const level = () => db.selectFrom('stock_levels').selectAll().where('variant_id', '=', mug).executeTakeFirstOrThrow()
  expect(await level()).toMatchObject({ on_hand: 5, reserved: 2 })

  await send(orderId, [2])
  expect(await level()).toMatchObject({ on_hand: 3, reserved: 0 })
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'open', paymentStatus: 'unpaid' })

  await command(db, (tx) => markPaid(tx, { orderId, actor, now: new Date() }))
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'completed', paymentStatus: 'paid' })
  expect(await ledgerDiffers(db)).toEqual([])
})
