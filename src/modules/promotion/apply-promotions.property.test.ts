import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { CategoryId, ProductId, PromotionId, VariantId } from '#kernel/id'
import { aCode, aDiscountedCart, aLine, anOffer, offerFacts } from '#testing/offers'
import {
  applyPromotions,
  customerKeyOf,
  normalizeCode,
  type Amounts,
  type Promotion,
  type PromotionCart,
  type Reward,
} from './index.ts'

const RUNS = 1500
const currencies = fc.constantFrom('JPY', 'EUR', 'KWD')
const things = fc.constantFrom('p1', 'p2', 'p3', 'c1', 'c2')
const someThings = fc.oneof(
  fc.constant('all' as const),
  fc.subarray(['p1', 'p2', 'p3', 'c1', 'c2']).map((ids) => new Set<string>(ids)),
)
const ppm = fc.oneof(fc.constant(1_000_000), fc.integer({ min: 1, max: 1_000_000 }))
const few = fc.integer({ min: 1, max: 4 })
const times = fc.oneof(fc.constant(null), few)
const amounts = fc.record({ JPY: fc.nat(5000), EUR: fc.nat(50_000), KWD: fc.nat(500_000) }).map((all): Amounts => all)

const anyReward: fc.Arbitrary<Reward> = fc.oneof(
  fc.record({ kind: fc.constantFrom('percent_items' as const, 'percent_order' as const, 'shipping' as const), ppm }),
  fc.record({
    kind: fc.constantFrom('amount_items' as const, 'amount_each' as const, 'amount_order' as const),
    amounts,
  }),
  fc.record({ kind: fc.constant('buy_get' as const), buy: few, get: few, ppm, times }),
  fc.record({ kind: fc.constant('cheapest_free' as const), buy: few, times }),
)

const anyOffers = fc
  .array(
    fc.record({
      reward: anyReward,
      priority: fc.integer({ min: -1, max: 1 }),
      stacks: fc.boolean(),
      rewards: someThings,
      needs: someThings,
      minimumQuantity: fc.nat(3),
      codes: fc.oneof(fc.constant(null), fc.subarray(['A', 'B', 'C', 'D'])),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ reward, codes, ...words }, index): Promotion => {
      const coupons = codes?.map((code) => aCode(`${code}${index}`)) ?? null
      return anOffer(reward, { ...words, id: `promotion-${index}` as PromotionId, coupons })
    }),
  )

const anyCart = currencies.chain((currency) =>
  fc
    .record({
      lines: fc.array(
        fc.record({
          unit: fc.oneof(fc.nat(3), fc.nat(1_000_000)),
          quantity: fc.integer({ min: 1, max: 12 }),
          thing: things,
          giftCard: fc.boolean(),
        }),
        { maxLength: 6 },
      ),
      shipping: fc.oneof(fc.constant(null), fc.nat(5000)),
    })
    .map(({ lines, shipping }) =>
      aDiscountedCart(
        lines.map(({ unit, quantity, thing, giftCard }, index) =>
          aLine(unit, {
            currency,
            quantity,
            giftCard: giftCard && index % 3 === 0,
            variantId: `variant-${index}` as VariantId,
            productId: thing as ProductId,
            categoryIds: thing.startsWith('c') ? [thing as CategoryId] : [],
          }),
        ),
        { shipping, currency },
      ),
    ),
)

const allCodes = ['A', 'B', 'C', 'D'].flatMap((code) => [0, 1, 2, 3, 4, 5].map((index) => `${code}${index}`))
const anyCodes = fc.shuffledSubarray([...allCodes, 'NONE'])

test('nothing is given below zero, to a gift card, in another currency, or for nothing', () => {
  fc.assert(
    fc.property(anyCart, anyOffers, anyCodes, (cart, offers, codes) => {
      const { lines, shippingDiscounts } = applyPromotions(cart, offers, offerFacts({ codes }))
      expect(lines).toHaveLength(cart.lines.length)
      const every = [...lines.flatMap(({ discounts }) => discounts), ...shippingDiscounts]
      expect(every.every(({ amount }) => amount.amount > 0 && amount.currency === cart.currency)).toBe(true)
      for (const [position, line] of cart.lines.entries()) {
        const off = (lines[position]?.discounts ?? []).reduce((all, { amount }) => all + amount.amount, 0)
        expect(off).toBeLessThanOrEqual(line.giftCard ? 0 : line.total.amount)
      }
      const offShipping = shippingDiscounts.reduce((all, { amount }) => all + amount.amount, 0)
      expect(offShipping).toBeLessThanOrEqual(cart.shipping?.amount ?? 0)
    }),
    { numRuns: RUNS },
  )
})

test('neither the order of codes nor of offers changes what is given', () => {
  const given = (cart: PromotionCart, offers: readonly Promotion[], codes: readonly string[]) => {
    const { lines, shippingDiscounts, codes: answers } = applyPromotions(cart, offers, offerFacts({ codes }))
    const byVariant = cart.lines.map(({ variantId }, position) => [
      variantId,
      (lines[position]?.discounts ?? []).map(({ promotionId, code, amount }) => [promotionId, code, amount.amount]),
    ])
    return JSON.stringify([
      byVariant.toSorted(),
      shippingDiscounts.map(({ promotionId, code, amount }) => [promotionId, code, amount.amount]),
      answers.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    ])
  }
  fc.assert(
    fc.property(anyCart, anyOffers, anyCodes, (cart, offers, codes) => {
      const once = given(cart, offers, codes)
      expect(given(cart, offers.toReversed(), codes.toReversed())).toBe(once)
    }),
    { numRuns: RUNS },
  )
})

test('a single amount is given to the last unit, a single percentage is rounded once', () => {
  const single = fc.oneof(
    fc.record({ kind: fc.constant('amount_order' as const), amounts }),
    fc.record({ kind: fc.constant('percent_order' as const), ppm }),
  )
  fc.assert(
    fc.property(anyCart, single, (cart, reward) => {
      const goods = cart.lines.reduce((all, { total, giftCard }) => all + (giftCard ? 0 : total.amount), 0)
      const exact =
        reward.kind === 'amount_order'
          ? Math.min(goods, reward.amounts[cart.currency] ?? 0)
          : Number((BigInt(goods) * BigInt(reward.ppm) * 2n + 1_000_000n) / 2_000_000n)
      const { lines } = applyPromotions(cart, [anOffer(reward)], offerFacts())
      const off = lines.flatMap(({ discounts }) => discounts).reduce((all, { amount }) => all + amount.amount, 0)
      expect(off).toBe(exact)
    }),
    { numRuns: RUNS },
  )
})

test('each typed code is answered once, and applied only when something was given for it', () => {
  fc.assert(
    fc.property(anyCart, anyOffers, anyCodes, (cart, offers, codes) => {
      const promoted = applyPromotions(cart, offers, offerFacts({ codes: [...codes, ...codes] }))
      expect(promoted.codes.map(({ code }) => code)).toEqual(codes)
      const all = [...promoted.lines.flatMap(({ discounts }) => discounts), ...promoted.shippingDiscounts]
      const applied = promoted.codes.filter(({ state }) => state === 'applied').map(({ code }) => code)
      expect(new Set(all.flatMap(({ code }) => code ?? []))).toEqual(new Set(applied))
    }),
    { numRuns: RUNS },
  )
})

test('a code is the same however it was typed', () => {
  expect(normalizeCode('  sommer\u200b10 ')).toBe('SOMMER10')
  expect(normalizeCode('ＳＡＬＥ')).toBe('SALE')
  expect(normalizeCode('süß')).toBe('SÜSS')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const code = normalizeCode(text)
      expect(normalizeCode(code)).toBe(code)
      expect(normalizeCode(` ${text}\t`)).toBe(code)
    }),
    { numRuns: RUNS },
  )
})

test('one person is one customer, however the address is written', () => {
  expect(customerKeyOf(' Ana+shop@Example.com ')).toBe('ana@example.com')
  expect(customerKeyOf('a.na+x@googlemail.com')).toBe('ana@gmail.com')
  expect(customerKeyOf('a.na@example.com')).toBe('a.na@example.com')
  expect(customerKeyOf('+x@example.com')).toBe('+x@example.com')
  fc.assert(fc.property(fc.emailAddress(), (email) => customerKeyOf(customerKeyOf(email)) === customerKeyOf(email)))
})
