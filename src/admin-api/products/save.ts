import type { ProductId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { readProductForEdit, saveProduct, type ProductForEdit, type SaveProductRefusal } from '#modules/catalog'
import { removePrices, setPrices, type PriceInput, type SetPricesRefusal } from '#modules/pricing'
import type { Tx } from '#platform/db'
import type { ProductChange } from './input.ts'

export type SaveRefusal = SaveProductRefusal | SetPricesRefusal

type Save = { id: ProductId; change: ProductChange; actor: string; now: Date }

/** Writes what the product's screen holds: the product itself and the prices that were changed, all or nothing. */
export async function saveScreen(tx: Tx, { id, change, actor, now }: Save): Promise<Result<null, SaveRefusal>> {
  const known = await readProductForEdit(tx, id)
  if (!known) return refuse({ code: 'not_found' })
  const product = merged(known.product, change, now)
  const saved = await saveProduct(tx, { id, product, actor, expectedVersion: change.version })
  if (!saved.ok) return saved
  const own = new Set(saved.value.variants.map(({ variantId }) => variantId))
  return savePrices(
    tx,
    change.variants.filter((variant) => own.has(variant.id)),
    actor,
  )
}

/** What the screen does not show (attributes, options, sizes) stays as it is. */
function merged(known: ProductForEdit['product'], change: ProductChange, now: Date): ProductForEdit['product'] {
  const { version: _version, variants, ...fields } = change
  const changes = new Map(variants.map(({ id, sku, gtin, weightGrams }) => [id, { sku, gtin, weightGrams }]))
  return {
    ...known,
    ...fields,
    publishedAt: fields.status === 'active' ? (known.publishedAt ?? now) : known.publishedAt,
    variants: known.variants.map((variant) => ({ ...variant, ...changes.get(variant.id) })),
  }
}

async function savePrices(
  tx: Tx,
  variants: ProductChange['variants'],
  actor: string,
): Promise<Result<null, SetPricesRefusal>> {
  const all = variants.flatMap(({ id, prices }) => prices.map((price) => ({ ...price, variantId: id })))
  const set = all.flatMap((price): PriceInput[] => (price.amount === null ? [] : [{ ...price, amount: price.amount }]))
  const gone = all.filter((price) => price.amount === null)
  for (const [priceListId, prices] of Map.groupBy(gone, (price) => price.priceListId)) {
    await removePrices(tx, { priceListId, variantIds: prices.map((price) => price.variantId), actor })
  }
  const saved = await setPrices(tx, set, { actor })
  return saved.ok ? ok(null) : saved
}
