import { sql } from 'kysely'

import { newId, type OrderId, type OrderLineId, type RefundId } from '#kernel/id'
import { money, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { TooMuch } from './capture-store.ts'
import { BY_HAND } from './failed-refund-store.ts'
import type { RefundParts } from './payment.ts'
import type { LockedPayment } from './store.ts'

export const nothingNamed: RefundParts = { goods: 0, shipping: 0, taxes: [] }

type NewRefund = Readonly<{
  groupId: string
  amount: Money
  parts: RefundParts
  reason: string
  note?: string
  actor: string
  now: Date
}>

/**
 * Promises a part of what was taken, before the gateway is asked, so that a crash between the two is seen and finished.
 * Refused where not so much is left: two that come at once never give more back than was taken.
 */
export async function claimRefund(
  tx: Tx,
  payment: LockedPayment,
  { groupId, amount, parts, reason, note = '', actor, now }: NewRefund,
): Promise<Result<RefundId, TooMuch>> {
  const id = newId<'refund'>()
  const { rows } = await sql<{ id: string }>`with promised as (
      update payments set refunding_amount = refunding_amount + ${amount.amount}::bigint
      where id = ${payment.id} and refunded_amount + refunding_amount + ${amount.amount}::bigint <= captured_amount
      returning id
    )
    insert into refunds (id, payment_id, group_id, amount, goods_amount, shipping_amount, taxes, state, reason, note,
      actor, created_at)
    select ${id}::uuid, id, ${groupId}::uuid, ${amount.amount}::bigint, ${parts.goods}::bigint, ${parts.shipping}::bigint,
      ${JSON.stringify(parts.taxes)}::jsonb, 'created', ${reason}, ${note}, ${actor}, ${now}::timestamptz from promised
    returning id`.execute(tx)
  if (rows.length > 0) return ok(id)
  const { rows: left } = await sql<{ left: number }>`
    select captured_amount - refunded_amount - refunding_amount as left from payments where id = ${payment.id}`.execute(
    tx,
  )
  return refuse({ code: 'too_much', left: money(left[0]?.left ?? 0, amount.currency) })
}

type Outcome = Readonly<{ state: 'done' | 'failed'; ref: string | null; failure?: string; now: Date }>

/** Writes down how a refund ended. True if this call decided it, false if another did before. */
export async function settleRefund(tx: Tx, id: RefundId, { state, ref, failure, now }: Outcome): Promise<boolean> {
  const { rows } = await sql`with settled as (
      update refunds set state = ${state}, gateway_ref = ${ref}, failure = ${failure ?? null},
        watched = ${state} = 'done' and ${ref}::text <> ${BY_HAND}, done_at = ${now}::timestamptz
      where id = ${id} and state = 'created' returning payment_id, amount
    )
    update payments p set refunding_amount = refunding_amount - s.amount,
      refunded_amount = refunded_amount + case when ${state} = 'done' then s.amount else 0 end
    from settled s where p.id = s.payment_id returning p.id`.execute(tx)
  return rows.length > 0
}

/** `ref`: the gateway's name for it, by which it is watched; null where the gateway has none. */
type External = Readonly<{ ref: string | null; amount: Money; parts: RefundParts; now: Date }>

/** Given back at the gateway's own desk: it is so, whatever we had planned. */
export async function insertExternalRefund(
  tx: Tx,
  payment: LockedPayment,
  { ref, amount, parts, now }: External,
): Promise<RefundId> {
  const id = newId<'refund'>()
  await sql`with given as (
      insert into refunds (id, payment_id, group_id, amount, goods_amount, shipping_amount, taxes, state, reason, actor,
        created_at, done_at, gateway_ref, watched)
      values (${id}, ${payment.id}, ${id}, ${amount.amount}, ${parts.goods}, ${parts.shipping},
        ${JSON.stringify(parts.taxes)}::jsonb, 'done', 'at_gateway', 'gateway', ${now}, ${now}, ${ref}::text,
        ${ref !== null})
    )
    update payments set refunded_amount = refunded_amount + ${amount.amount}::bigint where id = ${payment.id}`.execute(
    tx,
  )
  return id
}

export type NewRefundLine = Readonly<{
  kind: 'line' | 'shipping' | 'amount'
  orderLineId: OrderLineId | null
  quantity: number
  amount: Money
  restocked: boolean
  /** Of the pieces that are put back, those that were still to be sent. */
  removed: number
}>

/** What a group of refunds is for. */
export async function insertRefundLines(
  tx: Tx,
  { orderId, groupId, lines }: { orderId: OrderId; groupId: string; lines: readonly NewRefundLine[] },
): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('refund_lines')
    .values(
      lines.map((line) => ({
        id: newId<'refund_line'>(),
        group_id: groupId,
        order_id: orderId,
        order_line_id: line.orderLineId,
        kind: line.kind,
        quantity: line.quantity,
        amount: line.amount.amount,
        restocked: line.restocked,
        removed_quantity: line.removed,
      })),
    )
    .execute()
}
