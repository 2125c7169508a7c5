import { sql } from 'kysely'

import { newId, type CaptureId, type FulfillmentId, type PaymentId } from '#kernel/id'
import { money, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Db, Tx } from '#platform/db'
import type { LockedPayment } from './store.ts'

export type TooMuch = { code: 'too_much'; left: Money }

type NewCapture = Readonly<{
  amount: Money
  final: boolean
  fulfillmentId: FulfillmentId | null
  actor: string
  now: Date
}>

/**
 * Promises a part of what is set aside, before the gateway is asked. Refused where not so much is left: two that come at
 * once never take more than was authorized.
 */
export async function claimCapture(
  tx: Tx,
  payment: LockedPayment,
  { amount, final, fulfillmentId, actor, now }: NewCapture,
): Promise<Result<CaptureId, TooMuch>> {
  const id = newId<'capture'>()
  const { rows } = await sql<{ id: string }>`with promised as (
      update payments set capturing_amount = capturing_amount + ${amount.amount}::bigint
      where id = ${payment.id} and state = 'authorized' and not voiding
        and captured_amount + capturing_amount + ${amount.amount}::bigint <= authorized_amount
      returning id
    )
    insert into captures (id, payment_id, amount, final, state, fulfillment_id, actor, created_at)
    select ${id}::uuid, id, ${amount.amount}::bigint, ${final}::boolean, 'created', ${fulfillmentId}::uuid, ${actor},
      ${now}::timestamptz from promised
    returning id`.execute(tx)
  if (rows.length > 0) return ok(id)
  const { rows: left } = await sql<{ left: number }>`
    select case when state = 'authorized' and not voiding then authorized_amount - captured_amount - capturing_amount
      else 0 end as left from payments where id = ${payment.id}`.execute(tx)
  return refuse({ code: 'too_much', left: money(left[0]?.left ?? 0, amount.currency) })
}

export type CaptureOutcome =
  | Readonly<{ state: 'done'; ref: string; fee: Money | null; now: Date }>
  | Readonly<{ state: 'failed'; failure: string; now: Date }>

/**
 * Writes down how a capture ended, once: true if this call did. The payment is `captured` when all is taken, or when the
 * last part is.
 */
export async function settleCapture(tx: Tx, id: CaptureId, outcome: CaptureOutcome): Promise<boolean> {
  const done = outcome.state === 'done'
  const [ref, fee] = done ? [outcome.ref, outcome.fee?.amount ?? null] : [null, null]
  const { rows } = await sql<{ id: string }>`with settled as (
      update captures set state = ${outcome.state}, gateway_ref = ${ref}, fee_amount = ${fee}::bigint,
        failure = ${done ? null : outcome.failure}, done_at = ${outcome.now}::timestamptz
      where id = ${id} and state = 'created' returning payment_id, amount, final
    )
    update payments p set capturing_amount = capturing_amount - s.amount,
      captured_amount = captured_amount + case when ${done}::boolean then s.amount else 0 end,
      state = case when ${done}::boolean and capturing_amount = s.amount
        and (s.final or captured_amount + s.amount = authorized_amount) then 'captured' else state end
    from settled s where p.id = s.payment_id returning p.id`.execute(tx)
  return rows.length > 0
}

type External = Readonly<{ id?: CaptureId; amount: Money; final: boolean; now: Date }>

/** Taken at the gateway's own desk: it is so, whatever we had planned. */
export async function insertExternalCapture(
  tx: Tx,
  payment: LockedPayment,
  { id = newId<'capture'>(), amount, final, now }: External,
): Promise<CaptureId> {
  await sql`with taken as (
      insert into captures (id, payment_id, amount, final, state, actor, created_at, done_at)
      values (${id}, ${payment.id}, ${amount.amount}, ${final}, 'done', 'gateway', ${now}, ${now})
    )
    update payments set captured_amount = captured_amount + ${amount.amount}::bigint,
      state = case when ${final}::boolean then 'captured' else state end where id = ${payment.id}`.execute(tx)
  return id
}

/** Frees what is set aside and not taken. False when something is being taken right now, or nothing is left. */
export async function beginVoid(tx: Tx, payment: LockedPayment): Promise<boolean> {
  const begun = await tx
    .updateTable('payments')
    .set({ voiding: true })
    .where('id', '=', payment.id)
    .where('state', '=', 'authorized')
    .where('capturing_amount', '=', 0)
    .executeTakeFirst()
  return begun.numUpdatedRows === 1n
}

/** The gateway did not free it; it can be taken as before. */
export async function giveVoidUp(tx: Tx, payment: LockedPayment): Promise<void> {
  await tx.updateTable('payments').set({ voiding: false }).where('id', '=', payment.id).execute()
}

/** What was set aside is free: the payment is what was taken of it, or nothing. True if this call ended it. */
export async function endAuthorization(tx: Tx, payment: LockedPayment, now: Date): Promise<boolean> {
  const { rows } = await sql`with applied as (
      update gateway_events set applied_at = ${now}::timestamptz
      where gateway = ${payment.gateway} and gateway_ref = ${payment.gatewayRef} and applied_at is null
    )
    update payments set voiding = false, settled_at = ${now}::timestamptz,
      state = case when captured_amount > 0 then 'captured' else 'canceled' end
    where id = ${payment.id} and state = 'authorized' and capturing_amount = 0 returning id`.execute(tx)
  return rows.length > 0
}

/** Payments whose authorization somebody wants freed and whose gateway has not answered. */
export async function openVoids(
  db: Db,
  which: { orderId: string } | { olderThanSeconds: number },
): Promise<PaymentId[]> {
  const rows = await db
    .selectFrom('payments')
    .select('id')
    .where('voiding', '=', true)
    .where('state', '=', 'authorized')
    .where((eb) =>
      'orderId' in which
        ? eb('order_id', '=', which.orderId)
        : eb('settled_at', '<', sql<Date>`now() - ${which.olderThanSeconds}::integer * interval '1 second'`),
    )
    .limit(100)
    .execute()
  return rows.map(({ id }) => id as PaymentId)
}
