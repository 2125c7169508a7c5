import type { Tx } from '#platform/db'
import { deletePayouts } from './payout-store.ts'
import { deleteTrialEntries } from './store.ts'

/** Takes the demo's trial entries and payouts away; entries of real money stay. @throws in a shop that is not the demo. */
export async function emptyLedger(tx: Tx): Promise<void> {
  await deleteTrialEntries(tx)
  await deletePayouts(tx)
}
