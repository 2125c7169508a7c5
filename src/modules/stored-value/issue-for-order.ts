import { sql } from 'kysely'

import type { OrderId, OrderLineId } from '#kernel/id'
import { isLanguage } from '#kernel/locale'
import { currencyOf, money } from '#kernel/money'
import { ok } from '#kernel/result'
import { postAll, storedValueEntry, type Mode } from '#modules/ledger'
import { readSetting } from '#modules/market'
import { command, type Tx } from '#platform/db'
import { recordEvents } from '#platform/events'
import { runNamed } from '#platform/prepared'
import type { CodeDeps } from './find-gift-card.ts'
import { endAfter, VALUE_SETTING, valueSettings } from './gift-card.ts'
import { insertCards, type NewCard } from './issue-store.ts'

type IssueForOrder = Readonly<{ orderId: OrderId; codeSecret: string; now: Date }>

type Line = {
  id: string
  pieces: number
  unit_amount: number
  currency: string
  email: string
  language: string
  mode: Mode
}

/**
 * The job after a payment: the cards of its order, if it bought any and is paid. However often it runs. False for an order
 * that buys no card, which most are.
 */
export async function issueBought({ db, clock, codeSecret }: CodeDeps, orderId: OrderId): Promise<boolean> {
  const buys = sql`select 1 from order_lines where order_id = ${orderId} and gift_card limit 1`
  if ((await runNamed(db, 'buys_gift_cards', buys)).length === 0) return false
  await command(db, async (tx) => ok(await issueForOrder(tx, { orderId, codeSecret, now: clock.now() })))
  return true
}

/**
 * Makes the cards that a paid order bought, one for each piece, worth what was paid for it. An order that is not paid,
 * or not agreed, or holds no card makes none; the second time nothing is made. Each new card's event has it mailed.
 */
export async function issueForOrder(tx: Tx, { orderId, codeSecret, now }: IssueForOrder): Promise<number> {
  const lines = await paidLines(tx, orderId)
  if (lines.length === 0) return 0
  const settings = await readSetting(tx, VALUE_SETTING, valueSettings)
  const expiresAt = endAfter(now, settings?.giftCardMonths ?? null)
  const made = await insertCards(
    tx,
    codeSecret,
    lines.flatMap((line) => cardsOf(line, orderId, expiresAt)),
  )
  await postAll(
    tx,
    made.map(({ id, amount, mode }) =>
      storedValueEntry({ movementId: id, move: 'issue', holding: 'gift_card', orderId, amount, mode, at: now }),
    ),
  )
  await recordEvents(
    tx,
    made.map(({ id, amount }) => ({
      type: 'gift_card.issued' as const,
      subjectId: id,
      data: { ...amount, orderId, mailed: true },
    })),
  )
  return made.length
}

/** The lock on the order is the one that calling it off takes: of the two, one sees the other's work. */
async function paidLines(tx: Tx, orderId: OrderId): Promise<Line[]> {
  await sql`select from orders where id = ${orderId} for share`.execute(tx)
  const { rows } = await sql<Line>`
    select l.id, l.unit_amount, o.currency, o.email, o.language,
      (l.quantity - coalesce((select sum(quantity) from refund_lines where order_line_id = l.id), 0))::integer as pieces,
      case when exists (select from payments where order_id = o.id and mode = 'test'
        and state not in ('failed', 'canceled')) then 'test' else 'live' end as mode
    from order_lines l join orders o on o.id = l.order_id
    where o.id = ${orderId} and l.gift_card and l.unit_amount > 0 and o.state in ('open', 'completed')
      and o.total_amount <= (select coalesce(sum(captured_amount), 0) from payments where order_id = o.id)
    order by l.position`.execute(tx)
  return rows
}

function cardsOf(line: Line, orderId: OrderId, expiresAt: Date | null): NewCard[] {
  const amount = money(line.unit_amount, currencyOf(line.currency))
  return Array.from({ length: line.pieces }, (_, index) => ({
    amount,
    expiresAt,
    mode: line.mode,
    piece: { orderId, orderLineId: line.id as OrderLineId, number: index + 1 },
    recipientEmail: line.email,
    language: isLanguage(line.language) ? line.language : 'en',
    note: '',
    actor: 'system',
  }))
}
