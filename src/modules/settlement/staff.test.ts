import { beforeAll, expect, test } from 'vitest'

import { newId, type OrderId } from '#kernel/id'
import { availabilityOf } from '#modules/inventory'
import { command } from '#platform/db'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import {
  anAddress,
  anOpenShop,
  aPaidOrder,
  aPlacedOrder,
  payByCard,
  testShop,
  webhook,
  withGateway,
} from '#testing/orders'
import { ok } from '#kernel/result'
import {
  addNote,
  listOrders,
  orderLinkToken,
  readOrder,
  readOrderForStaff,
  readOrderPage,
  verifyOrderLink,
} from '#modules/order'
import { cancelOrder, markPaid } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const actor = 'staff:ida'
const cancel = (orderId: OrderId, restock = true) => cancelOrder(shop, { orderId, reason: 'staff', restock, actor })
const left = async (variantId: Awaited<ReturnType<typeof aVariant>>) =>
  (await availabilityOf(db, [variantId])).get(variantId)?.available
const byTransfer = { parts: { paymentMethod: 'bank_transfer' } }

test('a bank transfer is held for, marked paid once, and then sold', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const { orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 2]], ...byTransfer })
  expect(next).toEqual({ kind: 'done' })
  expect((await readOrderForStaff(db, orderId))?.can).toMatchObject({
    cancel: null,
    markPaid: null,
    fulfill: 'It is not paid yet',
    refund: 'Nothing has been captured yet',
  })

  const mark = () => command(db, (tx) => markPaid(tx, { orderId, actor, now: new Date() }))
  const marked = await Promise.all([mark(), mark(), mark()])

  expect(marked.filter((one) => one.ok)).toHaveLength(1)
  expect(marked.find((one) => !one.ok)).toEqual({
    ok: false,
    refusal: { code: 'not_allowed', reason: 'It is paid already' },
  })
  const seen = await readOrderForStaff(db, orderId)
  expect(seen?.order).toMatchObject({ state: 'open', paymentStatus: 'paid' })
  expect(seen?.timeline.map((entry) => [entry.type, entry.actor])).toEqual([
    ['order.placed', 'customer'],
    ['order.confirmed', 'system'],
    ['payment.captured', actor],
  ])
  const level = await db.selectFrom('stock_levels').selectAll().where('variant_id', '=', mug).executeTakeFirstOrThrow()
  expect([level.on_hand, level.reserved]).toEqual([3, 0])
})

test('a card payment cannot be marked paid by hand', async () => {
  const mug = await aVariant(db)
  const { orderId } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
  expect(await command(db, (tx) => markPaid(tx, { orderId, actor, now: new Date() }))).toMatchObject({
    ok: false,
    refusal: { code: 'not_allowed' },
  })
})

test('a canceled order gives the money back and, if wanted, puts the goods back', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const [kept, back] = [await aPaidOrder(shop, { lines: [[mug, 2]] }), await aPaidOrder(shop, { lines: [[mug, 1]] })]
  expect(await left(mug)).toBe(2)

  expect(await cancel(kept, false)).toEqual({ ok: true, value: null })
  expect(await left(mug)).toBe(2)
  expect(await cancel(back)).toEqual({ ok: true, value: null })
  expect(await left(mug)).toBe(3)

  const page = await readOrderPage(db, back)
  expect(page?.order).toMatchObject({ state: 'canceled', paymentStatus: 'refunded', refunds: [{ state: 'done' }] })
  expect(page?.timeline.map((entry) => entry.type).slice(-2)).toEqual(['order.canceled', 'payment.refunded'])
  expect(await cancel(back)).toMatchObject({ refusal: { code: 'not_allowed', reason: 'It is canceled already' } })
  expect(await ledgerDiffers(db)).toEqual([])
})

test('canceled twenty times at once: one refund, one restock', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const orderId = await aPaidOrder(shop, { lines: [[mug, 2]] })

  const refunds = () => db.selectFrom('sandbox_refunds').select('id').execute()
  const before = await refunds()
  const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(orderId)))

  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect((await readOrder(db, orderId))?.refunds).toHaveLength(1)
  expect(await left(mug)).toBe(5)
  expect((await refunds()).length - before.length).toBe(1)
})

test('canceling an unpaid transfer frees what was held; one that was paid counts as given back by hand', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const { orderId: unpaid } = await aPlacedOrder(shop, { lines: [[mug, 1]], ...byTransfer })
  const paid = await aPaidOrder(shop, { lines: [[mug, 1]], ...byTransfer })

  await cancel(unpaid)
  await cancel(paid)

  expect(await readOrder(db, unpaid)).toMatchObject({ paymentStatus: 'unpaid', payments: [{ state: 'canceled' }] })
  expect(await readOrder(db, paid)).toMatchObject({ paymentStatus: 'refunded', refunds: [{ state: 'done', actor }] })
  expect(await left(mug)).toBe(5)
})

test('canceling while a card payment is open ends it at the gateway', async () => {
  const mug = await aVariant(db, { stock: 1 })
  const { orderId } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
  expect(await cancel(orderId)).toEqual({ ok: true, value: null })
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', payments: [{ state: 'canceled' }] })
  expect(await left(mug)).toBe(1)
})

test('canceling in the moment in which the card is good: no order is left without its money', async () => {
  const manual = testShop(db, { capture: 'manual' })
  const mug = await aVariant(db, { stock: 1 })
  const { orderId, next } = await aPlacedOrder(manual, { lines: [[mug, 1]] })
  if (next.kind !== 'pay') throw new Error(next.kind)
  const late = withGateway(manual, (gateway) => ({
    cancel: async (ref) => {
      await payByCard(manual, next.url)
      await webhook(manual, next.url)
      return gateway.cancel(ref)
    },
  }))
  expect(await cancelOrder(late, { orderId, reason: 'staff', restock: true, actor })).toEqual({ ok: true, value: null })
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', payments: [{ state: 'canceled' }] })
  expect(await left(mug)).toBe(1)
  expect(await ledgerDiffers(db)).toEqual([])
})

test('orders are found by number, e-mail and name, newest first', async () => {
  const mug = await aVariant(db, { stock: 50 })
  const email = `zoe${newId()}@example.com`
  const words = { lines: [[mug, 2]] as const, parts: { email, paymentMethod: 'cash_on_delivery' } }
  const first = await aPlacedOrder(shop, words)
  const zoe = { ...words.parts, shippingAddress: anAddress({ name: '100% Zoé_Zimmer' }) }
  const second = await aPlacedOrder(shop, { ...words, parts: zoe })

  const byMail = await listOrders(db, { search: email.slice(0, 30).toUpperCase() })
  expect(byMail.orders.map((order) => order.id)).toEqual([second.orderId, first.orderId])
  expect(byMail.orders[0]).toMatchObject({
    name: '100% Zoé_Zimmer',
    country: 'DE',
    pieces: 2,
    total: { amount: 4490, currency: 'EUR' },
    paymentStatus: 'unpaid',
    fulfillmentStatus: 'unfulfilled',
  })
  const number = String(byMail.orders[0]?.number)
  expect((await listOrders(db, { search: `#${number}` })).orders).toHaveLength(1)
  expect((await listOrders(db, { search: '100% zoé_z' })).orders).toHaveLength(1)
  expect((await listOrders(db, { search: '100%%' })).orders).toHaveLength(0)
  const paged = await listOrders(db, { search: email, perPage: 1, page: 2 })
  expect([paged.found, paged.orders.map((order) => order.id)]).toEqual([2, [first.orderId]])
  expect((await listOrders(db, { search: email, state: 'canceled' })).found).toBe(0)
})

test('staff remember things about an order, shoppers do not see them', async () => {
  const mug = await aVariant(db)
  const { orderId } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
  await done(db, async (tx) => ok(await addNote(tx, { orderId, body: 'Rings twice', actor, now: new Date() })))
  expect((await readOrderForStaff(db, orderId))?.notes).toMatchObject([{ body: 'Rings twice', actor }])
  expect(JSON.stringify(await readOrderPage(db, orderId))).not.toContain('Rings twice')
})

test('the link to an order opens that order and no other', () => {
  const [orderId, other] = [newId<'order'>(), newId<'order'>()]
  const token = orderLinkToken('secret', orderId)

  expect(verifyOrderLink('secret', token)).toBe(orderId)
  expect(verifyOrderLink('another secret', token)).toBeNull()
  const swapped = `${orderLinkToken('secret', other).split('.')[0]}.${token.split('.')[1]}`
  for (const bad of [swapped, '', token.slice(0, -1), `${token}A`, `${token} `, orderId])
    expect(verifyOrderLink('secret', bad)).toBeNull()
})
