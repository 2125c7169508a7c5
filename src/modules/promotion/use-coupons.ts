import { newId, type CustomerId, type OrderId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { customerKeyOf } from './code.ts'
import type { Discount } from './promotion.ts'
import { giveBackUses, holdPromotions, takeUse } from './store.ts'

export type CouponExhausted = { code: 'coupon_exhausted'; coupon: string }
/** It is for a first order, and this buyer has another one. */
export type NotFirstOrder = { code: 'not_first_order'; coupon: string }

/** What an order was given: the discounts of its quote; several of one promotion count once. */
type Used = Readonly<{
  orderId: OrderId
  email: string
  /** Who was signed in. */
  customerId: CustomerId | null
  discounts: readonly Pick<Discount, 'promotionId' | 'couponId' | 'code' | 'name'>[]
}>

/**
 * Takes the order's part of every limit, all or none: in all, of the code, and of the customer. Refuses with the code
 * (or, without one, the promotion's name) that had none left, or that is for a first order. The same order again changes nothing; one that had
 * given its part back takes it again, if there is any left. Rows are locked in the order of the promotions' ids.
 */
export async function useCoupons(
  tx: Tx,
  { orderId, email, customerId, discounts }: Used,
): Promise<Result<null, CouponExhausted | NotFirstOrder>> {
  const uses = [...new Map(discounts.map((one) => [one.promotionId, one])).values()].toSorted((a, b) =>
    a.promotionId < b.promotionId ? -1 : 1,
  )
  if (uses.length === 0) return ok(null)
  const customerKey = customerKeyOf(email)
  const [, ...missed] = await Promise.all([
    holdPromotions(
      tx,
      uses.map(({ promotionId }) => promotionId),
      { customerKey, customerId },
    ),
    ...uses.map(({ promotionId, couponId }) =>
      takeUse(tx, { id: newId(), orderId, promotionId, couponId, customerKey, customerId }),
    ),
  ])
  const at = missed.findIndex((why) => why !== null)
  const [use, why] = [uses[at], missed[at]]
  if (!use) return ok(null)
  return refuse({ code: why === 'not_first_order' ? why : 'coupon_exhausted', coupon: use.code ?? use.name })
}

/** The order is dropped: others may have what it had taken. A second call finds nothing to give back. */
export async function releaseCoupons(tx: Tx, orderId: OrderId): Promise<void> {
  await giveBackUses(tx, orderId)
}
