import { sql } from 'kysely'

import type { Tx } from '#platform/db'

/** Takes all orders away and counts from the first number again. Payments and fulfillments must be gone before. */
export async function emptyOrders(tx: Tx): Promise<void> {
  await tx.deleteFrom('orders').execute()
  await sql`select restart_order_numbers()`.execute(tx)
}
