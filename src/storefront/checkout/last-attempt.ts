import type { CartId } from '#kernel/id'
import type { Db } from '#platform/db'
import type { CheckoutWords } from './messages.ts'

/** Why the last attempt to pay this cart ended, in words of ours; null when none did. */
export async function lastAttempt(db: Db, cartId: CartId, { ended }: CheckoutWords): Promise<string | null> {
  const row = await db
    .selectFrom('orders as o')
    .innerJoin('payments as p', 'p.order_id', 'o.id')
    .select(['o.state', 'o.cancel_reason', 'p.failure_code'])
    .where('o.cart_id', '=', cartId)
    .orderBy('o.placed_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row?.state !== 'canceled') return null
  if (row.cancel_reason === 'payment_canceled') return ended.canceled
  if (row.cancel_reason === 'payment_expired') return ended.expired
  const { failure_code: code } = row
  const known = code === 'card_declined' || code === 'insufficient_funds' || code === 'authentication_failed'
  return known ? ended[code] : ended.other
}
