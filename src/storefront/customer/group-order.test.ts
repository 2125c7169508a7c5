import { beforeAll, expect, test } from 'vitest'

import { ownCart } from '#modules/cart'
import { aPriceList, aVariant, done } from '#testing/builders'
import { aCustomer, aGroup, anExtraList, listPrices } from '#testing/customers'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, place, testShop } from '#testing/orders'

const { db } = testDb()
beforeAll(() => anOpenShop(db))

test('an order is made at the price of the step, or of the group that its customer is in', async () => {
  const shop = testShop(db)
  const mug = await aVariant(db, { price: 1000, stock: 100 })
  const tiers = [
    { fromQuantity: 1, amount: 1000 },
    { fromQuantity: 10, amount: 800 },
  ]
  await listPrices(db, await aPriceList(db), [[mug, tiers]])
  const groupId = await aGroup(db)
  await anExtraList(db, { name: 'Trade', groupId, prices: [[mug, 700]] })
  const { id: customerId } = await aCustomer(db, { groupId })

  const parts = { paymentMethod: 'bank_transfer' }
  const ordered = async (owner: typeof customerId | null) => {
    const cartId = await aCheckout(db, { lines: [[mug, 10]], parts })
    await done(db, (tx) => ownCart(tx, { cartId, customerId: owner, now: shop.clock.now() }))
    const placed = await place(shop, cartId)
    if (!placed.ok) throw new Error(placed.refusal.code)
    return db
      .selectFrom('order_lines as l')
      .innerJoin('orders as o', 'o.id', 'l.order_id')
      .select(['l.unit_amount', 'l.quantity', 'l.why', 'o.customer_id', 'o.subtotal_amount'])
      .where('o.id', '=', placed.value.orderId)
      .executeTakeFirstOrThrow()
  }
  expect(await ordered(null)).toMatchObject({ unit_amount: 800, subtotal_amount: 8000, customer_id: null })
  const own = await ordered(customerId)
  expect(own).toMatchObject({ unit_amount: 700, subtotal_amount: 7000, customer_id: customerId })
  expect(JSON.stringify(own.why)).toContain('Trade')
})
