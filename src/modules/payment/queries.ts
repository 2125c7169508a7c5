import type { Selectable } from 'kysely'

import type { CaptureId, DisputeId, FulfillmentId, OrderId, PaymentId, RefundId, SavedMethodId } from '#kernel/id'
import { currencyOf, money, type Currency } from '#kernel/money'
import type { Db } from '#platform/db'
import type { Captures, Disputes, Refunds, UnmatchedMoney } from '#platform/tables'
import {
  STORED_VALUE,
  type Capture,
  type Dispute,
  type Mismatch,
  type Payment,
  type Refund,
  type RefundParts,
  type TaxPart,
  type Unmatched,
} from './payment.ts'
import { paymentOf } from './store.ts'

/** Every attempt to pay this order, oldest first; what gift cards and credit pay before the rest of the same attempt. */
export async function paymentsOf(db: Db, orderId: OrderId): Promise<Payment[]> {
  const rows = await db
    .selectFrom('payments')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('created_at')
    .orderBy((payment) => payment('gateway', '<>', STORED_VALUE))
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

type OutcomeState = 'created' | 'done' | 'failed'
const outcomeOf = (state: string): OutcomeState => (state === 'done' || state === 'failed' ? state : 'created')

const captureOf = (row: Selectable<Captures>, currency: Currency): Capture => ({
  id: row.id as CaptureId,
  paymentId: row.payment_id as PaymentId,
  amount: money(row.amount, currency),
  final: row.final,
  state: outcomeOf(row.state),
  failure: row.failure,
  fee: row.fee_amount === null ? null : money(row.fee_amount, currency),
  fulfillmentId: row.fulfillment_id as FulfillmentId | null,
  actor: row.actor,
  createdAt: row.created_at,
  doneAt: row.done_at,
})

export async function capturesOf(db: Db, orderId: OrderId): Promise<Capture[]> {
  const rows = await db
    .selectFrom('captures as c')
    .innerJoin('payments as p', 'p.id', 'c.payment_id')
    .selectAll('c')
    .select('p.currency')
    .where('p.order_id', '=', orderId)
    .orderBy('c.id')
    .execute()
  return rows.map(({ currency, ...row }) => captureOf(row, currencyOf(currency)))
}

const isTaxPart = (value: unknown): value is TaxPart =>
  typeof value === 'object' && value !== null && 'jurisdiction' in value && 'amount' in value

export const partsOf = (row: Pick<Selectable<Refunds>, 'goods_amount' | 'shipping_amount' | 'taxes'>): RefundParts => ({
  goods: row.goods_amount,
  shipping: row.shipping_amount,
  taxes: Array.isArray(row.taxes) ? row.taxes.filter(isTaxPart) : [],
})

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
    groupId: row.group_id ?? row.id,
    paymentId: row.payment_id as PaymentId,
    amount: money(row.amount, currencyOf(row.currency)),
    parts: partsOf(row),
    state: outcomeOf(row.state),
    reason: row.reason,
    note: row.note,
    failure: row.failure,
    actor: row.actor,
    createdAt: row.created_at,
    doneAt: row.done_at,
    handledAt: row.handled_at,
  }))
}

const disputeStates: readonly Dispute['state'][] = ['inquiry', 'open', 'won', 'lost']

export const disputeStateOf = (state: string): Dispute['state'] => disputeStates.find((one) => one === state) ?? 'open'

const disputeOf = (row: Selectable<Disputes>, currency: Currency): Dispute => ({
  id: row.id as DisputeId,
  paymentId: row.payment_id as PaymentId,
  state: disputeStateOf(row.state),
  amount: money(row.amount, currency),
  reason: row.reason,
  dueAt: row.due_at,
  openedAt: row.opened_at,
})

export async function disputesOf(db: Db, orderId: OrderId): Promise<Dispute[]> {
  const rows = await db
    .selectFrom('disputes as d')
    .innerJoin('payments as p', 'p.id', 'd.payment_id')
    .selectAll('d')
    .select('p.currency')
    .where('p.order_id', '=', orderId)
    .orderBy('d.id')
    .execute()
  return rows.map(({ currency, ...row }) => disputeOf(row, currencyOf(currency)))
}

export type UnmatchedRow = Selectable<UnmatchedMoney> & { order_id: string }

export const unmatchedOf = (row: UnmatchedRow): Unmatched => ({
  id: row.id,
  paymentId: row.payment_id as PaymentId,
  orderId: row.order_id as OrderId,
  gateway: row.gateway,
  ref: row.gateway_ref,
  amount: money(row.amount, currencyOf(row.currency)),
  why: row.why as Mismatch,
  state: row.state as Unmatched['state'],
  tries: row.tries,
  failure: row.failure,
  seenAt: row.seen_at,
})

/** Money that fits nothing: of one order, or what is still to be dealt with in the whole shop. */
export async function readUnmatched(db: Db, which: { orderId: OrderId } | 'open' | 'returning'): Promise<Unmatched[]> {
  const rows = await db
    .selectFrom('unmatched_money as u')
    .innerJoin('payments as p', 'p.id', 'u.payment_id')
    .selectAll('u')
    .select('p.order_id')
    .where((eb) => {
      if (which === 'open') return eb('u.state', 'in', ['seen', 'returning'])
      return which === 'returning' ? eb('u.state', '=', 'returning') : eb('p.order_id', '=', which.orderId)
    })
    .orderBy('u.id')
    .limit(200)
    .execute()
  return rows.map(unmatchedOf)
}

export type SavedMethod = Readonly<{
  id: SavedMethodId
  gateway: string
  kind: string
  label: string
  createdAt: Date
}>

/** What a customer may pay with again, the newest first. */
export async function savedMethodsOf(db: Db, customerId: string): Promise<SavedMethod[]> {
  const rows = await db
    .selectFrom('saved_methods')
    .select(['id', 'gateway', 'kind', 'label', 'created_at'])
    .where('customer_id', '=', customerId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(({ id, created_at, ...row }) => ({ ...row, id: id as SavedMethodId, createdAt: created_at }))
}

export type Forgotten = Readonly<{ id: SavedMethodId; gateway: string; ref: string; customerRef: string | null }>

/** Saved methods that were taken away here and that the gateway may still remember. */
export async function methodsToForget(db: Db): Promise<Forgotten[]> {
  const rows = await db
    .selectFrom('saved_methods')
    .select(['id', 'gateway', 'gateway_ref', 'customer_ref'])
    .where('deleted_at', 'is not', null)
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id as SavedMethodId,
    gateway: row.gateway,
    ref: row.gateway_ref,
    customerRef: row.customer_ref,
  }))
}
