import { sql } from 'kysely'

import type { OrderId, PaymentId, RefundId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import type { Db } from '#platform/db'
import type { Payment, Refund } from './payment.ts'
import { paymentOf } from './store.ts'

/** Every attempt to pay this order, oldest first. */
export async function paymentsOf(db: Db, orderId: OrderId): Promise<Payment[]> {
  const rows = await db
    .selectFrom('payments')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(paymentOf)
}

export async function findPayment(db: Db, id: PaymentId): Promise<Payment | null> {
  const row = await db.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? paymentOf(row) : null
}

export async function findPaymentByRef(db: Db, gateway: string, ref: string): Promise<Payment | null> {
  const row = await db
    .selectFrom('payments')
    .selectAll()
    .where('gateway', '=', gateway)
    .where('gateway_ref', '=', ref)
    .executeTakeFirst()
  return row ? paymentOf(row) : null
}

export async function refundsOf(db: Db, orderId: OrderId): Promise<Refund[]> {
  const rows = await db
    .selectFrom('refunds as r')
    .innerJoin('payments as p', 'p.id', 'r.payment_id')
    .selectAll('r')
    .select('p.currency')
    .where('p.order_id', '=', orderId)
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id as RefundId,
    paymentId: row.payment_id as PaymentId,
    amount: money(row.amount, currencyOf(row.currency)),
    state: row.state === 'done' ? 'done' : row.state === 'failed' ? 'failed' : 'created',
    reason: row.reason,
    actor: row.actor,
    createdAt: row.created_at,
    doneAt: row.done_at,
  }))
}

export type OpenRefund = Readonly<{
  id: RefundId
  orderId: OrderId
  paymentId: PaymentId
  gateway: string
  ref: string
  amount: Money
  actor: string
}>

/** Refunds that were promised and that the gateway may not have heard of. */
export async function openRefunds(db: Db, where: { orderId: OrderId } | { before: Date }): Promise<OpenRefund[]> {
  const rows = await db
    .selectFrom('refunds as r')
    .innerJoin('payments as p', 'p.id', 'r.payment_id')
    .select([
      'r.id',
      'p.order_id',
      'p.id as payment_id',
      'p.gateway',
      'p.gateway_ref',
      'r.amount',
      'p.currency',
      'r.actor',
    ])
    .where('r.state', '=', 'created')
    .where((eb) => ('orderId' in where ? eb('p.order_id', '=', where.orderId) : eb('r.created_at', '<', where.before)))
    .orderBy('r.id')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id as RefundId,
    orderId: row.order_id as OrderId,
    paymentId: row.payment_id as PaymentId,
    gateway: row.gateway,
    ref: row.gateway_ref ?? '',
    amount: money(row.amount, currencyOf(row.currency)),
    actor: row.actor,
  }))
}

/** Messages that were kept but not acted on yet: their payment was not known, or we were interrupted. */
export async function unappliedMessages(db: Db, now: Date): Promise<{ gateway: string; ref: string }[]> {
  const rows = await db
    .selectFrom('gateway_events')
    .select(['gateway', 'gateway_ref as ref'])
    .distinct()
    .where('applied_at', 'is', null)
    .where('received_at', '>', sql<Date>`${now}::timestamptz - interval '4 days'`)
    .where('received_at', '<', sql<Date>`${now}::timestamptz - interval '30 seconds'`)
    .limit(100)
    .execute()
  return rows
}
