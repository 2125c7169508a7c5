import type { Currency } from '#kernel/money'
import type { Tx } from '#platform/db'
import { credit, debit, type Entry, type Line, type Mode } from './entry.ts'
import { post } from './post.ts'

/** A tax in minor units, and whose it is. Rate and net amount are for the tax report. */
export type TaxShare = Readonly<{
  /** `DE`, `US-CA`. */
  jurisdiction: string
  amount: number
  ratePpm?: number | undefined
  base?: number | undefined
}>

/** An agreed order in minor units. All but `total` and the taxes are without tax. */
export type Sale = Readonly<{
  orderId: string
  currency: Currency
  /** Before discounts, gift cards left out. */
  goods: number
  discount: number
  /** After its own discounts. */
  shipping: number
  giftCardsSold: number
  taxes: readonly TaxShare[]
  /** What the customer owes: goods − discount + shipping + gift cards + taxes. */
  total: number
  mode: Mode
  at?: Date | undefined
}>

/** What is sold becomes income and tax payable; the customer owes the total. */
export const saleLines = (sale: Sale): Line[] => [
  debit('receivable', sale.total),
  credit('sales', sale.goods),
  debit('discounts', sale.discount),
  credit('shipping', sale.shipping),
  credit('gift_cards_due', sale.giftCardsSold),
  ...taxLines(sale.taxes),
]

/** Taxes as they are charged: the state's money, held by the shop. */
export const taxLines = (taxes: readonly TaxShare[]): Line[] =>
  taxes.map(({ jurisdiction, amount, ratePpm, base }) => ({
    ...credit('tax_payable', amount),
    jurisdiction,
    ratePpm,
    base: base === undefined ? undefined : -base,
  }))

export const saleSource = (orderId: string): string => `sale:${orderId}`

export const saleEntry = (sale: Sale): Entry => ({
  source: saleSource(sale.orderId),
  kind: 'sale',
  orderId: sale.orderId,
  currency: sale.currency,
  lines: saleLines(sale),
  mode: sale.mode,
  at: sale.at,
})

/** Books an order when it is agreed. Once, however often. @throws RangeError when its parts are not its total. */
export const recordSale = (tx: Tx, sale: Sale): Promise<boolean> => post(tx, saleEntry(sale))
