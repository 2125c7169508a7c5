import { sql } from 'kysely'

import { currencyOf, money } from '#kernel/money'
import { ok } from '#kernel/result'
import { postAll, storedValueEntry, type Mode } from '#modules/ledger'
import type { Clock } from '#kernel/clock'
import { command, type Db, type Tx } from '#platform/db'

const AT_ONCE = 200

type Ended = { entry: string; amount: number; currency: string; mode: Mode }

/**
 * What has reached its end is taken off its card or account and becomes income, some hundred at a time; a second run
 * finds nothing. What is held for a payment is not touched: it is off the balance already.
 */
export async function expireValue({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  for (const [holding, end] of [
    ['gift_card', endCards],
    ['store_credit', endLots],
  ] as const) {
    let ended = AT_ONCE
    while (ended >= AT_ONCE) {
      const done = await command(db, async (tx) => {
        const rows = await end(tx, clock.now())
        await postAll(
          tx,
          rows.map(({ entry, amount, currency, mode }) =>
            storedValueEntry({
              movementId: entry,
              move: 'expire',
              holding,
              orderId: null,
              amount: money(amount, currencyOf(currency)),
              mode,
            }),
          ),
        )
        return ok(rows.length)
      })
      ended = done.ok ? done.value : 0
    }
  }
}

async function endCards(tx: Tx, now: Date): Promise<Ended[]> {
  const { rows } = await sql<Ended>`with due as (
      select id, balance_amount from gift_cards where expires_at <= ${now} and balance_amount > 0
      order by expires_at nulls last, id limit ${AT_ONCE} for update skip locked
    ), ended as (
      update gift_cards g set balance_amount = 0 from due where g.id = due.id
      returning g.id, due.balance_amount as amount, g.currency, g.mode
    ), entry as (
      insert into gift_card_entries (gift_card_id, kind, amount, actor)
      select id, 'expire', -amount, 'system' from ended returning id, gift_card_id
    )
    select entry.id::text as entry, ended.amount, ended.currency, ended.mode
    from entry join ended on ended.id = entry.gift_card_id`.execute(tx)
  return rows
}

/** The accounts are locked first, by id, as whoever spends from them does. */
async function endLots(tx: Tx, now: Date): Promise<Ended[]> {
  const { rows: accounts } = await sql<{ id: string }>`
    select id from credit_accounts where id in (
      select account_id from credit_lots where expires_at <= ${now} and remaining_amount > 0 limit ${AT_ONCE}
    ) order by id for update`.execute(tx)
  if (accounts.length === 0) return []
  const ids = accounts.map(({ id }) => id)
  const { rows } = await sql<Ended>`with due as (
      select id, remaining_amount from credit_lots
      where account_id = any(${ids}::uuid[]) and expires_at <= ${now} and remaining_amount > 0
    ), ended as (
      update credit_lots l set remaining_amount = 0 from due where l.id = due.id
      returning l.id, l.account_id, due.remaining_amount as amount
    ), lower as (
      update credit_accounts a set balance_amount = a.balance_amount - e.amount
      from (select account_id, sum(amount)::bigint as amount from ended group by account_id) e where a.id = e.account_id
      returning a.id, a.currency, a.mode
    ), entry as (
      insert into credit_entries (account_id, lot_id, kind, amount, actor)
      select account_id, id, 'expire', -amount, 'system' from ended returning id, lot_id
    )
    select entry.id::text as entry, ended.amount, lower.currency, lower.mode
    from entry join ended on ended.id = entry.lot_id join lower on lower.id = ended.account_id`.execute(tx)
  return rows
}
