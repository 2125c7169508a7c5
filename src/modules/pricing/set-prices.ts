import type { PriceListId, ProductId, VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale, type CacheTag } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { recordEvent } from '#platform/events'
import type { PriceInput } from './price.ts'
import { deletePrices, upsertPrices } from './store.ts'

export type SetPricesRefusal =
  | { code: 'invalid_amount'; variantId: VariantId }
  | { code: 'sale_without_price'; variantId: VariantId }
  | { code: 'sale_ends_before_start'; variantId: VariantId }
  | { code: 'unknown_variant' }
  | { code: 'unknown_price_list' }

/** Sets prices, writing only those that differ, and answers the products whose price changed. */
export async function setPrices(
  tx: Tx,
  prices: readonly PriceInput[],
  { actor = 'system' }: { actor?: string } = {},
): Promise<Result<{ changed: ProductId[] }, SetPricesRefusal>> {
  for (const price of prices) {
    const wrong = problemOf(price)
    if (wrong) return refuse({ code: wrong, variantId: price.variantId })
  }
  const lastOfEach = [...new Map(prices.map((price) => [`${price.priceListId} ${price.variantId}`, price])).values()]
  if (lastOfEach.length === 0) return ok({ changed: [] })
  try {
    const changed = await upsertPrices(tx, lastOfEach)
    await tell(tx, changed, actor)
    return ok({ changed })
  } catch (error) {
    const rule = brokenRule(error)
    if (rule === 'prices_variant_id_fkey') return refuse({ code: 'unknown_variant' })
    if (rule === 'prices_price_list_id_fkey') return refuse({ code: 'unknown_price_list' })
    throw error
  }
}

const isAmount = (amount: number | null | undefined): boolean =>
  amount === null || amount === undefined || (Number.isSafeInteger(amount) && amount >= 0)

function problemOf(price: PriceInput): 'invalid_amount' | 'sale_without_price' | 'sale_ends_before_start' | null {
  const { amount, compareAtAmount, saleAmount = null, saleStartsAt = null, saleEndsAt = null } = price
  if (![amount, compareAtAmount, saleAmount].every(isAmount)) return 'invalid_amount'
  if (saleAmount === null && (saleStartsAt !== null || saleEndsAt !== null)) return 'sale_without_price'
  if (saleStartsAt !== null && saleEndsAt !== null && saleStartsAt >= saleEndsAt) return 'sale_ends_before_start'
  return null
}

/** Takes variants out of a price list: they are not for sale in its market. */
export async function removePrices(
  tx: Tx,
  { priceListId, variantIds, actor = 'system' }: { priceListId: PriceListId; variantIds: VariantId[]; actor?: string },
): Promise<void> {
  await tell(tx, await deletePrices(tx, priceListId, variantIds), actor)
}

async function tell(tx: Tx, products: readonly ProductId[], actor: string): Promise<void> {
  if (products.length === 0) return
  for (const subjectId of products) await recordEvent(tx, { type: 'pricing.prices_changed', subjectId, actor })
  await markStale(tx, ['catalog', ...products.map((id): CacheTag => `product:${id}`)])
}
