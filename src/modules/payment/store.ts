import { sql, type Selectable } from 'kysely'

import { newId, type OrderId, type PaymentId, type RefundId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import type { Payments } from '#platform/tables'
import type { Payment } from './payment.ts'
import type { GatewayMessage } from './port.ts'
import { canBecome, type PaymentState } from './states.ts'

export const paymentOf = (row: Selectable<Payments>): Payment => ({
  id: row.id as PaymentId,
  orderId: row.order_id as OrderId,
  method: row.method,
  gateway: row.gateway,
  state: row.state as PaymentState,
  amount: money(row.amount, currencyOf(row.currency)),
  gatewayRef: row.gateway_ref,
  redirectUrl: row.redirect_url,
  failureCode: row.failure_code,
  createdAt: row.created_at,
  deadlineAt: row.deadline_at,
  settledAt: row.settled_at,
})

type NewPayment = Readonly<{
  id: PaymentId
  orderId: OrderId
  method: string
  gateway: string
  state: 'created' | 'pending'
  amount: Money
  createdAt: Date
  deadlineAt: Date | null
}>

export async function insertPayment(tx: Tx, payment: NewPayment): Promise<void> {
  await tx
    .insertInto('payments')
    .values({
      id: payment.id,
      order_id: payment.orderId,
      method: payment.method,
      gateway: payment.gateway,
      state: payment.state,
      amount: payment.amount.amount,
      currency: payment.amount.currency,
      created_at: payment.createdAt,
      deadline_at: payment.deadlineAt,
    })
    .execute()
}

/** The gateway knows the payment under this name now. Changes nothing that is decided already. */
export async function recordStarted(
  db: Db,
  id: PaymentId,
  { ref, redirectUrl }: { ref: string; redirectUrl: string | null },
): Promise<void> {
  await db
    .updateTable('payments')
    .set({ state: 'pending', gateway_ref: ref, redirect_url: redirectUrl })
    .where('id', '=', id)
    .where('state', '=', 'created')
    .execute()
}

declare const locked: unique symbol
/** Only `lockPayment` makes one: no lock, no decision. */
export type LockedPayment = Payment & { readonly [locked]: true }

/** Lock the order first, always. */
export async function lockPayment(tx: Tx, id: PaymentId): Promise<LockedPayment> {
  const row = await tx.selectFrom('payments').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  return paymentOf(row) as LockedPayment
}

type Decision = Readonly<{ state: PaymentState; ref?: string | undefined; failureCode?: string | null; now: Date }>

/**
 * Decides a payment, and so everything that the gateway's messages say about it.
 * @throws RangeError for a step that the table of states does not have.
 */
export async function decide(tx: Tx, payment: LockedPayment, decision: Decision): Promise<void> {
  const { state, failureCode = null, now } = decision
  if (!canBecome(payment.state, state)) throw new RangeError(`a ${payment.state} payment cannot become ${state}`)
  const ref = decision.ref ?? payment.gatewayRef
  await sql`with applied as (
      update gateway_events set applied_at = ${now}
      where gateway = ${payment.gateway} and gateway_ref = ${ref} and applied_at is null
    )
    update payments set state = ${state}, failure_code = ${failureCode}, settled_at = ${now}, gateway_ref = ${ref}
    where id = ${payment.id}`.execute(tx)
}

/** The gateway's book does not fit ours: it stays undecided, and people must look. True the first time. */
export async function recordMismatch(tx: Tx, payment: LockedPayment): Promise<boolean> {
  if (payment.failureCode === 'mismatch') return false
  await tx.updateTable('payments').set({ failure_code: 'mismatch' }).where('id', '=', payment.id).execute()
  return true
}

type NewRefund = Readonly<{ payment: LockedPayment; amount: Money; reason: string; actor: string; now: Date }>

/** Written before the gateway is asked, so that a crash between the two is seen and finished. */
export async function insertRefund(tx: Tx, { payment, amount, reason, actor, now }: NewRefund): Promise<RefundId> {
  const id = newId<'refund'>()
  await tx
    .insertInto('refunds')
    .values({ id, payment_id: payment.id, amount: amount.amount, state: 'created', reason, actor, created_at: now })
    .execute()
  return id
}

/** True if this call decided it, false if another did before. */
export async function settleRefund(
  tx: Tx,
  id: RefundId,
  { state, ref, now }: { state: 'done' | 'failed'; ref: string | null; now: Date },
): Promise<boolean> {
  const settled = await tx
    .updateTable('refunds')
    .set({ state, gateway_ref: ref, done_at: now })
    .where('id', '=', id)
    .where('state', '=', 'created')
    .executeTakeFirst()
  return settled.numUpdatedRows === 1n
}

/**
 * Undecided payments that nobody has looked at for a while, oldest first; each is another process's for as long. With a
 * gateway after 30 s; offline ones when their deadline has passed.
 */
export async function claimUndecided(db: Db, { now, limit }: { now: Date; limit: number }): Promise<Payment[]> {
  const { rows } = await sql<Selectable<Payments>>`
    update payments set checked_at = ${now} where id in (
      select id from payments
      where state in ('created', 'pending') and failure_code is null
        and coalesce(checked_at, created_at) <= ${now}::timestamptz - interval '30 seconds'
        and (gateway <> 'offline' or deadline_at <= ${now})
      order by coalesce(checked_at, created_at) limit ${limit} for update skip locked
    ) returning *`.execute(db)
  return rows.map(paymentOf)
}

/** A message of a gateway, kept before it is answered. The same one again changes nothing. */
export async function keepMessage(db: Db, gateway: string, { eventId, ref, payload }: GatewayMessage): Promise<void> {
  await db
    .insertInto('gateway_events')
    .values({ gateway, event_id: eventId, gateway_ref: ref, payload: JSON.stringify(payload) })
    .onConflict((same) => same.doNothing())
    .execute()
}

/** Everything kept about this payment has been acted on. */
export async function markApplied(db: Db, gateway: string, ref: string, now: Date): Promise<void> {
  await db
    .updateTable('gateway_events')
    .set({ applied_at: now })
    .where('gateway', '=', gateway)
    .where('gateway_ref', '=', ref)
    .where('applied_at', 'is', null)
    .execute()
}
