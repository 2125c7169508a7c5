import type { OrderId, VariantId } from '#kernel/id'
import { availabilityOf } from '#modules/inventory'
import { type Order, readOrder } from '#modules/order'
import type { Db } from '#platform/db'
import { aVariant } from './builders.ts'
import { aPlacedOrder, type TestShop } from './orders.ts'

/** What tests about an order's money look at, and the order they begin with. */
export const storiesOf = (db: Db, shop: TestShop) => ({
  orderOf: async (orderId: OrderId): Promise<Order> => {
    const order = await readOrder(db, orderId)
    if (!order) throw new Error('no order')
    return order
  },

  /** How many can still be sold. */
  left: async (variantId: VariantId) => (await availabilityOf(db, [variantId])).get(variantId)?.available,

  eventsOf: async (orderId: OrderId): Promise<string[]> =>
    (await db.selectFrom('events').select('type').where('subject_id', '=', orderId).orderBy('id').execute()).map(
      ({ type }) => type,
    ),

  /** A card payment of one mug that is not decided yet. */
  unpaid: async (stock = 1, lines = 1) => {
    const mug = await aVariant(db, { stock, price: 2000 })
    const placed = await aPlacedOrder(shop, { lines: [[mug, lines]] })
    if (placed.next.kind !== 'pay') throw new Error(placed.next.kind)
    return { ...placed, mug, url: placed.next.url }
  },
})
