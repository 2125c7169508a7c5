import { sql } from 'kysely'

import { newId, type SavedMethodId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import type { SavedAtGateway } from './port.ts'

type NewSaved = Readonly<{ customerId: string; gateway: string; saved: SavedAtGateway }>

/** Remembers what the gateway remembers; the same one again changes nothing, and one taken away stays away. */
export async function keepSavedMethod(tx: Tx, { customerId, gateway, saved }: NewSaved): Promise<void> {
  await tx
    .insertInto('saved_methods')
    .values({
      id: newId<'saved_method'>(),
      customer_id: customerId,
      gateway,
      gateway_ref: saved.ref,
      customer_ref: saved.customerRef,
      kind: saved.instrument.kind,
      label: saved.instrument.label,
      fingerprint: saved.instrument.fingerprint,
    })
    .onConflict((same) => same.columns(['gateway', 'gateway_ref']).doNothing())
    .execute()
}

/** Takes it from the customer at once; the gateway is told after. False when it is not theirs. */
export async function takeSavedMethod(db: Db, { id, customerId }: { id: SavedMethodId; customerId: string }) {
  const taken = await db
    .updateTable('saved_methods')
    .set({ deleted_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('customer_id', '=', customerId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

/** The gateway has forgotten it, or never knew it. */
export async function forgetSavedMethod(db: Db, id: SavedMethodId): Promise<void> {
  await db.deleteFrom('saved_methods').where('id', '=', id).where('deleted_at', 'is not', null).execute()
}
