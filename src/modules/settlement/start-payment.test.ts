import { beforeAll, expect, test } from 'vitest'
import { readOrder } from '#modules/order'

import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, place, testShop, withGateway } from '#testing/orders'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

test('a payment whose answer was lost is asked for again under its key: it is there once', async () => {
  const asked: string[] = []
  const forgetful = withGateway(shop, (gateway) => ({
    create: async (payment) => {
      asked.push(payment.idempotencyKey)
      const made = await gateway.create(payment)
      if (asked.length === 1) throw new Error('connection reset')
      return made
    },
  }))
  const mug = await aVariant(db, { stock: 1 })

  const placed = await place(forgetful, await aCheckout(db, { lines: [[mug, 1]] }))

  if (!placed.ok) throw new Error(placed.refusal.code)
  expect(placed.value.next.kind).toBe('pay')
  expect(asked).toHaveLength(2)
  const order = await readOrder(db, placed.value.orderId)
  const booked = await db.selectFrom('sandbox_payments').select(['idempotency_key', 'amount', 'reference']).execute()
  expect(booked).toEqual([
    { idempotency_key: order?.payments[0]?.id, amount: order?.total.amount, reference: String(order?.number) },
  ])
})

test('a first try that was lost and a second that was refused leave it open: the first may have been heard', async () => {
  let tries = 0
  const odd = withGateway(shop, (gateway) => ({
    create: async (payment) => {
      tries += 1
      if (tries > 1) return { ok: false, refusal: { code: 'refused', reason: 'not now' } }
      await gateway.create(payment)
      throw new Error('connection reset')
    },
  }))
  const mug = await aVariant(db, { stock: 1 })

  const placed = await place(odd, await aCheckout(db, { lines: [[mug, 1]] }))

  if (!placed.ok) throw new Error(placed.refusal.code)
  expect(placed.value.next.kind).toBe('waiting')
  expect((await readOrder(db, placed.value.orderId))?.state).toBe('pending')
})
