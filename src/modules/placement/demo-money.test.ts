import { beforeAll, expect, test } from 'vitest'

import { sql } from 'kysely'
import { emptyLedger } from '#modules/ledger'
import { saveSetting } from '#modules/market'
import { refundOrder } from '#modules/refund'
import { cancelOrder, markPaid } from '#modules/settlement'
import { ok } from '#kernel/result'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPaidOrder, aPlacedOrder, testShop } from '#testing/orders'

const { db } = testDb()
const shop = testShop(db)
const actor = 'staff:ida'

beforeAll(async () => {
  await anOpenShop(db)
  await done(db, async (tx) => ok(await saveSetting(tx, 'demo', { since: '2026-01-01T00:00:00.000Z', filled: true })))
})

const booked = async () =>
  (await sql<{ mode: string; kind: string }>`select mode, kind from ledger_entries order by id`.execute(db)).rows

test('whatever is bought, paid, given back and called off in the demo is play money, and leaves with it', async () => {
  const mug = await aVariant(db, { stock: 50, price: 2000 })
  const free = await aVariant(db, { stock: 5, price: 0, requiresShipping: false })
  const words = { lines: [[mug, 1]] as [typeof mug, number][], parts: { paymentMethod: 'bank_transfer' } }
  const paid = await aPlacedOrder(shop, words)
  await done(db, (tx) => markPaid(tx, { orderId: paid.orderId, actor, now: new Date() }))
  const wish = { lines: [], shipping: 0, amount: 500, restock: false, note: '', actor }
  await refundOrder(shop, { orderId: paid.orderId, ...wish })
  const called = await aPlacedOrder(shop, words)
  await cancelOrder(shop, { orderId: called.orderId, reason: 'staff', restock: true, actor })
  await aPlacedOrder(shop, { lines: [[free, 1]] })
  await aPaidOrder(shop, { lines: [[mug, 1]] })

  const entries = await booked()
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(
    new Set(['sale', 'capture', 'refund', 'sale_reversal', 'fee']),
  )
  expect(entries.filter(({ mode }) => mode !== 'test')).toEqual([])
  await done(db, async (tx) => ok(await emptyLedger(tx)))
  expect(await booked()).toEqual([])
})

test('a shop that takes real money beside the demo books transfers as real', async () => {
  await sql`update gateway_accounts set enabled = true, secrets = 'sealed' where code = 'stripe' and mode = 'live'`.execute(
    db,
  )
  const mug = await aVariant(db, { stock: 50, price: 2000 })
  const { orderId } = await aPlacedOrder(shop, { lines: [[mug, 1]], parts: { paymentMethod: 'bank_transfer' } })
  const payments = await db.selectFrom('payments').select('mode').where('order_id', '=', orderId).execute()
  expect(payments).toEqual([{ mode: 'live' }])
})
