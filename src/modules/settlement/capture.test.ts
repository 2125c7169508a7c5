import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { fulfill } from '#modules/fulfillment'
import { readOrder, type Order } from '#modules/order'
import { cancelOrder, capturePayment, completePayments, finishCaptures, voidPayment } from '#modules/settlement'
import { command } from '#platform/db'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { moneyDiffers, owed } from '#testing/money'
import { anOpenShop, aPlacedOrder, payByCard, testShop, webhook, withGateway, type TestShop } from '#testing/orders'

const { db } = testDb(20)
const shop = testShop(db, { capture: 'manual' })
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

/** Three mugs and their shipping, 64.90 EUR, set aside on a card. */
async function setAside({ card, quantity = 3, at = shop }: { card?: string; quantity?: number; at?: TestShop } = {}) {
  const mug = await aVariant(db, { stock: 100, price: 2000 })
  const { orderId, next } = await aPlacedOrder(at, { lines: [[mug, quantity]] })
  if (next.kind !== 'pay') throw new Error(next.kind)
  await payByCard(at, next.url, card)
  await webhook(at, next.url)
  return { orderId, mug, url: next.url, ...(await paymentOf(orderId)) }
}

async function orderOf(orderId: OrderId): Promise<Order> {
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  return order
}

async function paymentOf(orderId: OrderId) {
  const order = await orderOf(orderId)
  const [payment] = order.payments
  if (!payment) throw new Error('no payment')
  return { order, payment, paymentId: payment.id }
}

const send = (orderId: OrderId, lines: { orderLineId: Order['lines'][number]['id']; quantity: number }[]) =>
  command(db, (tx) =>
    fulfill(tx, {
      orderId,
      lines,
      carrier: '',
      trackingNumber: '',
      trackingUrl: '',
      methods: shop.methods,
      actor,
      now: new Date(),
    }),
  )

const eventsOf = async (orderId: OrderId) =>
  (await db.selectFrom('events').select('type').where('subject_id', '=', orderId).orderBy('id').execute()).map(
    ({ type }) => type,
  )

describe('money that is set aside', () => {
  test('is an agreement, is owed, and is taken by nobody yet', async () => {
    const { orderId, order, payment } = await setAside()
    expect(order).toMatchObject({ state: 'open', paymentStatus: 'authorized' })
    expect(payment).toMatchObject({
      state: 'authorized',
      authorized: order.total,
      captured: { amount: 0 },
      instrument: { kind: 'card', label: 'Visa •••• 4242' },
      mode: 'test',
    })
    expect(payment.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 6 * 86_400_000)
    expect(await owed(db, orderId)).toBe(order.total.amount)
    expect(await eventsOf(orderId)).toEqual(['order.placed', 'order.confirmed', 'payment.authorized'])
  })

  test('is taken parcel by parcel: shipping with the first, the rest with the last', async () => {
    const { orderId, order } = await setAside()
    const [line] = order.lines
    if (!line) throw new Error('no line')
    expect(await send(orderId, [{ orderLineId: line.id, quantity: 1 }])).toMatchObject({ ok: true })
    await finishCaptures(shop, { orderId })
    const first = await orderOf(orderId)
    expect(first.captures.map(({ amount, state, final }) => [amount.amount, state, final])).toEqual([
      [2000 + first.shipping.amount, 'done', false],
    ])
    expect(first).toMatchObject({ state: 'open', paymentStatus: 'authorized' })

    expect(await send(orderId, [{ orderLineId: line.id, quantity: 2 }])).toMatchObject({ ok: true })
    await finishCaptures(shop, { orderId })
    const last = await orderOf(orderId)
    expect(last.captures.map(({ amount, final }) => [amount.amount, final])).toEqual([
      [2000 + last.shipping.amount, false],
      [4000, true],
    ])
    expect(last).toMatchObject({ state: 'completed', paymentStatus: 'paid' })
    expect(await owed(db, orderId)).toBe(0)
    expect(await moneyDiffers(db)).toEqual([])
    const { rows } = await sql<{ fees: number }>`select sum(l.amount)::bigint as fees from ledger_lines l
      join ledger_entries e on e.id = l.entry_id where e.order_id = ${orderId} and l.account = 'fees:sandbox'`.execute(
      db,
    )
    expect(rows[0]?.fees).toBeGreaterThan(0)
  })

  test('is taken whole with the first parcel where the provider takes only once', async () => {
    const { orderId, order } = await setAside()
    const once = withGateway(shop, ({ supports }) => ({ supports: { ...supports, multipleCaptures: false } }))
    const [line] = order.lines
    if (!line) throw new Error('no line')
    const parcel = { carrier: '', trackingNumber: '', trackingUrl: '', methods: once.methods, actor, now: new Date() }
    await command(db, (tx) => fulfill(tx, { orderId, lines: [{ orderLineId: line.id, quantity: 1 }], ...parcel }))
    await finishCaptures(once, { orderId })
    expect((await orderOf(orderId)).captures.map(({ amount }) => amount)).toEqual([order.total])
  })

  test('a capture that nobody answered is finished by the completer, once', async () => {
    const { orderId, paymentId } = await setAside()
    const lost = withGateway(shop, (gateway) => ({
      capture: async (asked) => {
        await gateway.capture(asked)
        throw new Error('connection reset')
      },
    }))
    await capturePayment(lost, { orderId, paymentId, amount: null, final: true, actor })
    expect((await orderOf(orderId)).captures).toMatchObject([{ state: 'created' }])

    await sql`update captures set created_at = created_at - interval '1 minute'`.execute(db)
    await Promise.all([completePayments(shop), completePayments(shop)])
    const after = await orderOf(orderId)
    expect(after.captures).toMatchObject([{ state: 'done' }])
    expect(after.paymentStatus).toBe('paid')
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('a bank that says no when it counts is told to staff, and can be asked again', async () => {
    const { orderId, paymentId } = await setAside({ card: '4000 0000 0000 0986' })
    expect(await capturePayment(shop, { orderId, paymentId, amount: 1000, final: false, actor })).toEqual(ok(null))
    const order = await orderOf(orderId)
    expect(order.captures).toMatchObject([{ state: 'failed', failure: 'the bank refused to pay' }])
    expect(order.payments).toMatchObject([{ state: 'authorized', capturing: { amount: 0 }, captured: { amount: 0 } }])
    expect(await eventsOf(orderId)).toContain('payment.capture_failed')
  })

  test('is freed by staff, and the order with it when it is called off', async () => {
    const one = await setAside()
    expect(await voidPayment(shop, { orderId: one.orderId, paymentId: one.paymentId, actor })).toEqual(ok(null))
    expect(await orderOf(one.orderId)).toMatchObject({ paymentStatus: 'unpaid', payments: [{ state: 'canceled' }] })

    const other = await setAside()
    expect(await cancelOrder(shop, { orderId: other.orderId, reason: 'customer', restock: true, actor })).toEqual(
      ok(null),
    )
    expect(await orderOf(other.orderId)).toMatchObject({ state: 'canceled', payments: [{ state: 'canceled' }] })
    expect(await owed(db, other.orderId)).toBe(0)
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('that is about to end is told once, two days before; that has ended is no payment', async () => {
    const { orderId, paymentId } = await setAside()
    await completePayments(shop)
    expect(await eventsOf(orderId)).not.toContain('payment.expiring')
    await sql`update payments set expires_at = now() + interval '47 hours' where id = ${paymentId}`.execute(db)
    await completePayments(shop)
    await completePayments(shop)
    expect((await eventsOf(orderId)).filter((type) => type === 'payment.expiring')).toHaveLength(1)

    await sql`update payments set expires_at = now(), created_at = now() - interval '2 hours',
      checked_at = now() - interval '2 hours' where id = ${paymentId}`.execute(db)
    await sql`update sandbox_payments set expires_at = now() where idempotency_key = ${paymentId}`.execute(db)
    await completePayments(shop)
    expect(await orderOf(orderId)).toMatchObject({ paymentStatus: 'unpaid', payments: [{ state: 'canceled' }] })
    expect(await eventsOf(orderId)).toContain('payment.authorization_lost')
  })

  test('taken at the provider’s own desk is seen with its next message', async () => {
    const { orderId, url, payment } = await setAside()
    if (shop.sandbox.method.kind !== 'online' || !payment.gatewayRef) throw new Error('no gateway')
    const amount = { ...payment.amount, amount: 1000 }
    await shop.sandbox.method.gateway.capture({ ref: payment.gatewayRef, amount, idempotencyKey: 'desk', final: false })
    await webhook(shop, url, 'evt_desk')
    expect((await orderOf(orderId)).captures).toMatchObject([{ amount, state: 'done', actor: 'gateway' }])
    expect(await moneyDiffers(db)).toEqual([])
  })
})

describe('C19: many take at once', () => {
  test('twenty times all of it: taken once', async () => {
    const { orderId, paymentId, order } = await setAside()
    const all = { orderId, paymentId, amount: null, final: true, actor }
    const answers = await Promise.all(Array.from({ length: 20 }, () => capturePayment(shop, all)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    const after = await orderOf(orderId)
    expect(after.payments).toMatchObject([{ state: 'captured', captured: order.total }])
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('twenty tenths and a cent: never more than was set aside', async () => {
    const { orderId, paymentId, order } = await setAside()
    const amount = Math.floor(order.total.amount / 10) + 1
    const part = { orderId, paymentId, amount, final: false, actor }
    const answers = await Promise.all(Array.from({ length: 20 }, () => capturePayment(shop, part)))
    const taken = answers.filter((answer) => answer.ok).length
    expect(taken).toBe(Math.floor(order.total.amount / amount))
    const after = await orderOf(orderId)
    expect(after.payments[0]?.captured.amount).toBe(taken * amount)
    expect(after.payments[0]?.captured.amount).toBeLessThanOrEqual(order.total.amount)
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('taken, freed and called off in one tick: one wins, and gateway and order say the same', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { orderId, paymentId } = await setAside()
      await Promise.all([
        capturePayment(shop, { orderId, paymentId, amount: null, final: true, actor }),
        voidPayment(shop, { orderId, paymentId, actor }),
        cancelOrder(shop, { orderId, reason: 'customer', restock: true, actor }),
      ])
      await sql`update captures set created_at = created_at - interval '1 minute' where state = 'created'`.execute(db)
      await completePayments(shop)
      const order = await orderOf(orderId)
      const [payment] = order.payments
      if (!payment) throw new Error('no payment')
      expect(['captured', 'canceled']).toContain(payment.state)
      expect(payment.capturing.amount + payment.refunding.amount).toBe(0)
      if (order.state === 'canceled') expect(payment.captured.amount).toBe(payment.refunded.amount)
      expect(await moneyDiffers(db)).toEqual([])
      expect(await owed(db, orderId)).toBe(
        order.state === 'canceled' ? 0 : order.total.amount - payment.captured.amount,
      )
    }
  })
})

test('C21: called off, sent and given up in one tick: one wins, stock and money follow', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { orderId, order } = await setAside()
    const [line] = order.lines
    if (!line) throw new Error('no line')
    const [bySelf, sent, bySystem] = await Promise.all([
      cancelOrder(shop, { orderId, reason: 'customer', restock: true, actor: 'customer' }),
      send(orderId, [{ orderLineId: line.id, quantity: 3 }]),
      cancelOrder(shop, { orderId, reason: 'payment_overdue', restock: true, actor: 'system' }),
    ])
    expect([bySelf, sent, bySystem].filter((one) => one.ok)).toHaveLength(1)
    await finishCaptures(shop, { orderId })
    const after = await orderOf(orderId)
    expect(after.state).toBe(sent.ok ? 'completed' : 'canceled')
    expect(after.payments[0]?.captured.amount).toBe(sent.ok ? order.total.amount : 0)
    const level = await db
      .selectFrom('stock_levels')
      .select(['on_hand', 'reserved'])
      .where('variant_id', '=', line.variantId)
      .executeTakeFirst()
    expect(level).toEqual({ on_hand: sent.ok ? 97 : 100, reserved: 0 })
    expect(await moneyDiffers(db)).toEqual([])
  }
})
