import type { Tx } from '#platform/db'
import { mirrored, type Entry, type Line } from './entry.ts'
import { post } from './post.ts'
import { entriesOfOrder, type WrittenEntry, type WrittenLine } from './queries.ts'
import { saleSource } from './record-sale.ts'

const ofTheSale = new Set(['sale', 'refund'])
const stays = /^(receivable|bank|gateway_clearing:.*)$/

/**
 * What is left of a sale after its refunds, taken back whole. Money is not moved: what the customer has paid stands as
 * owed to them afterwards, until it is refunded (a refund of a reversed sale has no split).
 */
export function reversalLines(entries: readonly WrittenEntry[]): Line[] {
  const booked = entries
    .filter(({ kind }) => ofTheSale.has(kind))
    .flatMap(({ lines }) => lines)
    .filter(({ account }) => !stays.test(account))
  const left = [...Map.groupBy([...booked, ...cardsBack(entries)], keyOf).values()].flatMap(summed)
  const owed = left.reduce((all, { amount }) => all + amount, 0)
  return [...mirrored(left), { account: 'receivable', amount: owed }]
}

/** A gift card that was refunded by its line: that refund was of no goods, and the card's sale is taken back already. */
const cardsBack = (entries: readonly WrittenEntry[]): WrittenLine[] =>
  entries
    .filter(({ kind }) => kind === 'gift_card_recall')
    .flatMap(({ lines }) => lines)
    .filter(({ account }) => account === 'refunds')
    .flatMap((line) => [line, { ...line, account: 'gift_cards_due' as const, amount: -line.amount }])

const keyOf = ({ account, jurisdiction, ratePpm }: Line): string => [account, jurisdiction, ratePpm].join(' ')

function summed(same: readonly WrittenLine[]): Line[] {
  const [first] = same
  if (!first) return []
  const amount = same.reduce((all, line) => all + line.amount, 0)
  const base = same.some((line) => line.base !== undefined)
    ? same.reduce((all, line) => all + (line.base ?? 0), 0)
    : undefined
  return amount === 0 ? [] : [{ ...first, amount, base }]
}

export type SaleReversal = Readonly<{ orderId: string; at?: Date | undefined }>

/**
 * Takes the sale of a canceled order back. Does nothing when it was never booked, or taken back before. The caller holds
 * the order's lock.
 */
export async function reverseSale(tx: Tx, { orderId, at }: SaleReversal): Promise<boolean> {
  const entries = await entriesOfOrder(tx, orderId)
  const sale = entries.find(({ source }) => source === saleSource(orderId))
  const source = `sale_reversal:${orderId}`
  if (!sale || entries.some((entry) => entry.source === source)) return false
  const reversal: Entry = {
    source,
    kind: 'sale_reversal',
    orderId,
    currency: sale.currency,
    lines: reversalLines(entries),
    mode: sale.mode,
    at,
  }
  return post(tx, reversal)
}
