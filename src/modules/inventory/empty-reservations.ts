import type { Tx } from '#platform/db'

/** Forgets what is reserved for orders. They must be gone, and the variants go next: nothing is given back. */
export async function emptyReservations(tx: Tx): Promise<void> {
  await tx.deleteFrom('reservations').execute()
}
