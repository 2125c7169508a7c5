import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { allocate, currencyOf, money } from '#kernel/money'
import { inTransaction } from '#platform/transaction'
import { testDb } from '#testing/db'
import { assertBalanced, mirrored, withoutZeros, type Entry, type Line } from './entry.ts'
import {
  captureEntry,
  disputeEntry,
  feeEntry,
  noSplit,
  postAll,
  refundEntry,
  saleEntry,
  storedValueEntry,
  type RefundSplit,
  type Sale,
  type WrittenEntry,
} from './index.ts'
import { reversalLines } from './reverse-sale.ts'

const { db, pool } = testDb()

const currencies = ['EUR', 'USD', 'JPY', 'KWD'].map(currencyOf)
const amount = fc.integer({ min: 0, max: 50_000_000 })
const jurisdiction = fc.constantFrom('DE', 'FR', 'US-CA', 'US-NY')

const sales = fc
  .record({
    currency: fc.constantFrom(...currencies),
    goods: amount,
    share: fc.integer({ min: 0, max: 100 }),
    shipping: amount,
    giftCardsSold: amount,
    taxes: fc.uniqueArray(fc.record({ jurisdiction, amount }), { maxLength: 3, selector: (tax) => tax.jurisdiction }),
  })
  .map(({ share, ...parts }): Sale => {
    const discount = Math.floor((parts.goods * share) / 100)
    const taxes = parts.taxes.map((tax) => ({ ...tax, ratePpm: 190_000, base: tax.amount * 5 }))
    const tax = taxes.reduce((all, each) => all + each.amount, 0)
    const total = parts.goods - discount + parts.shipping + parts.giftCardsSold + tax
    return { ...parts, taxes, discount, total, orderId: newId(), mode: 'live' }
  })

/** A share of what a sale took, by all that it consists of. */
function splitOf(sale: Sale, percent: number): { split: RefundSplit; whole: number } {
  const part = (whole: number): number =>
    allocate(money(whole, sale.currency), [percent, 100 - percent])[0]?.amount ?? 0
  const split = {
    goods: part(sale.goods - sale.discount),
    shipping: part(sale.shipping),
    taxes: sale.taxes.map((tax) => ({ ...tax, amount: part(tax.amount), base: part(tax.base ?? 0) })),
  }
  return { split, whole: split.taxes.reduce((all, tax) => all + tax.amount, split.goods + split.shipping) }
}

type Step =
  | { kind: 'capture'; percent: number }
  | { kind: 'refund'; percent: number; isSplit: boolean; gateway: string }
  | { kind: 'value'; move: number; amount: number; holding: 'gift_card' | 'store_credit' }
  | { kind: 'fee'; amount: number }
  | { kind: 'dispute'; step: 'opened' | 'won' | 'lost'; amount: number }
  | { kind: 'reverse' }

const moves = ['issue', 'grant', 'redeem', 'return', 'expire', 'withdraw', 'recall'] as const

const percent = fc.integer({ min: 0, max: 100 })
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('capture' as const), percent }),
  fc.record({
    kind: fc.constant('refund' as const),
    percent,
    isSplit: fc.boolean(),
    gateway: fc.constantFrom('stripe', 'paypal', 'offline', 'stored_value'),
  }),
  fc.record({
    kind: fc.constant('value' as const),
    move: fc.integer({ min: 0, max: moves.length - 1 }),
    amount,
    holding: fc.constantFrom('gift_card' as const, 'store_credit' as const),
  }),
  fc.record({ kind: fc.constant('fee' as const), amount: fc.integer({ min: -500, max: 500 }) }),
  fc.record({
    kind: fc.constant('dispute' as const),
    step: fc.constantFrom('opened' as const, 'won' as const, 'lost' as const),
    amount,
  }),
  fc.constant({ kind: 'reverse' as const }),
)

function entryOf(sale: Sale, step: Step, before: readonly Entry[]): Entry {
  const { orderId, currency, mode } = sale
  const share = (of: number): number => Math.floor((sale.total * of) / 100)
  const whose = { orderId, gateway: 'stripe', mode } as const
  switch (step.kind) {
    case 'capture':
      return captureEntry({ ...whose, captureId: newId(), amount: money(share(step.percent), currency) })
    case 'refund': {
      const { split, whole } = splitOf(sale, step.percent)
      const [given, of] = step.isSplit ? [whole, split] : [share(step.percent), noSplit]
      const refunded = { ...whose, gateway: step.gateway, refundId: newId(), amount: money(given, currency) }
      return refundEntry({ ...refunded, split: of })
    }
    case 'value': {
      const { holding } = step
      const move = moves[step.move] ?? 'grant'
      return storedValueEntry({
        movementId: newId(),
        move,
        holding,
        orderId,
        amount: money(step.amount, currency),
        mode,
      })
    }
    case 'fee':
      return feeEntry({ ...whose, feeId: newId(), amount: money(step.amount, currency) })
    case 'dispute':
      return disputeEntry({
        ...whose,
        disputeId: newId(),
        step: step.step,
        amount: money(step.amount, currency),
      })
    case 'reverse': {
      const source = `sale_reversal:${newId()}`
      return { source, kind: 'sale_reversal', orderId, currency, lines: reversalLines(written(before)), mode }
    }
  }
}

const written = (entries: readonly Entry[]): WrittenEntry[] =>
  entries.map((entry, id) => ({
    ...entry,
    id,
    at: new Date(0),
    lines: withoutZeros(entry.lines).map((line) => ({ ...line, currency: entry.currency })),
  }))

const sumOf = (lines: readonly Line[], account?: string): number =>
  lines.reduce((all, line) => (account === undefined || line.account === account ? all + line.amount : all), 0)

const story = fc.record({ sale: sales, steps: fc.array(steps, { maxLength: 8 }) }).map((told) => {
  const entries: Entry[] = [saleEntry(told.sale)]
  for (const step of told.steps) entries.push(entryOf(told.sale, step, entries))
  return entries
})

describe('recipes', () => {
  test('10,000 lives of orders: each entry and all together add up to nothing', () => {
    fc.assert(
      fc.property(story, (entries) => {
        for (const entry of entries) {
          const lines = withoutZeros(entry.lines)
          if (lines.length > 0) assertBalanced({ ...entry, lines })
          expect(sumOf([...lines, ...mirrored(lines)])).toBe(0)
        }
        expect(sumOf(entries.flatMap(({ lines }) => lines))).toBe(0)
      }),
      { numRuns: 10_000 },
    )
  })

  test('a refund of all is the mirror of the sale, account by account', () => {
    fc.assert(
      fc.property(sales, (sale) => {
        const { split, whole } = splitOf({ ...sale, giftCardsSold: 0 }, 100)
        const given = { refundId: newId(), orderId: sale.orderId, gateway: 'stripe', mode: sale.mode } as const
        const back = refundEntry({ ...given, amount: money(whole, sale.currency), split })
        const both = [...saleEntry(sale).lines, ...back.lines]
        expect(sumOf(both, 'refunds') + sumOf(both, 'sales') + sumOf(both, 'discounts')).toBe(0)
        expect(sumOf(both, 'shipping')).toBe(0)
        expect(sumOf(both, 'tax_payable')).toBe(0)
        expect(sumOf(back.lines, 'receivable')).toBe(0)
      }),
      { numRuns: 2000 },
    )
  })

  test('after a reversal an order has no income and no tax, whatever was refunded before', () => {
    const refunds = fc.array(percent, { maxLength: 3 })
    fc.assert(
      fc.property(sales, refunds, (sale, shares) => {
        const entries = [saleEntry(sale)]
        for (const share of shares)
          entries.push(entryOf(sale, { kind: 'refund', percent: share, isSplit: true, gateway: 'stripe' }, entries))
        const back = reversalLines(written(entries))
        const sold = entries.flatMap(({ lines }) => lines)
        for (const account of ['sales', 'discounts', 'refunds', 'shipping', 'tax_payable', 'gift_cards_due'])
          expect(sumOf([...sold, ...back], account)).toBe(0)
        expect(sumOf(back)).toBe(0)
      }),
      { numRuns: 2000 },
    )
  })

  test('written for real, the database takes them all and the sums stay nothing', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (entries) => {
        await inTransaction(db, (tx) => postAll(tx, entries))
        const { rows } = await pool.query(
          'select currency, sum(amount) from ledger_lines group by currency having sum(amount) <> 0',
        )
        expect(rows).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
