import type { Money } from '#kernel/money'
import type { Tx } from '#platform/db'
import { clearingOf } from './accounts.ts'
import { credit, debit, mirrored, type Entry, type Line, type Mode } from './entry.ts'
import { post } from './post.ts'
import { taxLines, type TaxShare } from './record-sale.ts'

/** Of what the money is given back, without tax, in minor units. Nothing: the sale was reversed, or there was none. */
export type RefundSplit = Readonly<{ goods: number; shipping: number; taxes: readonly TaxShare[] }>

export const noSplit: RefundSplit = { goods: 0, shipping: 0, taxes: [] }

export type Refunded = Readonly<{
  refundId: string
  orderId: string
  /** Through whom it goes back; `stored_value`: the return to the card or credit is booked beside this. */
  gateway: string
  amount: Money
  split: RefundSplit
  mode: Mode
  at?: Date | undefined
}>

/**
 * Money given back. What the split names lowers income and tax; the rest was owed to the customer anyway (a late payment,
 * a canceled order).
 */
export function refundLines({ gateway, amount, split }: Pick<Refunded, 'gateway' | 'amount' | 'split'>): Line[] {
  const taxes = mirrored(taxLines(split.taxes.map((tax) => ({ ...tax, base: tax.base ?? onlyBase(split) }))))
  const named = taxes.reduce((all, line) => all + line.amount, split.goods + split.shipping)
  const owed = debit('receivable', amount.amount - named)
  const back = credit(gateway === 'stored_value' ? 'receivable' : clearingOf(gateway), amount.amount)
  return [back, debit('refunds', split.goods), debit('shipping', split.shipping), ...taxes, owed]
}

/** All that is given back was taxed by the one tax; of several nobody says which part was whose. */
const onlyBase = ({ goods, shipping, taxes }: RefundSplit): number | undefined =>
  taxes.length === 1 ? goods + shipping : undefined

export const refundEntry = (refunded: Refunded): Entry => ({
  source: `refund:${refunded.refundId}`,
  kind: 'refund',
  orderId: refunded.orderId,
  currency: refunded.amount.currency,
  lines: together(refundLines(refunded)),
  mode: refunded.mode,
  at: refunded.at,
})

/** One line for the receivable: what is owed and what is booked back to it may be nothing in all. */
function together(lines: readonly Line[]): Line[] {
  const owed = lines.filter(({ account }) => account === 'receivable').reduce((all, { amount }) => all + amount, 0)
  return [...lines.filter(({ account }) => account !== 'receivable'), debit('receivable', owed)]
}

/** Books what was given back. Once for a refund. */
export const recordRefund = (tx: Tx, refunded: Refunded): Promise<boolean> => post(tx, refundEntry(refunded))

/** The gateway sent it back: what was booked is booked the other way round. Once for a refund. */
export const recordFailedRefund = (tx: Tx, refunded: Refunded): Promise<boolean> => {
  const entry = refundEntry(refunded)
  return post(tx, { ...entry, source: `refund_failed:${refunded.refundId}`, lines: mirrored(entry.lines) })
}
