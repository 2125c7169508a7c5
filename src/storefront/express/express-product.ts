import type { OrderId, VariantId } from '#kernel/id'
import { pathOf } from '#modules/content'
import { readOrder } from '#modules/order'
import type { Db } from '#platform/db'

/** The page of what was to be bought at once, of an order that came to nothing; null for one from the checkout. */
export async function expressProduct(db: Db, orderId: OrderId): Promise<string | null> {
  const order = await readOrder(db, orderId)
  const [line] = order?.lines ?? []
  return order?.email === '' && line ? pathOf('product', line.slug) : null
}

/** The page of a variant's product; null when there is none. */
export async function productOf(db: Db, variantId: VariantId): Promise<string | null> {
  const found = await db
    .selectFrom('variants as v')
    .innerJoin('products as p', 'p.id', 'v.product_id')
    .select('p.slug')
    .where('v.id', '=', variantId)
    .executeTakeFirst()
  return found ? pathOf('product', found.slug) : null
}
