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
    set state = ${to}, actor = ${actor}, tries = tries + case when ${to} = 'returning' then 1 else 0 end, settled_at = case when ${to} = 'kept' then ${now}::timestamptz end
    from payments p where u.id = ${id} and u.state = 'seen' and p.id = u.payment_id
    returning u.*, p.order_id`.execute(tx)
  return rows[0] ? unmatchedOf(rows[0]) : null
}

/** `refundRef`: the gateway's name for it, by which it is watched; null where the money was only set aside, and is free. */
type Ended = Readonly<{ refundRef: string | null } | { failure: string }>

/** How giving it back ended: done, or the gateway refused and people must look again. True if this call wrote it down. */
export async function settleUnmatched(tx: Tx, id: string, ended: Ended, now: Date): Promise<boolean> {
  const given =
    'failure' in ended
      ? { ...seenAgain, failure: ended.failure }
      : {
          state: 'returned',
          settled_at: now,
          refund_ref: ended.refundRef,
          failure: null,
          watched: ended.refundRef !== null,
        }
  const settled = await tx
    .updateTable('unmatched_money')
    .set({ ...given, checked_at: null })
    .where('id', '=', id)
    .where('state', '=', 'returning')
    .executeTakeFirst()
  return settled.numUpdatedRows === 1n
}

const seenAgain = { state: 'seen', actor: null, settled_at: null, refund_ref: null, watched: false }

/** The bank sent it back: it is as before anybody gave it back. True if this call wrote it down. */
export async function failUnmatched(tx: Tx, { id, refundRef }: WatchedUnmatched, failure: string): Promise<boolean> {
  const failed = await tx
    .updateTable('unmatched_money')
    .set({ ...seenAgain, failure })
    .where('id', '=', id)
    .where('state', '=', 'returned')
    .where('refund_ref', '=', refundRef)
    .executeTakeFirst()
  return failed.numUpdatedRows === 1n
}

/** Money that was given back, and whose gateway has a name for that by which it can be asked about. */
export type WatchedUnmatched = Unmatched & Readonly<{ refundRef: string }>

const watchedOf = (row: UnmatchedRow): WatchedUnmatched[] =>
  row.refund_ref === null ? [] : [{ ...unmatchedOf(row), refundRef: row.refund_ref }]

/** That of one payment, whenever it was looked at. */
export async function watchedUnmatchedOf(db: Db, paymentId: PaymentId): Promise<WatchedUnmatched[]> {
  const { rows } = await sql<UnmatchedRow>`select u.*, p.order_id
    from unmatched_money u join payments p on p.id = u.payment_id
    where u.payment_id = ${paymentId} and u.watched and u.state = 'returned' order by u.id`.execute(db)
  return rows.flatMap(watchedOf)
}

/** That which is due for a look, as refunds are (`claimWatchedRefunds`): for thirty days, ever more rarely. */
export async function claimWatchedUnmatched(db: Db): Promise<WatchedUnmatched[]> {
  await sql`update unmatched_money set watched = false where watched and settled_at < now() - interval '30 days'`.execute(
    db,
  )
  const { rows } = await sql<UnmatchedRow>`with due as (
      select id from unmatched_money where watched and state = 'returned'
        and coalesce(checked_at, settled_at) < now() - greatest(interval '1 hour', (now() - settled_at) / 2)
      order by checked_at nulls first limit 50 for update skip locked
    )
    update unmatched_money u set checked_at = now() from due, payments p where u.id = due.id and p.id = u.payment_id
    returning u.*, p.order_id`.execute(db)
  return rows.flatMap(watchedOf)
}
