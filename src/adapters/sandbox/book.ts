import { randomBytes } from 'node:crypto'

import { sql, type Selectable } from 'kysely'

import { currencyOf, money, type Money } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import type { SandboxPayments } from '#platform/tables'

/** The test gateway's own book, in tables that the shop never looks into, in transactions of its own. */
export type SandboxState = 'open' | 'challenged' | 'processing' | 'captured' | 'declined' | 'canceled'

export type SandboxPayment = Readonly<{
  id: string
  amount: Money
  reference: string
  returnUrl: string
  state: SandboxState
  failureCode: string | null
  refunded: Money
  silent: boolean
}>

const paymentOf = (row: Selectable<SandboxPayments>): SandboxPayment => ({
  id: row.id,
  amount: money(row.amount, currencyOf(row.currency)),
  reference: row.reference,
  returnUrl: row.return_url,
  state: row.state as SandboxState,
  failureCode: row.failure_code,
  refunded: money(row.refunded_amount, currencyOf(row.currency)),
  silent: row.silent,
})

type NewPayment = Readonly<{ amount: Money; reference: string; returnUrl: string; idempotencyKey: string }>

/** The same key again finds the first payment; null if it was for other money. */
export async function openInBook(db: Db, payment: NewPayment): Promise<SandboxPayment | null> {
  const made = await db
    .insertInto('sandbox_payments')
    .values({
      id: `sbx_${randomBytes(16).toString('hex')}`,
      idempotency_key: payment.idempotencyKey,
      amount: payment.amount.amount,
      currency: payment.amount.currency,
      reference: payment.reference,
      return_url: payment.returnUrl,
      state: 'open',
    })
    .onConflict((same) => same.column('idempotency_key').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (made) return paymentOf(made)
  const known = await findByKeyInBook(db, payment.idempotencyKey)
  const { amount } = payment
  return known?.amount.amount === amount.amount && known.amount.currency === amount.currency ? known : null
}

export async function findByKeyInBook(db: Db, idempotencyKey: string): Promise<SandboxPayment | null> {
  const row = await db
    .selectFrom('sandbox_payments')
    .selectAll()
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
  return row ? paymentOf(row) : null
}

/** The payment as it is now: a slow one is captured when its moment has come, whoever looks first. */
export async function findInBook(db: Db, id: string): Promise<SandboxPayment | null> {
  const row = await db.selectFrom('sandbox_payments').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  if (row.state !== 'processing') return paymentOf(row)
  const { rows } = await sql<Selectable<SandboxPayments>>`
    update sandbox_payments set state = 'captured', decided_at = captures_at
    where id = ${id} and state = 'processing' and captures_at <= now() returning *`.execute(db)
  return paymentOf(rows[0] ?? row)
}

type Step = Readonly<{
  from: readonly SandboxState[]
  to: SandboxState
  failureCode?: string
  silent?: boolean
  capturesInMs?: number
}>

/** One conditional step; null when the payment is not (any more) where the step starts. */
export async function moveInBook(db: Db | Tx, id: string, step: Step): Promise<SandboxPayment | null> {
  const inMs = step.capturesInMs ?? null
  const { rows } = await sql<Selectable<SandboxPayments>>`
    update sandbox_payments set state = ${step.to}, failure_code = ${step.failureCode ?? null},
      silent = ${step.silent ?? false}, captures_at = now() + ${inMs}::integer * interval '1 millisecond',
      decided_at = case when ${step.to} in ('captured', 'declined', 'canceled') then now() end
    where id = ${id} and state = any(${[...step.from]}::text[]) returning *`.execute(db)
  const [row] = rows
  return row ? paymentOf(row) : null
}

type NewRefund = Readonly<{ id: string; amount: Money; idempotencyKey: string }>

/** Gives money back once for a key; null when there is not so much left of the payment. */
export async function refundInBook(tx: Tx, { id, amount, idempotencyKey }: NewRefund): Promise<string | null> {
  const payment = await tx
    .selectFrom('sandbox_payments')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const known = await tx
    .selectFrom('sandbox_refunds')
    .select(['id', 'payment_id', 'amount'])
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
  if (known) return known.payment_id === id && known.amount === amount.amount ? known.id : null
  if (payment?.state !== 'captured' || payment.currency !== amount.currency) return null
  if (payment.refunded_amount + amount.amount > payment.amount) return null

  const refundId = `sbr_${randomBytes(16).toString('hex')}`
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
