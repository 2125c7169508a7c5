import { sql } from 'kysely'

import type { OrderId, PaymentId, RefundId } from '#kernel/id'
import { currencyOf, money, type Currency, type Money } from '#kernel/money'
import type { Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'

/** What one payment took out of a gift card or an account. */
export type Hold = Readonly<{
  paymentId: PaymentId
  orderId: OrderId
  giftCardId: string | null
  accountId: string | null
  amount: Money
  currency: Currency
}>

type Row = {
  payment_id: string
  order_id: string
  gift_card_id: string | null
  credit_account_id: string | null
  amount: number
  currency: string
}

const holdOf = (row: Row): Hold => ({
  paymentId: row.payment_id as PaymentId,
  orderId: row.order_id as OrderId,
  giftCardId: row.gift_card_id,
  accountId: row.credit_account_id,
  amount: money(row.amount, currencyOf(row.currency)),
  currency: currencyOf(row.currency),
})

/** Turns a hold, once; null when there is none that could be turned. */
export async function turnHold(tx: Tx, paymentId: PaymentId, to: 'claimed' | 'released'): Promise<Hold | null> {
  const row = await tx
    .updateTable('value_holds')
    .set({ state: to })
    .where('payment_id', '=', paymentId)
    .where('state', '=', 'held')
    .returningAll()
    .executeTakeFirst()
  return row ? holdOf(row) : null
}

/** Notes that so much of a claimed payment goes back, if it paid so much more than what went back before. */
export async function takeReturn(tx: Tx, paymentId: PaymentId, amount: Money): Promise<Hold | null> {
  const row = await tx
    .updateTable('value_holds')
    .set((hold) => ({ returned_amount: hold('returned_amount', '+', amount.amount) }))
    .where('payment_id', '=', paymentId)
    .where('state', '=', 'claimed')
    .where('currency', '=', amount.currency)
    .where((hold) => hold(hold('amount', '-', hold.ref('returned_amount')), '>=', amount.amount))
    .returningAll()
    .executeTakeFirst()
  return row ? holdOf(row) : null
}

/** Whether this refund has gone back to its card or account before. */
export async function isReturned(tx: Tx, refundId: RefundId): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from gift_card_entries where refund_id = ${refundId} and kind = 'return')
      or exists (select from credit_entries where refund_id = ${refundId} and kind = 'return') as known`.execute(tx)
  return rows[0]?.known === true
}

/** Whether what was held is real money: as the card or the account is, whatever else paid the order. */
export async function modeOfHold(tx: Tx, { giftCardId, accountId }: Hold): Promise<Mode> {
  const { rows } = await sql<{ mode: Mode }>`select mode from gift_cards where id = ${giftCardId}::uuid
    union all select mode from credit_accounts where id = ${accountId}::uuid`.execute(tx)
  return rows[0]?.mode ?? 'live'
}

/** When the credit that paid ends, the latest of its lots: what comes back holds at least as long. Null: never. */
export async function endOfPaid(tx: Tx, paymentId: PaymentId): Promise<Date | null> {
  const { rows } = await sql<{ ends: Date | null }>`
    select case when bool_or(l.expires_at is null) then null
      else greatest(max(l.expires_at), now() + interval '90 days') end as ends
    from credit_entries e join credit_lots l on l.id = e.lot_id
    where e.payment_id = ${paymentId} and e.kind = 'redeem'`.execute(tx)
  return rows[0]?.ends ?? null
}
