import { sql } from 'kysely'

import type { OrderId, PaymentId } from '#kernel/id'
import type { Money } from '#kernel/money'
import type { Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'

export type Debit = Readonly<{
  id: string
  amount: Money
  orderId: OrderId
  paymentId: PaymentId
  mode: Mode
  now: Date
}>

/**
 * Takes the amount off the card if so much is on it, by one conditional write, and writes down for which payment.
 * False: nothing was taken.
 */
export async function debitCard(tx: Tx, { id, amount, orderId, paymentId, mode, now }: Debit): Promise<boolean> {
  const statement = sql<{ id: string }>`with card as (
      update gift_cards set balance_amount = balance_amount - ${amount.amount}::bigint
      where id = ${id}::uuid and currency = ${amount.currency} and state = 'active' and mode = ${mode}
        and balance_amount >= ${amount.amount}::bigint and (expires_at is null or expires_at > ${now}::timestamptz)
      returning id
    ), entry as (
      insert into gift_card_entries (gift_card_id, kind, amount, order_id, payment_id, actor)
      select id, 'redeem', -${amount.amount}::bigint, ${orderId}::uuid, ${paymentId}::uuid, 'customer' from card
    )
    insert into value_holds (payment_id, order_id, gift_card_id, amount, currency, state)
    select ${paymentId}::uuid, ${orderId}::uuid, id, ${amount.amount}::bigint, ${amount.currency}, 'held' from card
    returning payment_id as id`
  const rows = await runNamed(tx, 'debit_gift_card', statement)
  return rows.length === 1
}

export type Back = Readonly<{
  id: string
  kind: 'release' | 'return'
  amount: number
  orderId: OrderId
  paymentId: PaymentId
  refundId: string | null
}>

/**
 * Puts an amount back on the card, on one that is switched off too: it is owed all the same. What was returned after
 * the card's end, or shortly before, can be used for another quarter of a year.
 */
export async function creditCard(tx: Tx, { id, kind, amount, orderId, paymentId, refundId }: Back): Promise<void> {
  await sql`with card as (
      update gift_cards set balance_amount = balance_amount + ${amount}::bigint,
        expires_at = case when ${kind} = 'return' then greatest(expires_at,
          case when expires_at is not null then now() + interval '90 days' end) else expires_at end
      where id = ${id}::uuid returning id
    )
    insert into gift_card_entries (gift_card_id, kind, amount, order_id, payment_id, refund_id, actor)
    select id, ${kind}, ${amount}::bigint, ${orderId}::uuid, ${paymentId}::uuid, ${refundId}::uuid, 'system'
    from card`.execute(tx)
}
