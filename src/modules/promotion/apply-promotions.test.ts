import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { aCode, aDiscountedCart, aLine, anOffer, offerFacts } from '#testing/offers'
import { applyPromotions, type Promoted, type Promotion, type PromotionLine, type Reward } from './index.ts'

const eur = (amount: number) => ({ EUR: amount })
const tenPercent: Reward = { kind: 'percent_items', ppm: 100_000 }
const fiveOff: Reward = { kind: 'amount_order', amounts: eur(500) }
const freeShipping: Reward = { kind: 'shipping', ppm: 1_000_000 }

/** What each line and shipping got off in all. */
const offs = ({ lines, shippingDiscounts }: Promoted): number[] =>
  [...lines.map(({ discounts }) => discounts), shippingDiscounts].map((discounts) =>
    discounts.reduce((all, { amount }) => all + amount.amount, 0),
  )

const apply = (lines: readonly PromotionLine[], offers: readonly Promotion[], codes: readonly string[] = []) =>
  applyPromotions(aDiscountedCart(lines, { shipping: 490 }), offers, offerFacts({ codes }))

describe('what a promotion gives', () => {
  test('percent off the listed things, rounded once and shared exactly', () => {
    const [a, b, c] = [aLine(333), aLine(333), aLine(999)]
    const offer = anOffer(tenPercent, { rewards: new Set([a.variantId, b.productId]) })
    expect(offs(apply([a, b, c], [offer]))).toEqual([34, 33, 0, 0])
  })

  test('by category and collection', () => {
    const [category, collection] = [newId<'category'>(), newId<'collection'>()]
    const lines = [aLine(1000, { categoryIds: [category] }), aLine(1000, { collectionIds: [collection] }), aLine(1000)]
    expect(offs(apply(lines, [anOffer(tenPercent, { rewards: new Set([category, collection]) })]))).toEqual([
      100, 100, 0, 0,
    ])
  })

  test('an amount off all together, in proportion, never more than there is', () => {
    expect(offs(apply([aLine(1000), aLine(3000)], [anOffer(fiveOff)]))).toEqual([125, 375, 0])
    expect(offs(apply([aLine(100), aLine(300)], [anOffer(fiveOff)]))).toEqual([100, 300, 0])
  })

  test('an amount off each piece', () => {
    const each: Reward = { kind: 'amount_each', amounts: eur(150) }
    expect(offs(apply([aLine(1000, { quantity: 3 }), aLine(100, { quantity: 2 })], [anOffer(each)]))).toEqual([
      450, 200, 0,
    ])
  })

  test('shipping free or cheaper', () => {
    expect(offs(apply([aLine(1000)], [anOffer(freeShipping)]))).toEqual([0, 490])
    expect(offs(apply([aLine(1000)], [anOffer({ kind: 'shipping', ppm: 500_000 })]))).toEqual([0, 245])
  })

  test('an amount in another currency is nothing, and the code says so', () => {
    const offer = anOffer({ kind: 'amount_order', amounts: { CHF: 500 } }, { coupons: [aCode('SWISS')] })
    const promoted = apply([aLine(1000)], [offer], ['SWISS'])
    expect(offs(promoted)).toEqual([0, 0])
    expect(promoted.codes).toEqual([{ code: 'SWISS', state: 'refused', reason: 'not_for_this_cart' }])
  })

  test('100 % and a fixed amount leave nothing, not less', () => {
    const all = anOffer({ kind: 'percent_order', ppm: 1_000_000 })
    expect(offs(apply([aLine(1000), aLine(99)], [all, anOffer(fiveOff), anOffer(tenPercent)]))).toEqual([1000, 99, 0])
  })

  test('gift cards are never made cheaper, and count for no condition', () => {
    const card = aLine(5000, { giftCard: true })
    const offer = anOffer(tenPercent, { minimums: eur(4000) })
    expect(offs(apply([card, aLine(1000)], [anOffer(tenPercent)]))).toEqual([0, 100, 0])
    expect(offs(apply([card, aLine(1000)], [offer]))).toEqual([0, 0, 0])
    expect(offs(apply([card], [anOffer({ kind: 'cheapest_free', buy: 1, times: null })]))).toEqual([0, 0])
  })
})

describe('buy some, get some', () => {
  const threeForTwo: Reward = { kind: 'cheapest_free', buy: 3, times: null }

  test('the cheapest of every three is free, mixed', () => {
    const lines = [aLine(1000, { quantity: 2 }), aLine(500, { quantity: 2 }), aLine(2000)]
    expect(offs(apply(lines, [anOffer(threeForTwo)]))).toEqual([0, 500, 0, 0])
    expect(offs(apply([...lines, aLine(700)], [anOffer(threeForTwo)]))).toEqual([0, 1000, 0, 0, 0])
  })

  test('no more often than the order may have it', () => {
    const lines = [aLine(1000, { quantity: 9 })]
    expect(offs(apply(lines, [anOffer({ ...threeForTwo, times: 2 })]))).toEqual([2000, 0])
  })

  test('two coffees, one cup at half price', () => {
    const [coffee, cup] = [aLine(800, { quantity: 5 }), aLine(1200, { quantity: 3 })]
    const reward: Reward = { kind: 'buy_get', buy: 2, get: 1, ppm: 500_000, times: null }
    const offer = anOffer(reward, { needs: new Set([coffee.productId]), rewards: new Set([cup.productId]) })
    expect(offs(apply([coffee, cup], [offer]))).toEqual([0, 1200, 0])
    expect(
      offs(apply([coffee, cup], [anOffer({ ...reward, times: 1 }, { ...offer, reward: { ...reward, times: 1 } })])),
    ).toEqual([0, 600, 0])
    expect(offs(apply([aLine(800), cup], [offer]))).toEqual([0, 0, 0])
  })

  test('a piece that is bought for it is not given too', () => {
    const mug = aLine(1000, { quantity: 5 })
    const reward: Reward = { kind: 'buy_get', buy: 1, get: 1, ppm: 1_000_000, times: null }
    expect(offs(apply([mug], [anOffer(reward)]))).toEqual([2000, 0])
    const [dear, cheap] = [aLine(3000), aLine(500)]
    const offer = anOffer(reward, { needs: 'all', rewards: new Set([dear.productId]) })
    expect(offs(apply([dear, cheap], [offer]))).toEqual([3000, 0, 0])
    expect(offs(apply([dear], [offer]))).toEqual([0, 0])
  })
})

describe('who gets it', () => {
  const line = aLine(1000, { quantity: 2 })
  const tried = (words: Partial<Promotion>, facts = {}): number | undefined => {
    const cart = aDiscountedCart([line])
    return offs(applyPromotions(cart, [anOffer(tenPercent, words)], offerFacts(facts)))[0]
  }
  const now = new Date('2026-03-01T12:00:00Z')

  test('to the minute: from the start, until just before the end', () => {
    expect(tried({ startsAt: now })).toBe(200)
    expect(tried({ startsAt: new Date(now.getTime() + 1) })).toBe(0)
    expect(tried({ endsAt: now })).toBe(0)
    expect(tried({ endsAt: new Date(now.getTime() + 1) })).toBe(200)
  })

  test('in some markets, for some groups, for some destinations', () => {
    const [market, group] = [newId<'market'>(), newId<'customer_group'>()]
    expect(tried({ markets: new Set([market]) })).toBe(0)
    expect(tried({ markets: new Set([market]) }, { marketId: market })).toBe(200)
    expect(tried({ groups: new Set([group]) })).toBe(0)
    expect(tried({ groups: new Set([group]) }, { customerGroupId: group })).toBe(200)
    expect(tried({ countries: new Set(['AT']) })).toBe(0)
    expect(tried({ countries: new Set(['DE']) })).toBe(200)
  })

  test('from a value and a number of pieces on, counted before discounts', () => {
    expect(tried({ minimums: eur(2000) })).toBe(200)
    expect(tried({ minimums: eur(2001) })).toBe(0)
    expect(tried({ minimums: { CHF: 1 } })).toBe(0)
    expect(tried({ minimumQuantity: 2 })).toBe(200)
    expect(tried({ minimumQuantity: 3 })).toBe(0)
    expect(tried({ needs: new Set([newId<'product'>()]) })).toBe(0)
    const first = anOffer({ kind: 'percent_items', ppm: 900_000 }, { priority: 9 })
    const cart = aDiscountedCart([line])
    expect(offs(applyPromotions(cart, [first, anOffer(tenPercent, { minimums: eur(2000) })], offerFacts()))[0]).toBe(
      1820,
    )
  })
})

describe('the one rule of stacking', () => {
  test('items before order before shipping, each from what is left', () => {
    const order = anOffer({ kind: 'percent_order', ppm: 500_000 }, { priority: 9 })
    const promoted = apply([aLine(1000)], [order, anOffer(freeShipping), anOffer(tenPercent)])
    expect(promoted.lines[0]?.discounts.map(({ amount }) => amount.amount)).toEqual([100, 450])
    expect(offs(promoted)).toEqual([550, 490])
  })

  test('of equal priority the better one wins: alone, or all that combine together', () => {
    const alone = anOffer({ kind: 'percent_items', ppm: 180_000 }, { stacks: false })
    const together = [anOffer(tenPercent), anOffer(tenPercent)]
    expect(offs(apply([aLine(1000)], [alone, ...together]))).toEqual([190, 0])
    const better = anOffer({ kind: 'percent_items', ppm: 200_000 }, { stacks: false })
    expect(offs(apply([aLine(1000)], [better, ...together]))).toEqual([200, 0])
  })

  test('a higher priority wins even when it saves less', () => {
    const alone = anOffer(tenPercent, { stacks: false, priority: 1 })
    expect(offs(apply([aLine(1000)], [anOffer({ kind: 'percent_items', ppm: 900_000 }), alone]))).toEqual([100, 0])
  })

  test('two exclusive codes: the same one, whichever was typed first', () => {
    const one = anOffer(fiveOff, { stacks: false, coupons: [aCode('ONE')] })
    const other = anOffer(fiveOff, { stacks: false, coupons: [aCode('OTHER')] })
    const forwards = apply([aLine(1000)], [one, other], ['ONE', 'OTHER'])
    const backwards = apply([aLine(1000)], [other, one], ['OTHER', 'ONE'])
    // Made in the same millisecond they have no order of their own: which one it is, is decided by their ids.
    const wins = one.id < other.id ? 'ONE' : 'OTHER'
    expect(forwards.codes.map(({ code, state }) => [code, state])).toEqual(
      ['ONE', 'OTHER'].map((code) => [code, code === wins ? 'applied' : 'refused']),
    )
    expect(backwards.lines).toEqual(forwards.lines)
    expect(backwards.codes.toReversed()).toEqual(forwards.codes)
  })
})

describe('every code has its answer', () => {
  const answer = (offers: readonly Promotion[], code = 'CODE') => apply([aLine(1000)], offers, [code]).codes

  test('nobody learns that there is a code which is not for them', () => {
    const secret = [
      anOffer(tenPercent, { coupons: [aCode('OTHER')] }),
      anOffer(tenPercent, { coupons: [aCode('CODE')], markets: new Set() }),
      anOffer(tenPercent, { coupons: [aCode('CODE', 'used_up')], groups: new Set() }),
      anOffer(tenPercent, { coupons: [aCode('CODE')], startsAt: new Date('2027-01-01') }),
      anOffer(tenPercent, { coupons: [aCode('CODE', 'used_by_you')], endsAt: new Date('2026-01-01') }),
    ]
    for (const offer of secret) expect(answer([offer])).toEqual([{ code: 'CODE', state: 'refused', reason: 'unknown' }])
  })

  test('used up, used by you, not for this cart', () => {
    const reasons = [
      anOffer(tenPercent, { coupons: [aCode('CODE', 'used_up')] }),
      anOffer(tenPercent, { coupons: [aCode('CODE', 'used_by_you')] }),
      anOffer(tenPercent, { coupons: [aCode('CODE')], minimumQuantity: 2 }),
    ].map((offer) => answer([offer])[0])
    expect(reasons).toMatchObject([{ reason: 'used_up' }, { reason: 'used_by_you' }, { reason: 'not_for_this_cart' }])
  })

  test('without its code an offer does nothing; two codes of one promotion count once', () => {
    const offer = anOffer(tenPercent, { coupons: [aCode('B'), aCode('A'), aCode('C', 'used_up')] })
    expect(offs(apply([aLine(1000)], [offer]))).toEqual([0, 0])
    const promoted = apply([aLine(1000)], [offer], ['B', 'A', 'B', 'C'])
    expect(offs(promoted)).toEqual([100, 0])
    expect(promoted.codes).toEqual([
      { code: 'B', state: 'refused', reason: 'beaten' },
      { code: 'A', state: 'applied', promotionId: offer.id },
      { code: 'C', state: 'refused', reason: 'used_up' },
    ])
  })

  test('one that leaves nothing to take off is beaten', () => {
    const all = anOffer({ kind: 'percent_items', ppm: 1_000_000 })
    const late = anOffer(fiveOff, { coupons: [aCode('CODE')] })
    expect(answer([all, late])).toMatchObject([{ reason: 'beaten' }])
  })
})
