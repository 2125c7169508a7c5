import type { ProductId } from '#kernel/id'
import { aCategory, aCollection, aProduct } from '#testing/builders'
import { aCoupon, aPromotion, picked } from '#testing/promotions'
import { type Ready, readyShopper } from '../rig/ready.ts'
import type { Rig } from '../rig/rig.ts'

/**
 * Two who are given offers for things that staff have picked: one things of a category below the one that is picked, by
 * itself; the other that and, by codes, every third of a collection and half of a third one for two bought.
 */
export async function offered(rig: Rig): Promise<Ready[]> {
  const { db } = rig
  const parentId = await aCategory(db)
  const categoryId = await aCategory(db, { parentId })
  const bowl = await aProduct(db, { categoryIds: [categoryId], variants: [{ price: 1533 }] })
  const plate = await aProduct(db, {
    variants: [
      { price: 990, options: ['Small'] },
      { price: 1250, options: ['Large'] },
    ],
  })
  const spoon = await aProduct(db, { variants: [{ price: 335 }] })
  const only = (productId: ProductId) => picked({ productIds: [productId] })
  const collectionId = await aCollection(db, { productIds: [plate.productId] })
  await aPromotion(db, {
    reward: { kind: 'percent_items', ppm: 150_000 },
    rewards: picked({ categoryIds: [parentId] }),
    needs: 'same',
    minimums: { EUR: 1500 },
  })
  const third = await aCoupon(db, {
    promotion: {
      reward: { kind: 'cheapest_free', buy: 3, times: null },
      rewards: picked({ collectionIds: [collectionId] }),
    },
  })
  const half = await aCoupon(db, {
    promotion: {
      reward: { kind: 'buy_get', buy: 2, get: 1, ppm: 500_000, times: 2 },
      rewards: only(spoon.productId),
      needs: only(spoon.productId),
    },
  })
  const each = ({ variantIds }: typeof bowl, quantity: number) => variantIds.map((id) => [id, quantity] as const)
  return [
    await readyShopper(rig, { lines: each(bowl, 1) }),
    await readyShopper(rig, {
      lines: [...each(bowl, 1), ...each(plate, 2), ...each(spoon, 7)],
      codes: [third.code, half.code],
    }),
  ]
}
