import { sum } from '#kernel/money'
import type { ItemSet, Promotion, PromotionCart, PromotionFacts, PromotionLine } from './promotion.ts'

/** Gift cards are money: they are never made cheaper, and no condition counts them. */
export function isIn(set: ItemSet, line: PromotionLine): boolean {
  if (line.giftCard) return false
  if (set === 'all') return true
  return (
    set.has(line.variantId) ||
    set.has(line.productId) ||
    line.categoryIds.some((id) => set.has(id)) ||
    line.collectionIds.some((id) => set.has(id))
  )
}

/** `unknown`: a stranger must not learn that there is such an offer. */
export type Fit = 'fits' | 'unknown' | 'not_for_this_cart'

export function fitOf(promotion: Promotion, cart: PromotionCart, facts: PromotionFacts): Fit {
  if (!isForThem(promotion, facts)) return 'unknown'
  return isForThisCart(promotion, cart, facts) ? 'fits' : 'not_for_this_cart'
}

function isForThem({ startsAt, endsAt, markets, groups }: Promotion, facts: PromotionFacts): boolean {
  if (startsAt && facts.now < startsAt) return false
  if (endsAt && facts.now >= endsAt) return false
  return names(markets, facts.marketId) && names(groups, facts.customerGroupId)
}

const names = (set: 'all' | ReadonlySet<string>, id: string | null): boolean =>
  set === 'all' || (id !== null && set.has(id))

function isForThisCart(promotion: Promotion, cart: PromotionCart, { country }: PromotionFacts): boolean {
  if (!names(promotion.countries, country)) return false
  const needed = cart.lines.filter((line) => isIn(promotion.needs, line))
  const pieces = needed.reduce((count, line) => count + line.quantity, 0)
  if (pieces < Math.max(1, promotion.minimumQuantity)) return false
  if (Object.keys(promotion.minimums).length === 0) return true
  const minimum = promotion.minimums[cart.currency]
  const value = sum(
    needed.map((line) => line.total),
    cart.currency,
  )
  return minimum !== undefined && value.amount >= minimum
}
