import { newId, type OrderId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { customerKeyOf } from './code.ts'
import type { Discount } from './promotion.ts'
import { giveBackUses, holdPromotions, takeUse } from './store.ts'

export type CouponExhausted = { code: 'coupon_exhausted'; coupon: string }

/** What an order was given: the discounts of its quote; several of one promotion count once. */
type Used = Readonly<{
  orderId: OrderId
  email: string
  discounts: readonly Pick<Discount, 'promotionId' | 'couponId' | 'code' | 'name'>[]
}>

/**
 * Takes the order's part of every limit, all or none: in all, of the code, and of the customer. Refuses with the code
 * (or, without one, the promotion's name) that had none left. The same order again changes nothing; one that had
 * given its part back takes it again, if there is any left. Rows are locked in the order of the promotions' ids.
 */
export async function useCoupons(tx: Tx, { orderId, email, discounts }: Used): Promise<Result<null, CouponExhausted>> {
  const uses = [...new Map(discounts.map((one) => [one.promotionId, one])).values()].toSorted((a, b) =>
    a.promotionId < b.promotionId ? -1 : 1,
  )
  if (uses.length === 0) return ok(null)
  const customerKey = customerKeyOf(email)
  const [, ...taken] = await Promise.all([
    holdPromotions(
      tx,
      uses.map(({ promotionId }) => promotionId),
    ),
    ...uses.map(({ promotionId, couponId }) =>
      takeUse(tx, { id: newId(), orderId, promotionId, couponId, customerKey }),
    ),
  ])
  const missed = uses.find((_, position) => taken[position] !== true)
  return missed ? refuse({ code: 'coupon_exhausted', coupon: missed.code ?? missed.name }) : ok(null)
}

/** The order is dropped: others may have what it had taken. A second call finds nothing to give back. */
export async function releaseCoupons(tx: Tx, orderId: OrderId): Promise<void> {
  await giveBackUses(tx, orderId)
}
