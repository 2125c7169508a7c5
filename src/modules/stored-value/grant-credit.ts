import { sql } from 'kysely'

import { newId, type CreditAccountId, type CustomerId } from '#kernel/id'
import { currencyOf, money, type Currency, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import { findCustomer } from '#modules/customer'
import { postAll, recordStoredValue, storedValueEntry, type Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { addLot, lockAccount, withdrawLots, type LockedAccount } from './credit-store.ts'
import { modeOfShop } from './mode.ts'

export type GrantCredit = Readonly<{
  customerId: CustomerId
  amount: Money
  expiresAt: Date | null
  reason: string
  actor: string
}>

/** Gives a customer credit in a currency, with an end of its own. */
export async function grantCredit(
  tx: Tx,
  { customerId, amount, expiresAt, reason, actor }: GrantCredit,
): Promise<Result<{ accountId: CreditAccountId }, { code: 'not_found' }>> {
  if (!(await findCustomer(tx, customerId))) return refuse({ code: 'not_found' })
  const mode = await modeOfShop(tx)
  const account = await ensureAccount(tx, customerId, { currency: amount.currency, mode })
  const lotId = await addLot(tx, account, { kind: 'grant', amount, expiresAt, reason, actor })
  const value = {
    movementId: lotId,
    move: 'grant',
    holding: 'store_credit',
    orderId: null,
    amount,
    mode,
  } as const
  await recordStoredValue(tx, value)
  await recordEvent(tx, { type: 'credit.granted', subjectId: customerId, data: { ...amount, reason }, actor })
  return ok({ accountId: account.id })
}

type Kept = Readonly<{ currency: Currency; mode: Mode }>

async function ensureAccount(tx: Tx, customerId: CustomerId, { currency, mode }: Kept): Promise<LockedAccount> {
  const { rows } = await sql<{ id: string }>`
    insert into credit_accounts (id, customer_id, currency, mode) values (${newId()}, ${customerId}, ${currency}, ${mode})
    on conflict (customer_id, currency, mode) do update set currency = excluded.currency returning id`.execute(tx)
  const account = await lockAccount(tx, rows[0]?.id ?? '', currency)
  if (!account) throw new Error('the account was not made')
  return account
}

export type WithdrawRefusal = { code: 'not_found' } | { code: 'below_zero'; balance: Money }

type Withdraw = Readonly<{
  accountId: CreditAccountId
  /** Minor units. */ amount: number
  reason: string
  actor: string
}>

/** Staff take back what they gave, what ends first before the rest. */
export async function withdrawCredit(
  tx: Tx,
  { accountId, amount, reason, actor }: Withdraw,
): Promise<Result<null, WithdrawRefusal>> {
  const row = await tx.selectFrom('credit_accounts').select('currency').where('id', '=', accountId).executeTakeFirst()
  const account = row ? await lockAccount(tx, accountId, currencyOf(row.currency)) : null
  if (!row || !account) return refuse({ code: 'not_found' })
  const currency = currencyOf(row.currency)
  const taken = await withdrawLots(tx, account, { amount, reason, actor })
  if (taken.length === 0) return refuse({ code: 'below_zero', balance: await balanceOf(tx, account) })
  const value = { move: 'withdraw', holding: 'store_credit', orderId: null, mode: account.mode } as const
  await postAll(
    tx,
    taken.map((part) => storedValueEntry({ ...value, movementId: part.entry, amount: money(part.amount, currency) })),
  )
  return ok(null)
}

async function balanceOf(tx: Tx, { id, currency }: LockedAccount): Promise<Money> {
  const row = await tx.selectFrom('credit_accounts').select('balance_amount').where('id', '=', id).executeTakeFirst()
  return money(row?.balance_amount ?? 0, currency)
}
