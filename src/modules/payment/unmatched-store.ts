import { sql } from 'kysely'

import { newId, type PaymentId } from '#kernel/id'
import type { Money } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import type { Mismatch, Unmatched } from './payment.ts'
import { unmatchedOf, type UnmatchedRow } from './queries.ts'
import type { LockedPayment } from './store.ts'

/** Money that does not fit is written down beside the books, once. True if this call did. */
export async function keepUnmatched(
  tx: Tx,
  payment: LockedPayment,
  { ref, amount, why, now }: { ref: string; amount: Money; why: Mismatch; now: Date },
): Promise<boolean> {
  const kept = await tx
    .insertInto('unmatched_money')
    .values({
      id: newId<'unmatched'>(),
      payment_id: payment.id,
      gateway: payment.gateway,
      gateway_ref: ref,
      amount: amount.amount,
      currency: amount.currency,
      why,
      state: 'seen',
      seen_at: now,
    })
    .onConflict((same) => same.columns(['payment_id', 'gateway_ref']).doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 1n
}

/** What went back of it, or is on its way, in minor units: the gateway's book of the payment has it among its refunds. */
export async function returnedBeside(tx: Tx, { id, gatewayRef }: { id: PaymentId; gatewayRef: string | null }) {
  const { rows } = await sql<{ amount: number }>`select coalesce(sum(amount), 0)::bigint as amount from unmatched_money
    where payment_id = ${id} and gateway_ref = ${gatewayRef} and state in ('returning', 'returned')`.execute(tx)
  return rows[0]?.amount ?? 0
}

/** Staff want it given back, or have settled it by hand. Null when it is settled already. */
export async function turnUnmatched(
  tx: Tx,
  id: string,
  { to, actor, now }: { to: 'returning' | 'kept'; actor: string; now: Date },
): Promise<Unmatched | null> {
  const { rows } = await sql<UnmatchedRow>`update unmatched_money u
    set state = ${to}, actor = ${actor}, settled_at = case when ${to} = 'kept' then ${now}::timestamptz end
    from payments p where u.id = ${id} and u.state = 'seen' and p.id = u.payment_id
    returning u.*, p.order_id`.execute(tx)
  return rows[0] ? unmatchedOf(rows[0]) : null
}

/** How giving it back ended: done, or the gateway refused and people must look again. */
export async function settleUnmatched(db: Db, id: string, isReturned: boolean, now: Date): Promise<boolean> {
  const settled = await db
    .updateTable('unmatched_money')
    .set(isReturned ? { state: 'returned', settled_at: now } : { state: 'seen', actor: null })
    .where('id', '=', id)
    .where('state', '=', 'returning')
    .executeTakeFirst()
  return settled.numUpdatedRows === 1n
}
