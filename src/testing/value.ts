import { sql } from 'kysely'

import { newId, type GiftCardId, type OrderId, type PaymentId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import { ok } from '#kernel/result'
import { saveCustomer } from '#modules/customer'
import { grantCredit, holdValue, issueGiftCard, type IssueGiftCard, type Tender } from '#modules/stored-value'
import { command, type Db } from '#platform/db'
import { done } from './builders.ts'

export const CODE_SECRET = 'what gift card codes are made with'

export const eur = (amount: number): Money => money(amount, currencyOf('EUR'))

/** A gift card of 50.00 EUR that staff made, and its code. */
export const aGiftCard = (
  db: Db,
  words: Partial<IssueGiftCard> = {},
): Promise<{ giftCardId: GiftCardId; code: string }> =>
  done(db, async (tx) =>
    ok(
      await issueGiftCard(tx, {
        codeSecret: CODE_SECRET,
        amount: eur(5000),
        expiresAt: null,
        recipientEmail: null,
        language: 'en',
        note: '',
        actor: 'test',
        ...words,
      }),
    ),
  )

/** A customer with 50.00 EUR of credit, or with these lots. */
export async function someCredit(db: Db, lots: readonly { amount: number; expiresAt?: Date }[] = [{ amount: 5000 }]) {
  const person = { email: `${newId()}@example.com`, name: 'Ada', groupId: null, actor: 'test' }
  const { customerId } = await done(db, (tx) => saveCustomer(tx, person))
  let accountId = ''
  for (const { amount, expiresAt = null } of lots) {
    const grant = { customerId, amount: eur(amount), expiresAt, reason: 'sorry', actor: 'test' }
    accountId = (await done(db, (tx) => grantCredit(tx, grant))).accountId
  }
  return { customerId, accountId }
}

export const cardTender = (id: string, amount: number): Tender => ({
  kind: 'gift_card',
  id,
  hint: '0000',
  amount: eur(amount),
  mode: 'test',
})
export const creditTender = (id: string, amount: number): Tender => ({
  kind: 'store_credit',
  id,
  hint: '',
  amount: eur(amount),
  mode: 'test',
})

/** A payment of an order that nobody wrote: `holdValue` alone, in a transaction of its own. */
export async function hold(db: Db, tender: Tender, now = new Date()) {
  const paymentId: PaymentId = newId<'payment'>()
  const orderId: OrderId = newId<'order'>()
  const held = await command(db, (tx) => holdValue(tx, { orderId, paymentId, tender, mode: tender.mode, now }))
  return { ...held, paymentId, orderId }
}

type Difference = { id: string; what: string; counted: number; booked: number }

/** Where a balance is not the sum of its entries, its lots, or the ledger's liability. Empty when the books agree. */
export async function valueDiffers(db: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    select g.id::text as id, 'card and its entries' as what, g.balance_amount as counted,
      coalesce((select sum(amount) from gift_card_entries where gift_card_id = g.id), 0)::bigint as booked
    from gift_cards g
    union all
    select a.id::text, 'account and its entries', a.balance_amount,
      coalesce((select sum(amount) from credit_entries where account_id = a.id), 0)::bigint from credit_accounts a
    union all
    select a.id::text, 'account and its lots', a.balance_amount,
      coalesce((select sum(remaining_amount) from credit_lots where account_id = a.id), 0)::bigint from credit_accounts a
    union all
    select holding || ' ' || mode, 'balances, holds and the ledger', counted::bigint, coalesce((
        select -sum(l.amount) from ledger_lines l join ledger_entries e on e.id = l.entry_id
        where l.account = holding || '_liability' and e.mode = owed.mode), 0)::bigint
    from (
      select 'gift_card' as holding, m.mode, coalesce((select sum(balance_amount) from gift_cards where mode = m.mode), 0)
        + coalesce((select sum(h.amount) from value_holds h join gift_cards g on g.id = h.gift_card_id
          where h.state = 'held' and g.mode = m.mode), 0) as counted
      from (values ('live'), ('test')) as m (mode)
      union all
      select 'store_credit', m.mode, coalesce((select sum(balance_amount) from credit_accounts where mode = m.mode), 0)
        + coalesce((select sum(h.amount) from value_holds h join credit_accounts a on a.id = h.credit_account_id
          where h.state = 'held' and a.mode = m.mode), 0)
      from (values ('live'), ('test')) as m (mode)
    ) as owed`.execute(db)
  return rows.filter(({ counted, booked }) => counted !== booked)
}
