import { sql } from 'kysely'

import type { Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'

/**
 * Whether the shop takes real money now. It does as soon as a live account at a gateway is on. Without one it is tried
 * out while it is the demo or a test account is on; a shop that is paid by transfer or in cash alone is live.
 */
export const shopMode = sql<Mode>`(case
  when exists (select from gateway_accounts where enabled and mode = 'live'
    and code not in ('bank_transfer', 'cash_on_delivery', 'invoice')) then 'live'
  when exists (select from gateway_accounts where enabled and mode = 'test')
    or exists (select from settings where key = 'demo') then 'test'
  else 'live' end)`

/** What staff receive by hand, and what costs nothing: play money in the demo, until the shop takes real money. */
export const modeByHand = sql<Mode>`(case when exists (select from settings where key = 'demo') then ${shopMode}
  else 'live' end)`

/** What staff give away is as real as the shop is at that moment. */
export async function modeOfShop(tx: Tx): Promise<Mode> {
  const { rows } = await sql<{ mode: Mode }>`select ${shopMode} as mode`.execute(tx)
  return rows[0]?.mode ?? 'live'
}
