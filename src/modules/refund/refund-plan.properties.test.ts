import fc from 'fast-check'
import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import type { RefundParts } from '#modules/payment'
import { planRefund, type RefundFacts, type RefundPlan, type RefundWish } from './refund-plan.ts'
import { partsOf, sumOfParts } from './refund-parts.ts'

const SEED = Number(process.env['SEED'] ?? 20261130)
const RATES = [0, 70_000, 190_000] as const

/** A number that a step chooses one of the possible things by. */
const choice = fc.nat(1_000_000)

const orders = fc.record({
  lines: fc.array(
    fc.record({ gross: fc.integer({ min: 1, max: 9999 }), quantity: fc.integer({ min: 1, max: 4 }), rate: choice }),
    { minLength: 1, maxLength: 4 },
  ),
  shipping: fc.integer({ min: 0, max: 900 }),
  card: fc.integer({ min: 0, max: 2000 }),
  steps: fc.array(fc.record({ kind: fc.constantFrom('line', 'shipping', 'sum', 'less'), of: choice, size: choice }), {
    maxLength: 8,
  }),
})
type Order = typeof orders extends fc.Arbitrary<infer Made> ? Made : never
type Step = { kind: 'line' | 'shipping' | 'sum' | 'less'; of: number; size: number }

const taxIn = (gross: number, ratePpm: number): number =>
  gross - Math.round((gross * 1_000_000) / (1_000_000 + ratePpm))
const bought = (gross: number, ratePpm: number) => ({
  gross,
  tax: taxIn(gross, ratePpm),
  jurisdiction: ratePpm > 0 ? 'DE' : '',
  ratePpm,
  refunded: 0,
})

/** An order as it is before anything went back, paid with a gift card and a bank card. */
function factsOf({ lines, shipping, card }: Order): RefundFacts {
  const sold = lines.map(({ gross, quantity, rate }) => ({
    ...bought(gross, RATES[rate % RATES.length] ?? 0),
    id: newId<'order_line'>(),
    putBack: 0,
    quantity,
    giftCard: false,
  }))
  const total = sold.reduce((all, { gross }) => all + gross, shipping)
  const byCard = Math.min(card, total)
  return {
    currency: currencyOf('EUR'),
    lines: sold,
    shipping: bought(shipping, 190_000),
    given: [],
    payments: [byCard, total - byCard].map((left) => ({ id: newId<'payment'>(), left })),
  }
}

function wishOf({ lines, shipping, payments }: RefundFacts, { kind, of, size }: Step): RefundWish {
  const none = { lines: [], shipping: 0, amount: null }
  const left = payments.reduce((all, payment) => all + payment.left, 0)
  if (kind === 'sum') return { ...none, amount: 1 + (size % Math.max(1, left)) }
  if (kind === 'shipping') return { ...none, shipping: 1 + (size % Math.max(1, shipping.gross - shipping.refunded)) }
  const line = lines[of % lines.length]
  if (!line) return none
  const pieces = [{ orderLineId: line.id, quantity: 1 + (size % Math.max(1, line.quantity - line.refunded)) }]
  return { ...none, lines: pieces, amount: kind === 'less' ? 1 + (size % line.gross) : null }
}

function after(facts: RefundFacts, wish: RefundWish, { tenders }: RefundPlan): RefundFacts {
  const chosen = (id: string): number => wish.lines.find(({ orderLineId }) => orderLineId === id)?.quantity ?? 0
  return {
    ...facts,
    lines: facts.lines.map((line) => ({ ...line, refunded: line.refunded + chosen(line.id) })),
    shipping: { ...facts.shipping, refunded: facts.shipping.refunded + wish.shipping },
    given: [...facts.given, ...tenders.map(({ parts }) => parts)],
    payments: facts.payments.map((payment) => ({
      ...payment,
      left: payment.left - (tenders.find(({ paymentId }) => paymentId === payment.id)?.amount.amount ?? 0),
    })),
  }
}

/** Goods, shipping and each rate's tax, in minor units. */
function amountsOf(all: readonly RefundParts[]): Map<string, number> {
  const amounts = new Map<string, number>()
  const add = (name: string, amount: number) => amounts.set(name, (amounts.get(name) ?? 0) + amount)
  for (const { goods, shipping, taxes } of all) {
    add('goods', goods)
    add('shipping', shipping)
    for (const { jurisdiction, ratePpm, amount } of taxes) add(`${jurisdiction} ${ratePpm}`, amount)
  }
  return new Map([...amounts].filter(([, amount]) => amount !== 0))
}

test(`whatever goes back for whatever: of nothing more than there was, and in the end all of it (seed ${SEED})`, () => {
  fc.assert(
    fc.property(orders, (order) => {
      const start = factsOf(order)
      const whole = amountsOf([
        partsOf([
          ...start.lines.map((line) => ({ ...line, kind: 'goods' as const })),
          { ...start.shipping, kind: 'shipping' },
        ]),
      ])
      let facts = start
      const give = (wish: RefundWish): void => {
        const plan = planRefund(facts, wish)
        if (!plan.ok) return
        for (const { amount, parts } of plan.value.tenders) expect(sumOfParts(parts)).toBe(amount.amount)
        facts = after(facts, wish, plan.value)
      }
      for (const step of order.steps) {
        give(wishOf(facts, step))
        for (const [name, amount] of amountsOf(facts.given))
          expect(amount, `of ${name}`).toBeLessThanOrEqual(whole.get(name) ?? 0)
      }
      give({ lines: [], shipping: 0, amount: facts.payments.reduce((all, { left }) => all + left, 0) })
      expect(amountsOf(facts.given)).toEqual(whole)
    }),
    { numRuns: 2000, seed: SEED },
  )
})
