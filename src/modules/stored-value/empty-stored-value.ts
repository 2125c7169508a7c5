import { sql } from 'kysely'

import type { Tx } from '#platform/db'

/** Takes all gift cards and credit away with their entries: for a shop that leaves its trial time behind. */
export async function emptyStoredValue(tx: Tx): Promise<void> {
  // Entries cannot be deleted one by one, on purpose.
  await sql`truncate cart_gift_cards, cart_credit, value_holds, gift_card_entries, credit_entries, credit_lots,
    credit_accounts, gift_cards`.execute(tx)
}
