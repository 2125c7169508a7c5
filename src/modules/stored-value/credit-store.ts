import { sql } from 'kysely'

import { newId, type CreditAccountId } from '#kernel/id'
import type { Currency, Money } from '#kernel/money'
import type { Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'
import type { Back, Debit } from './card-store.ts'

declare const locked: unique symbol
/** Only `lockAccount` makes one: lots of an account are written under its lock. */
export type LockedAccount = Readonly<{ id: CreditAccountId; currency: Currency; mode: Mode; [locked]: true }>

/** The account's row is the lock of its lots. Null when there is none in this currency. */
export async function lockAccount(tx: Tx, id: string, currency: Currency): Promise<LockedAccount | null> {
  const row = await tx
    .selectFrom('credit_accounts')
    .select(['id', 'mode'])
    .where('id', '=', id)
    .where('currency', '=', currency)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  return { id: row.id as CreditAccountId, currency, mode: row.mode === 'test' ? 'test' : 'live' } as LockedAccount
}

/**
 * Takes the amount out of the lots that hold, the oldest end first, all of it or nothing; a statement after the lock,
 * so that it sees what whoever came before has left.
 */
export async function debitAccount(
  tx: Tx,
  account: LockedAccount,
  { amount: { amount }, orderId, paymentId, now }: Omit<Debit, 'id'>,
): Promise<boolean> {
  const { rows } = await sql<{ payment_id: string }>`with usable as (
      select id, remaining_amount, coalesce(sum(remaining_amount) over (order by expires_at nulls last, id
        rows between unbounded preceding and 1 preceding), 0) as before
      from credit_lots
      where account_id = ${account.id} and remaining_amount > 0 and (expires_at is null or expires_at > ${now})
    ), part as (
      select id, least(remaining_amount, ${amount}::bigint - before)::bigint as amount from usable
      where before < ${amount}::bigint
    ), enough as (
      select 1 from part having sum(amount) = ${amount}::bigint
    ), taken as (
      update credit_lots l set remaining_amount = l.remaining_amount - p.amount from part p, enough
      where l.id = p.id returning l.id, p.amount
    ), paid as (
      update credit_accounts set balance_amount = balance_amount - ${amount}::bigint
      where id = ${account.id} and balance_amount >= ${amount}::bigint and exists (select from enough) returning id
    ), entries as (
      insert into credit_entries (account_id, lot_id, kind, amount, order_id, payment_id, actor)
      select paid.id, taken.id, 'redeem', -taken.amount, ${orderId}::uuid, ${paymentId}::uuid, 'customer'
      from taken, paid
    )
    insert into value_holds (payment_id, order_id, credit_account_id, amount, currency, state)
    select ${paymentId}::uuid, ${orderId}::uuid, id, ${amount}::bigint, ${account.currency}, 'held' from paid
    returning payment_id`.execute(tx)
  return rows.length === 1
}

/** A payment that came to nothing: each lot has back what was taken from it. */
export async function releaseLots(tx: Tx, account: LockedAccount, back: Omit<Back, 'id'>): Promise<void> {
  const { amount, orderId, paymentId } = back
  await sql`with back as (
      select lot_id, -amount as amount from credit_entries
      where account_id = ${account.id} and payment_id = ${paymentId} and kind = 'redeem'
    ), lots as (
      update credit_lots l set remaining_amount = l.remaining_amount + b.amount from back b where l.id = b.lot_id
      returning l.id, b.amount
    ), whole as (
      update credit_accounts set balance_amount = balance_amount + ${amount}::bigint where id = ${account.id}
    )
    insert into credit_entries (account_id, lot_id, kind, amount, order_id, payment_id, actor)
    select ${account.id}::uuid, id, 'release', amount, ${orderId}::uuid, ${paymentId}::uuid, 'system'
    from lots`.execute(tx)
}

export type NewLot = Readonly<{
  kind: 'grant' | 'return'
  amount: Money
  expiresAt: Date | null
  reason: string
  actor: string
  orderId?: string | undefined
  paymentId?: string | undefined
  refundId?: string | undefined
}>

/** Money given to an account, with an end of its own. */
export async function addLot(tx: Tx, account: LockedAccount, lot: NewLot): Promise<string> {
  const id = newId<'credit_lot'>()
  const { kind, amount, expiresAt, reason, actor, orderId = null, paymentId = null, refundId = null } = lot
  await sql`with lot as (
      insert into credit_lots (id, account_id, granted_amount, remaining_amount, expires_at)
      values (${id}, ${account.id}, ${amount.amount}, ${amount.amount}, ${expiresAt}) returning id
    ), whole as (
      update credit_accounts set balance_amount = balance_amount + ${amount.amount}::bigint where id = ${account.id}
    )
    insert into credit_entries (account_id, lot_id, kind, amount, order_id, payment_id, refund_id, reason, actor)
    select ${account.id}::uuid, id, ${kind}, ${amount.amount}::bigint, ${orderId}::uuid, ${paymentId}::uuid,
      ${refundId}::uuid, ${reason}, ${actor} from lot`.execute(tx)
  return id
}

type Withdrawal = Readonly<{ amount: number; reason: string; actor: string }>

/** Takes the amount out of the lots, the oldest end first, all of it or nothing. Answers the entries that say so. */
export async function withdrawLots(
  tx: Tx,
  account: LockedAccount,
  { amount, reason, actor }: Withdrawal,
): Promise<{ entry: string; amount: number }[]> {
  const { rows } = await sql<{ entry: string; amount: number }>`with open as (
      select id, remaining_amount, coalesce(sum(remaining_amount) over (order by expires_at nulls last, id
        rows between unbounded preceding and 1 preceding), 0) as before
      from credit_lots where account_id = ${account.id} and remaining_amount > 0
    ), part as (
      select id, least(remaining_amount, ${amount}::bigint - before)::bigint as amount from open
      where before < ${amount}::bigint
    ), enough as (
      select 1 from part having sum(amount) = ${amount}::bigint
    ), taken as (
      update credit_lots l set remaining_amount = l.remaining_amount - p.amount from part p, enough
      where l.id = p.id returning l.id, p.amount
    ), lower as (
      update credit_accounts set balance_amount = balance_amount - ${amount}::bigint
      where id = ${account.id} and exists (select from enough)
    )
    insert into credit_entries (account_id, lot_id, kind, amount, reason, actor)
    select ${account.id}::uuid, id, 'adjust', -amount, ${reason}, ${actor} from taken
    returning id::text as entry, -amount as amount`.execute(tx)
  return rows
}
