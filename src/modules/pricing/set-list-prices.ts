import type { PriceListId, ProductId, VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale, type CacheTag } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { recordEvents } from '#platform/events'
import { bumpList, replaceTiers } from './store.ts'

/** From so many pieces on, each costs this; minor units of the list's currency. */
export type Tier = Readonly<{ fromQuantity: number; amount: number }>

/** All that a list says about a variant: without a tier it says nothing. */
export type TiersOf = Readonly<{ variantId: VariantId; tiers: readonly Tier[] }>

export type SetListPricesRefusal =
  | { code: 'not_found' }
  | { code: 'changed_meanwhile' }
  | { code: 'unknown_variant' }
  | { code: 'invalid_amount'; variantId: VariantId }
  | { code: 'invalid_quantity'; variantId: VariantId }
  | { code: 'quantity_twice'; variantId: VariantId }

type SetListPrices = Readonly<{ id: PriceListId; version: number; prices: readonly TiersOf[]; actor: string }>

const MOST_PIECES = 999

/**
 * Replaces what a list says about these variants, if nobody has changed the list since `version` was read. Sale and
 * compare-at amounts of ordinary prices stay as they are.
 */
export async function setListPrices(
  tx: Tx,
  { id, version, prices, actor }: SetListPrices,
): Promise<Result<{ changed: ProductId[] }, SetListPricesRefusal>> {
  for (const { variantId, tiers } of prices) {
    const wrong = problemOf(tiers)
    if (wrong) return refuse({ code: wrong, variantId })
  }
  if (!(await bumpList(tx, id, version))) {
    const there = await tx.selectFrom('price_lists').select('id').where('id', '=', id).executeTakeFirst()
    return refuse({ code: there ? 'changed_meanwhile' : 'not_found' })
  }
  const lastOfEach = [...new Map(prices.map((one) => [one.variantId, one])).values()]
  try {
    const changed = await replaceTiers(tx, id, lastOfEach)
    await recordEvents(
      tx,
      changed.map((subjectId) => ({ type: 'pricing.prices_changed' as const, subjectId, actor })),
    )
    if (changed.length > 0)
      await markStale(tx, ['catalog', ...changed.map((product): CacheTag => `product:${product}`)])
    return ok({ changed })
  } catch (error) {
    if (brokenRule(error) === 'prices_variant_id_fkey') return refuse({ code: 'unknown_variant' })
    throw error
  }
}

function problemOf(tiers: readonly Tier[]): 'invalid_amount' | 'invalid_quantity' | 'quantity_twice' | null {
  if (!tiers.every(({ amount }) => Number.isSafeInteger(amount) && amount >= 0)) return 'invalid_amount'
  const quantities = tiers.map(({ fromQuantity }) => fromQuantity)
  if (!quantities.every((one) => Number.isInteger(one) && one >= 1 && one <= MOST_PIECES)) return 'invalid_quantity'
  return new Set(quantities).size === quantities.length ? null : 'quantity_twice'
}
