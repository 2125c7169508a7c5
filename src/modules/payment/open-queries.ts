import { sql } from 'kysely'

import type { CaptureId, OrderId, PaymentId, RefundId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import type { Db } from '#platform/db'
import type { Payment, RefundParts } from './payment.ts'
import { partsOf } from './queries.ts'

export type OpenRefund = Readonly<{
  id: RefundId
  orderId: OrderId
  number: number
  paymentId: PaymentId
  gateway: string
  mode: Payment['mode']
  ref: string
  amount: Money
  parts: RefundParts
  actor: string
}>

type Which = { orderId: OrderId } | { olderThanSeconds: number }

const olderThan = (seconds: number) => sql<Date>`now() - ${seconds}::integer * interval '1 second'`

/** Refunds that were promised and that the gateway may not have heard of. */
export async function openRefunds(db: Db, which: Which): Promise<OpenRefund[]> {
  const rows = await db
    .selectFrom('refunds as r')
    .innerJoin('payments as p', 'p.id', 'r.payment_id')
    .innerJoin('orders as o', 'o.id', 'p.order_id')
    .select(['r.id', 'p.order_id', 'o.number', 'p.id as payment_id', 'p.gateway', 'p.mode', 'p.gateway_ref'])
    .select(['r.amount', 'r.goods_amount', 'r.shipping_amount', 'r.taxes', 'p.currency', 'r.actor'])
    .where('r.state', '=', 'created')
    .where((eb) =>
      'orderId' in which
        ? eb('p.order_id', '=', which.orderId)
        : eb('r.created_at', '<', olderThan(which.olderThanSeconds)),
    )
    .orderBy('r.id')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id as RefundId,
    orderId: row.order_id as OrderId,
    number: row.number,
    paymentId: row.payment_id as PaymentId,
    gateway: row.gateway,
    mode: row.mode === 'test' ? 'test' : 'live',
    ref: row.gateway_ref ?? '',
    amount: money(row.amount, currencyOf(row.currency)),
    parts: partsOf(row),
    actor: row.actor,
  }))
}

export type OpenCapture = Readonly<{
  id: CaptureId
  orderId: OrderId
  number: number
  paymentId: PaymentId
  gateway: string
  mode: Payment['mode']
  ref: string
  amount: Money
  final: boolean
  method: string
  actor: string
}>

/** Captures that were promised and that the gateway may not have heard of. */
export async function openCaptures(db: Db, which: Which): Promise<OpenCapture[]> {
  const rows = await db
    .selectFrom('captures as c')
    .innerJoin('payments as p', 'p.id', 'c.payment_id')
    .innerJoin('orders as o', 'o.id', 'p.order_id')
    .select([
      'c.id',
      'p.order_id',
      'o.number',
      'p.id as payment_id',
      'p.gateway',
      'p.mode',
      'p.gateway_ref',
      'p.method',
    ])
    .select(['c.amount', 'c.final', 'p.currency', 'c.actor'])
    .where('c.state', '=', 'created')
    .where((eb) =>
      'orderId' in which
        ? eb('p.order_id', '=', which.orderId)
        : eb('c.created_at', '<', olderThan(which.olderThanSeconds)),
    )
    .orderBy('c.id')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id as CaptureId,
    orderId: row.order_id as OrderId,
    number: row.number,
    paymentId: row.payment_id as PaymentId,
    gateway: row.gateway,
    mode: row.mode === 'test' ? 'test' : 'live',
    ref: row.gateway_ref ?? '',
    amount: money(row.amount, currencyOf(row.currency)),
    final: row.final,
    method: row.method,
    actor: row.actor,
  }))
}
