import { sql } from 'kysely'

import { money, type Money } from '#kernel/money'
import type { GivenBack } from '#modules/payment'
import type { Db, Tx } from '#platform/db'
import { newRef, type SandboxPayment } from './book.ts'

type Move = Readonly<{ id: string; amount: Money; idempotencyKey: string }>

const locked = (tx: Tx, id: string) =>
  tx.selectFrom('sandbox_payments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Gives money back once for a key; null when there is not so much left of what was taken. */
export async function refundInBook(tx: Tx, { id, amount, idempotencyKey }: Move): Promise<string | null> {
  const payment = await locked(tx, id)
  const known = await tx
    .selectFrom('sandbox_refunds')
    .select(['id', 'payment_id', 'amount'])
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
  if (known) return known.payment_id === id && known.amount === amount.amount ? known.id : null
  if (!payment || payment.currency !== amount.currency) return null
  if (payment.refunded_amount + amount.amount > payment.captured_amount) return null

  const refundId = newRef('sbr')
  await tx
    .insertInto('sandbox_refunds')
    .values({ id: refundId, idempotency_key: idempotencyKey, payment_id: id, amount: amount.amount })
    .execute()
  await tx
    .updateTable('sandbox_payments')
    .set({ refunded_amount: payment.refunded_amount + amount.amount })
    .where('id', '=', id)
    .execute()
  return refundId
}

export const findRefund = (db: Db, id: string) =>
  db.selectFrom('sandbox_refunds').select('failed').where('id', '=', id).executeTakeFirst()

/** What was given back and has stayed there. */
export async function refundsInBook(db: Db, { id, refunded }: SandboxPayment): Promise<GivenBack[]> {
  if (refunded.amount === 0) return []
  const given = db.selectFrom('sandbox_refunds').select(['id', 'amount']).where('payment_id', '=', id)
  const rows = await given.where('failed', '=', false).orderBy('created_at').execute()
  return rows.map((row) => ({ ref: row.id, amount: money(row.amount, refunded.currency) }))
}

/** The bank sends the newest refund back: the money is with the shop again. */
export async function failRefund(tx: Tx, id: string): Promise<void> {
  await sql`with failed as (
      update sandbox_refunds set failed = true where id = (
        select id from sandbox_refunds where payment_id = ${id} and not failed order by created_at desc limit 1)
      returning amount
    )
    update sandbox_payments set refunded_amount = refunded_amount - failed.amount from failed where id = ${id}`.execute(
    tx,
  )
}

/** Takes a part of what is set aside, once for a key; null when there is not so much, or the bank refuses. */
export async function captureInBook(
  tx: Tx,
  { id, amount, idempotencyKey, final }: Move & { final: boolean },
): Promise<string | null> {
  const payment = await locked(tx, id)
  const known = await tx
    .selectFrom('sandbox_captures')
    .select(['id', 'payment_id', 'amount'])
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
  if (known) return known.payment_id === id && known.amount === amount.amount ? known.id : null
  if (payment?.state !== 'authorized' || payment.fails_capture || payment.currency !== amount.currency) return null
  const captured = payment.captured_amount + amount.amount
  if (captured > payment.amount) return null

  const captureId = newRef('sbc')
  await tx
    .insertInto('sandbox_captures')
    .values({ id: captureId, idempotency_key: idempotencyKey, payment_id: id, amount: amount.amount })
    .execute()
  await tx
    .updateTable('sandbox_payments')
    .set({ captured_amount: captured, ...(final || captured === payment.amount ? { state: 'captured' } : {}) })
    .where('id', '=', id)
    .execute()
  return captureId
}

/** The payer asks their bank for the money back. Once for a payment. */
export async function openDispute(db: Db | Tx, id: string): Promise<void> {
  await sql`insert into sandbox_disputes (id, payment_id, state, amount, reason, due_at)
    select ${newRef('sbd')}, id, 'open', captured_amount, 'fraudulent', now() + interval '7 days' from sandbox_payments
    where id = ${id} and captured_amount > 0
      and not exists (select from sandbox_disputes where payment_id = ${id})`.execute(db)
}

export async function decideDispute(db: Db | Tx, id: string, state: 'won' | 'lost'): Promise<void> {
  await db
    .updateTable('sandbox_disputes')
    .set({ state })
    .where('payment_id', '=', id)
    .where('state', '=', 'open')
    .execute()
}

export type SavedCard = Readonly<{
  ref: string
  customerId: string
  outcome: string
  label: string
  fingerprint: string
}>

/** Remembers the card of a payment whose customer wants that; the same card once. */
export async function saveCard(tx: Tx, id: string): Promise<void> {
  await sql`with card as (
      insert into sandbox_cards (id, customer_id, outcome, label, fingerprint)
      select ${newRef('sbm')}, customer_id, outcome, instrument, fingerprint from sandbox_payments
      where id = ${id} and saves and saved_ref is null and customer_id is not null and fingerprint is not null
      returning id
    )
    update sandbox_payments set saved_ref = card.id from card where sandbox_payments.id = ${id}`.execute(tx)
}

export async function findCard(db: Db, ref: string): Promise<SavedCard | null> {
  const row = await db.selectFrom('sandbox_cards').selectAll().where('id', '=', ref).executeTakeFirst()
  return row ? { ...row, ref: row.id, customerId: row.customer_id } : null
}

export async function forgetCard(db: Db, ref: string): Promise<void> {
  await db.deleteFrom('sandbox_cards').where('id', '=', ref).execute()
}
