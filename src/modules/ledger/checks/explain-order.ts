import { sql } from 'kysely'

import type { Currency } from '#kernel/money'
import type { Db } from '#platform/db'
import { entriesOfOrder, type WrittenEntry } from '../queries.ts'

/** One figure of an order as its own tables have it and as the ledger has it, in minor units. */
export type Tie = Readonly<{
  figure: 'total' | 'tax' | 'captured' | 'redeemed' | 'refunded' | 'returned'
  order: number
  ledger: number
}>

export type OrderBooks = Readonly<{
  orderNumber: number
  currency: Currency
  entries: readonly WrittenEntry[]
  ties: readonly Tie[]
  /** Above zero: the customer still owes it; below: we owe it to them. */
  receivable: number
  /** Every figure agrees. */
  isTied: boolean
}>

type Figures = Readonly<Record<Tie['figure'], number>> &
  Readonly<{ orderNumber: number; currency: string; agreed: boolean }>

/** Every cent of an order, twice: what its tables say, and what was booked. Null when there is no such order. */
export async function explainOrder(db: Db, orderId: string): Promise<OrderBooks | null> {
  const { rows } = await sql<Figures>`
    select o.number as "orderNumber", o.currency, o.confirmed_at is not null as agreed, o.total_amount as total, o.tax_amount as tax,
      (select coalesce(sum(c.amount), 0)::bigint from captures c join payments p on p.id = c.payment_id
        where p.order_id = o.id and c.state = 'done' and p.gateway <> 'stored_value') as captured,
      (select coalesce(sum(amount), 0)::bigint from value_holds where order_id = o.id and state = 'claimed') as redeemed,
      (select coalesce(sum(r.amount), 0)::bigint from refunds r join payments p on p.id = r.payment_id
        where p.order_id = o.id and r.state = 'done' and p.gateway <> 'stored_value') as refunded,
      (select coalesce(sum(returned_amount), 0)::bigint from value_holds where order_id = o.id) as returned
    from orders o where o.id = ${orderId}`.execute(db)
  const [figures] = rows
  if (!figures) return null
  const entries = await entriesOfOrder(db, orderId)
  const of = (kind: RegExp, account: RegExp): number => sumOf(entries, kind, account)
  const ledger: Record<Tie['figure'], number> = {
    total: of(/^sale$/, /^receivable$/),
    tax: 0 - of(/^sale$/, /^tax_payable$/),
    captured: 0 - of(/^capture$/, /^receivable$/),
    redeemed: 0 - of(/_redeem$/, /^receivable$/),
    refunded: 0 - of(/^refund$/, /^(bank|gateway_clearing:.*)$/),
    returned: of(/_return$/, /^receivable$/),
  }
  const agreed = { ...figures, ...(!figures.agreed && { total: 0, tax: 0 }) }
  const names = ['total', 'tax', 'captured', 'redeemed', 'refunded', 'returned'] as const
  const ties = names.map((figure) => ({ figure, order: agreed[figure], ledger: ledger[figure] }))
  return {
    orderNumber: figures.orderNumber,
    currency: figures.currency as Currency,
    entries,
    ties,
    receivable: of(/./, /^receivable$/),
    isTied: ties.every((tie) => tie.order === tie.ledger),
  }
}

const sumOf = (entries: readonly WrittenEntry[], kind: RegExp, account: RegExp): number =>
  entries
    .filter((entry) => kind.test(entry.kind))
    .flatMap(({ lines }) => lines)
    .filter((line) => account.test(line.account))
    .reduce((all, { amount }) => all + amount, 0)
