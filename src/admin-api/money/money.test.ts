import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { refundOrder } from '#modules/refund'
import { applyPayment, cancelOrder, capturePayment, finishCaptures } from '#modules/settlement'
import { paymentsOf } from '#modules/payment'
import { aVariant } from '#testing/builders'
import { testDesk } from '#testing/desk'
import { aPlacedOrder, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import type { AttentionRow, DisputeRow, HomeScreen, OrderDetail, Page, ShopHead } from '../types.ts'

const {
  shop: { db },
  stoa,
  call,
  answer,
} = testDesk()
const setAside = testShop(db, { capture: 'manual' })
const actor = 'staff:ana'

/** A mug on a card, agreed. */
async function paid(by = stoa) {
  const placed = await aPlacedOrder(by, { lines: [[await aVariant(db, { price: 2000, stock: 5 }), 1]] })
  if (placed.next.kind !== 'pay') throw new Error(placed.next.kind)
  const { orderId, next } = placed
  await payByCard(by, next.url)
  await webhook(by, next.url)
  const [payment] = await paymentsOf(db, orderId)
  if (!payment) throw new Error('no payment')
  const detail = () => answer<OrderDetail>(`/api/orders/${orderId}`)
  return { orderId, url: next.url, payment, detail, ref: next.url.split('/').at(-1) ?? '' }
}

const look = (query = '') => answer<Page<AttentionRow>>(`/api/money/attention${query}`)
const kindsOf = async (orderId: OrderId) =>
  (await look()).rows.filter((row) => row.orderId === orderId).map(({ kind }) => kind)
const todo = async () =>
  (await answer<HomeScreen>(`/api/home?midnight=${encodeURIComponent(new Date().toISOString())}`)).todo

/** Everything of it given back, and sent back by the bank. */
async function refundFails() {
  const order = await paid()
  const wish = { lines: [], shipping: 0, amount: 1500, restock: false, note: '', actor }
  await refundOrder(stoa, { orderId: order.orderId, ...wish })
  await stoa.sandbox.desk.act(order.ref, 'refund_fails')
  await webhook(stoa, order.url, 'evt_back')
  return order
}

test('a refund that came back is listed and on the order until somebody deals with it, once', async () => {
  const { orderId, detail } = await refundFails()
  const before = await detail()
  expect((await look('?view=refund_failed')).rows).toMatchObject([
    { orderId, orderNumber: before.number, amount: { amount: 1500 }, why: 'account_closed', isTest: true, until: null },
  ])
  expect(await todo()).toMatchObject({ attention: 1, disputes: 0 })
  expect((await answer<ShopHead>('/api/shop')).toCheck).toBe(1)

  const [refund] = before.refunds
  expect(refund).toMatchObject({ state: 'failed', isAlarm: true })
  const retry = (how: string, version = before.version) =>
    call(`/api/orders/${orderId}/refunds/${refund?.id}/retry`, { method: 'POST', body: { how, version } })
  expect((await retry('again', before.version - 1)).status).toBe(409)
  expect((await retry('again')).status).toBe(200)
  expect((await retry('again', (await detail()).version)).status).toBe(409)
  expect(await kindsOf(orderId)).toEqual([])
  expect((await detail()).refunds.map(({ state, isAlarm }) => [state, isAlarm])).toEqual([
    ['failed', false],
    ['done', false],
  ])
  const log = await db.selectFrom('audit_log').select('action').where('subject_id', '=', orderId).execute()
  expect(log).toEqual([{ action: 'order.refund_retried' }])
})

test('money that does not fit, that was not taken, that ends soon, and that stayed with a canceled order', async () => {
  const odd = await aPlacedOrder(stoa, { lines: [[await aVariant(db, { stock: 5 }), 1]] })
  if (odd.next.kind !== 'pay') throw new Error(odd.next.kind)
  await payByCard(stoa, odd.next.url)
  const lying = withGateway(stoa, (gateway) => ({
    fetch: async (ref) => {
      const said = await gateway.fetch(ref)
      return said.ok ? ok({ ...said.value, reference: '7' }) : said
    },
  }))
  const [waiting] = await paymentsOf(db, odd.orderId)
  if (!waiting) throw new Error('no payment')
  await applyPayment(lying, waiting)
  expect(await kindsOf(odd.orderId)).toEqual(['mismatch'])

  const held = await paid(setAside)
  await sql`update payments set expires_at = now() + interval '30 hours' where id = ${held.payment.id}`.execute(db)
  await sql`update sandbox_payments set fails_capture = true where id = ${held.ref}`.execute(db)
  await capturePayment(setAside, {
    orderId: held.orderId,
    paymentId: held.payment.id,
    amount: null,
    final: true,
    actor,
  })
  await finishCaptures(setAside, { orderId: held.orderId })
  expect((await kindsOf(held.orderId)).toSorted()).toEqual(['capture_failed', 'expiring'])
  expect((await look()).rows.slice(0, 2).map(({ orderId }) => orderId)).toEqual([held.orderId, held.orderId])

  const called = await paid()
  await cancelOrder(stoa, { orderId: called.orderId, reason: 'staff', restock: true, actor })
  expect(await kindsOf(called.orderId)).toEqual([])
  await stoa.sandbox.desk.act(called.ref, 'refund_fails')
  await webhook(stoa, called.url, 'evt_back')
  expect(await kindsOf(called.orderId)).toEqual(['refund_failed'])
  const [refund] = (await called.detail()).refunds
  await call(`/api/orders/${called.orderId}/refunds/${refund?.id}/retry`, { method: 'POST', body: { how: 'settled' } })
  expect(await kindsOf(called.orderId)).toEqual(['late'])

  const { number } = await called.detail()
  expect((await look(`?search=%23${number}`)).rows.map(({ kind }) => kind)).toEqual(['late'])
  expect((await look('?search=nobody%25')).rows).toEqual([])
})

test('disputes: those to answer first, then by how they ended', async () => {
  const [first, second] = [await paid(), await paid()]
  for (const { ref, url } of [first, second]) {
    await stoa.sandbox.desk.act(ref, 'dispute')
    await webhook(stoa, url, 'evt_dispute')
  }
  await stoa.sandbox.desk.act(first.ref, 'dispute_won')
  await webhook(stoa, first.url, 'evt_won')
  const list = async (view: string) => (await answer<Page<DisputeRow>>(`/api/money/disputes?view=${view}`)).rows
  expect(await list('open')).toMatchObject([{ orderId: second.orderId, reason: 'fraudulent', state: 'open' }])
  expect((await list('all')).map(({ orderId, state }) => [orderId, state])).toEqual([
    [second.orderId, 'open'],
    [first.orderId, 'won'],
  ])
  expect(await list('lost')).toEqual([])
  expect((await todo()).disputes).toBe(1)
})

test('a question of a bank waits for an answer like a dispute, first the one that must be answered first', async () => {
  const before = (await todo()).disputes
  const [open, asked] = [await paid(), await paid()]
  await stoa.sandbox.desk.act(open.ref, 'dispute')
  await webhook(stoa, open.url, 'evt_dispute')
  const dueAt = new Date(Date.now() + 86_400_000)
  const asking = withGateway(stoa, ({ fetch }) => ({
    fetch: async (ref) => {
      const said = await fetch(ref)
      const dispute = { ref: 'dp_1', state: 'inquiry', reason: 'general', dueAt } as const
      return said.ok ? ok({ ...said.value, disputes: [{ ...dispute, amount: said.value.amount }] }) : said
    },
  }))
  await webhook(asking, asked.url, 'evt_asked')

  const { rows } = await answer<Page<DisputeRow>>('/api/money/disputes?view=open')
  const ours = rows.filter(({ orderId }) => orderId === open.orderId || orderId === asked.orderId)
  expect(ours).toMatchObject([
    { orderId: asked.orderId, state: 'inquiry', dueAt: dueAt.toISOString() },
    { orderId: open.orderId, state: 'open' },
  ])
  expect((await todo()).disputes).toBe(before + 2)
  const detail = await asked.detail()
  expect(detail.disputes).toMatchObject([{ state: 'inquiry', dueAt: dueAt.toISOString() }])
  expect(detail.payments).toMatchObject([{ captured: { amount: detail.total.amount }, refunded: { amount: 0 } }])
})
