import { newId } from '#kernel/id'
import { currencyOf, money, times } from '#kernel/money'
import type { Coupon, Promotion, PromotionCart, PromotionFacts, PromotionLine, Reward } from '#modules/promotion'

/** An offer for the pure engine; 10 % off all items when not said. */
export const anOffer = (reward: Reward = { kind: 'percent_items', ppm: 100_000 }, words: Partial<Promotion> = {}) =>
  ({
    id: newId<'promotion'>(),
    name: 'Offer',
    reward,
    priority: 0,
    stacks: true,
    rewards: 'all',
    needs: 'all',
    minimums: {},
    minimumQuantity: 0,
    markets: 'all',
    groups: 'all',
    countries: 'all',
    startsAt: null,
    endsAt: null,
    coupons: null,
    ...words,
  }) satisfies Promotion

export const aCode = (code: string, state: Coupon['state'] = 'usable'): Coupon => ({
  id: newId<'coupon'>(),
  code,
  state,
})

type LineWords = Partial<Omit<PromotionLine, 'unit' | 'total'>> & { currency?: string }

/** So many pieces at this price (minor units). */
export function aLine(unit: number, { currency = 'EUR', quantity = 1, ...words }: LineWords = {}): PromotionLine {
  const price = money(unit, currencyOf(currency))
  return {
    variantId: newId<'variant'>(),
    productId: newId<'product'>(),
    categoryIds: [],
    collectionIds: [],
    giftCard: false,
    ...words,
    quantity,
    unit: price,
    total: times(price, quantity),
  }
}

/** A cart of these lines; `shipping` in minor units. */
export const aDiscountedCart = (
  lines: readonly PromotionLine[],
  { shipping = null, currency = 'EUR' }: { shipping?: number | null; currency?: string } = {},
): PromotionCart => ({
  currency: currencyOf(currency),
  lines,
  shipping: shipping === null ? null : money(shipping, currencyOf(currency)),
})

/** A shopper in Germany at noon. */
export const offerFacts = (words: Partial<PromotionFacts> = {}): PromotionFacts => ({
  now: new Date('2026-03-01T12:00:00Z'),
  marketId: newId<'market'>(),
  customerGroupId: null,
  country: 'DE',
  codes: [],
  ...words,
})
