import { sql } from 'kysely'

import type { CreditAccountId, CustomerId, OrderId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import type { Db, Tx } from '#platform/db'

export const creditKinds = ['grant', 'redeem', 'release', 'return', 'expire', 'adjust'] as const
export type CreditKind = (typeof creditKinds)[number]

export type CreditAccount = Readonly<{
  id: CreditAccountId
  customerId: CustomerId
  email: string
  name: string
  balance: Money
  /** Given while the shop was tried out: it pays for no real order. */
  isTest: boolean
  /** What is left of what ends next, and when; null when nothing does. */
  nextEnd: { amount: Money; at: Date } | null
}>

export type CreditEntry = Readonly<{
  kind: CreditKind
  amount: Money
  /** When what was granted ends. */
  expiresAt: Date | null
  orderId: OrderId | null
  orderNumber: number | null
  reason: string
  actor: string
  at: Date
}>

type Row = {
  id: string
  customer_id: string
  email: string
  name: string
  currency: string
  balance_amount: number
  mode: string
  next_amount: number | null
  next_at: Date | null
  total: number
}

const accountOf = (row: Row): CreditAccount => {
  const currency = currencyOf(row.currency)
  return {
    id: row.id as CreditAccountId,
    customerId: row.customer_id as CustomerId,
    email: row.email,
    name: row.name,
    balance: money(row.balance_amount, currency),
    isTest: row.mode === 'test',
    nextEnd:
      row.next_amount === null || row.next_at === null
        ? null
        : { amount: money(row.next_amount, currency), at: row.next_at },
  }
}

export type AccountWish = Readonly<{
  customerId?: CustomerId | undefined
  id?: CreditAccountId | undefined
  search?: string
  limit: number
  offset: number
}>

/** Accounts with their customers, the largest balance first. */
export async function listCreditAccounts(
  db: Db | Tx,
  { customerId, id, search = '', limit, offset }: AccountWish,
): Promise<{ accounts: CreditAccount[]; total: number }> {
  const part = `%${search
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await sql<Row>`
    select a.id, a.customer_id, c.email, c.name, a.currency, a.balance_amount, a.mode, n.amount as next_amount,
      n.expires_at as next_at, count(*) over () as total
    from credit_accounts a join customers c on c.id = a.customer_id
      left join lateral (
        select expires_at, sum(remaining_amount)::bigint as amount from credit_lots
        where account_id = a.id and remaining_amount > 0 and expires_at is not null
        group by expires_at order by expires_at limit 1
      ) n on true
    where (${customerId ?? null}::uuid is null or a.customer_id = ${customerId ?? null}::uuid)
      and (${id ?? null}::uuid is null or a.id = ${id ?? null}::uuid)
      and (c.email like ${part} or lower(c.name) like ${part})
    order by a.balance_amount desc, a.id limit ${limit} offset ${offset}`.execute(db)
  return { accounts: rows.map(accountOf), total: rows[0]?.total ?? 0 }
}

/** An account's whole story, the oldest first. */
export async function creditEntriesOf(db: Db | Tx, id: CreditAccountId): Promise<CreditEntry[]> {
  const rows = await db
    .selectFrom('credit_entries as e')
    .innerJoin('credit_accounts as a', 'a.id', 'e.account_id')
    .innerJoin('credit_lots as l', 'l.id', 'e.lot_id')
    .leftJoin('orders as o', 'o.id', 'e.order_id')
    .select(['e.kind', 'e.amount', 'e.order_id', 'e.reason', 'e.actor', 'e.at'])
    .select(['a.currency', 'l.expires_at', 'o.number'])
    .where('e.account_id', '=', id)
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({
    kind: creditKinds.find((kind) => kind === row.kind) ?? 'adjust',
    amount: money(row.amount, currencyOf(row.currency)),
    expiresAt: row.expires_at,
    orderId: row.order_id as OrderId | null,
    orderNumber: row.number,
    reason: row.reason,
    actor: row.actor,
    at: row.at,
  }))
}
