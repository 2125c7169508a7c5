import { sql } from 'kysely'

import type { OrderId, PaymentId, RefundId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'

/** What a refund that was given without a gateway has in place of a gateway's name for it. */
export const BY_HAND = 'by hand'

/** A refund that its gateway has accepted, and that may still come back. */
export type WatchedRefund = Readonly<{
  id: RefundId
  orderId: OrderId
  paymentId: PaymentId
  gateway: string
  /** The payment's name at the gateway, and the refund's. */
  ref: string
  refundRef: string
}>

type Row = {
  id: RefundId
  order_id: OrderId
  payment_id: PaymentId
  gateway: string
  gateway_ref: string
  refund_ref: string
}

const watchedOf = (row: Row): WatchedRefund => ({
  id: row.id,
  orderId: row.order_id,
  paymentId: row.payment_id,
  gateway: row.gateway,
  ref: row.gateway_ref,
  refundRef: row.refund_ref,
})

/** Those of one payment, whenever they were looked at. */
export async function watchedRefundsOf(db: Db, paymentId: PaymentId): Promise<WatchedRefund[]> {
  const { rows } = await sql<Row>`select r.id, p.order_id, p.id as payment_id, p.gateway, p.gateway_ref,
      r.gateway_ref as refund_ref
    from refunds r join payments p on p.id = r.payment_id
    where p.id = ${paymentId} and r.watched and r.state = 'done' order by r.id`.execute(db)
  return rows.map(watchedOf)
}

/**
 * Those that nobody has looked at for an hour, or half of their age; each is another process's for as long. After thirty
 * days no more: by then only the gateway's own message could tell.
 */
export async function claimWatchedRefunds(db: Db): Promise<WatchedRefund[]> {
  await sql`update refunds set watched = false where watched and done_at < now() - interval '30 days'`.execute(db)
  const { rows } = await sql<Row>`with due as (
      select id from refunds where watched and state = 'done'
        and coalesce(checked_at, done_at) < now() - greatest(interval '1 hour', (now() - done_at) / 2)
      order by checked_at nulls first limit 50 for update skip locked
    )
    update refunds r set checked_at = now() from due, payments p where r.id = due.id and p.id = r.payment_id
    returning r.id, p.order_id, p.id as payment_id, p.gateway, p.gateway_ref, r.gateway_ref as refund_ref`.execute(db)
  return rows.map(watchedOf)
}

/** The money came back: it can be given again. True if this call wrote it down. */
export async function failRefund(tx: Tx, id: RefundId, failure: string): Promise<boolean> {
  const { rows } = await sql`with failed as (
      update refunds set state = 'failed', failure = ${failure}, watched = false where id = ${id} and state = 'done'
      returning payment_id, amount
    )
    update payments p set refunded_amount = refunded_amount - f.amount from failed f where p.id = f.payment_id
    returning p.id`.execute(tx)
  return rows.length > 0
}

/** Somebody has dealt with it: it is no alarm any more. False when it is dealt with already, or did not fail. */
export async function handleRefund(tx: Tx, id: RefundId, now: Date): Promise<boolean> {
  const handled = await tx
    .updateTable('refunds')
    .set({ handled_at: now })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .where('handled_at', 'is', null)
    .executeTakeFirst()
  return handled.numUpdatedRows === 1n
}

/** What the gateway calls the refunds of a payment that we know. One of ours may be several there: `a,b`. */
export async function refundNamesOf(tx: Tx, paymentId: PaymentId): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('refunds').select('gateway_ref').where('payment_id', '=', paymentId).execute()
  return new Set(rows.flatMap((row) => row.gateway_ref?.split(',') ?? []))
}

/** What went back past the gateway, in minor units: its book does not know of it. */
export async function refundedByHand(tx: Tx, paymentId: PaymentId): Promise<number> {
  const { rows } = await sql<{ amount: number }>`select coalesce(sum(amount), 0)::bigint as amount from refunds
    where payment_id = ${paymentId} and state = 'done' and gateway_ref = ${BY_HAND}`.execute(tx)
  return rows[0]?.amount ?? 0
}
