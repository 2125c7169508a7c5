import { sql } from 'kysely'

import type { Tx } from '#platform/db'

/** Takes the demo's gift cards and credit away; cards of real money stay. @throws in a shop that is not the demo. */
export async function emptyStoredValue(tx: Tx): Promise<void> {
  await sql`select empty_trial_value()`.execute(tx)
}
