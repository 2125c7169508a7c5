import { newId, type CouponId, type PromotionId } from '#kernel/id'
import { addCoupon, savePromotion, type CouponInput, type PromotionInput, type Reward } from '#modules/promotion'
import type { Db } from '#platform/db'
import { done } from './builders.ts'

type Words = Partial<PromotionInput> & { name?: string }

/** A promotion as the form would send it, for `savePromotion`; 10 % off everything for everybody when not said. */
export const promotionInput = ({ name = 'Ten off', ...words }: Words = {}): PromotionInput => ({
  names: { en: name },
  note: '',
  active: true,
  byCode: false,
  reward: { kind: 'percent_items', ppm: 100_000 } satisfies Reward,
  priority: 0,
  stacks: true,
  rewards: 'all',
  needs: 'all',
  minimums: {},
  minimumQuantity: 0,
  markets: 'all',
  groups: 'all',
  countries: [],
  startsAt: null,
  endsAt: null,
  maxUses: null,
  maxUsesPerCustomer: null,
  firstOrderOnly: false,
  ...words,
})

/** Only these products. */
export const picked = (words: Partial<Exclude<PromotionInput['rewards'], 'all'>>) => ({
  productIds: [],
  variantIds: [],
  categoryIds: [],
  collectionIds: [],
  ...words,
})

/** A promotion that runs. */
export async function aPromotion(db: Db, words: Words = {}): Promise<PromotionId> {
  const promotion = promotionInput(words)
  return (await done(db, (tx) => savePromotion(tx, { promotion, actor: 'test' }))).promotionId
}

export const couponInput = (words: Partial<CouponInput> = {}): CouponInput => ({
  code: `CODE-${newId().slice(-8)}`,
  active: true,
  onlyFor: null,
  startsAt: null,
  endsAt: null,
  maxUses: null,
  ...words,
})

export type BuiltCoupon = { promotionId: PromotionId; couponId: CouponId; code: string }

/** A code, of a promotion of its own when none is named. */
export async function aCoupon(
  db: Db,
  { promotion, ...words }: Partial<CouponInput> & { promotion?: Words | PromotionId } = {},
): Promise<BuiltCoupon> {
  const promotionId = typeof promotion === 'string' ? promotion : await aPromotion(db, { byCode: true, ...promotion })
  const coupon = couponInput(words)
  const { couponId } = await done(db, (tx) => addCoupon(tx, { promotionId, coupon, actor: 'test' }))
  return { promotionId, couponId, code: coupon.code.toUpperCase() }
}
