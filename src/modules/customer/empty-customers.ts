import type { Tx } from '#platform/db'
import { deleteAllCustomers } from './store.ts'

/** Takes all customers away with their sessions: for a shop that leaves its trial time behind. Groups stay. */
export async function emptyCustomers(tx: Tx): Promise<void> {
  await deleteAllCustomers(tx)
}
