export { applyPromotions } from './apply-promotions.ts'
export { customerKeyOf, normalizeCode } from './code.ts'
export { promotionVersionSql } from './known-promotions.ts'
export type {
  Amounts,
  CodeRefusal,
  CodeResult,
  Coupon,
  Discount,
  ItemSet,
  Promoted,
  Promotion,
  PromotionCart,
  PromotionFacts,
  PromotionLine,
  Reward,
} from './promotion.ts'
export { readPromotions, type PromotionFactsRead } from './read-promotions.ts'
export { releaseCoupons, useCoupons, type CouponExhausted } from './use-coupons.ts'
