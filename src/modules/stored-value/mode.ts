import { sql } from 'kysely'

import type { Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'

/** In the demo nothing is real: what staff give away there is play money. */
export async function modeOfGifts(tx: Tx): Promise<Mode> {
  const { rows } = await sql<{ demo: boolean }>`
    select exists (select from settings where key = 'demo') as demo`.execute(tx)
  return rows[0]?.demo ? 'test' : 'live'
}

/** As the sale that it pays is booked: play money when any payment of the order is. */
export async function modeOfOrder(tx: Tx, orderId: string): Promise<Mode> {
  const { rows } = await sql<{ test: boolean }>`
    select exists (select from payments where order_id = ${orderId} and mode = 'test') as test`.execute(tx)
  return rows[0]?.test ? 'test' : 'live'
}
