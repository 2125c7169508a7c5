import { sql } from 'kysely'

import type { PriceListId, ProductId, VariantId } from '#kernel/id'
import { ok } from '#kernel/result'
import type { Tx } from '#platform/db'
import { bindRef, saveProduct, type SavedVariant, type SaveProductRefusal } from '#modules/catalog'
import { addRedirect } from '#modules/content'
import { setStocks, type SetStock } from '#modules/inventory'
import { readPriceLists, setPrices, type PriceInput } from '#modules/pricing'
import { attributesFor, type FittingAttributes } from './attributes.ts'
import { CategoryTree } from './category-tree.ts'
import { lookUp, type Known } from './known-products.ts'
import { mergedProduct } from './merge.ts'
import type { ProductRecord, VariantRecord } from './record.ts'
import { isSame } from './same.ts'
import type { StoredProduct, StoredVariant } from './stored-products.ts'

export type PutOptions = {
  /** Whose keys the records carry; together with them it finds a product again. */
  system: string
  actor: string
  now: Date
  /** Leave prices and stock as they are: only words and pictures are put. */
  withoutNumbers?: boolean
  /** True: the caller undoes everything when one is refused, so none needs a savepoint of its own. */
  allOrNothing?: boolean
}

/** What became of one record. Losses are things of it that the shop could not take; the rest went in. */
export type Put =
  | { state: 'created' | 'changed' | 'unchanged'; productId: ProductId; losses: Loss[] }
  | { state: 'refused'; refusal: SaveProductRefusal }

export type Loss = { line: number; message: string }

/**
 * Stores products with their categories, attributes, prices, stock, references and old addresses: new ones are made,
 * known ones brought into the given form, equal ones left alone. A product that is refused undoes nothing but itself.
 */
export async function putProducts(tx: Tx, records: readonly ProductRecord[], options: PutOptions): Promise<Put[]> {
  const batch: Batch = {
    ...options,
    known: await lookUp(tx, records, options.system),
    tree: await CategoryTree.load(tx, options),
    attributes: await attributesFor(tx, records),
    lists: new Map((await readPriceLists(tx)).map((list) => [list.code, list.id])),
    prices: [],
    stocks: [],
  }
  const results: (Put & { variants?: SavedVariant[] })[] = []
  for (const record of records) {
    const put = options.allOrNothing ? await putOne(tx, record, batch) : await putSafely(tx, record, batch)
    results.push(put)
    if (options.allOrNothing && put.state === 'refused') return [put]
  }
  const priced = await setPrices(tx, batch.prices, { actor: options.actor })
  if (!priced.ok) throw new Error(`prices were refused: ${priced.refusal.code}`)
  const refused = new Set(await setStocks(tx, batch.stocks))
  return results.map((result) => withNumbers(result, { priced: new Set(priced.value.changed), refused, batch }))
}

/** One product; see `putProducts`. */
export async function putProduct(tx: Tx, record: ProductRecord, options: PutOptions): Promise<Put> {
  const [put] = await putProducts(tx, [record], options)
  if (!put) throw new Error('a product was put and nothing came of it')
  return put
}

type Batch = PutOptions & {
  known: Known
  tree: CategoryTree
  attributes: FittingAttributes
  lists: ReadonlyMap<string, PriceListId>
  prices: PriceInput[]
  stocks: (SetStock & { line: number; changes: boolean })[]
}

/** A refused product leaves no half of itself behind. */
async function putSafely(tx: Tx, record: ProductRecord, batch: Batch): Promise<Put & { variants?: SavedVariant[] }> {
  await sql`savepoint product`.execute(tx)
  const kept = { prices: batch.prices.length, stocks: batch.stocks.length, tree: batch.tree.mark() }
  const put = await putOne(tx, record, batch)
  if (put.state !== 'refused') {
    await sql`release savepoint product`.execute(tx)
    return put
  }
  await sql`rollback to savepoint product`.execute(tx)
  batch.prices.length = kept.prices
  batch.stocks.length = kept.stocks
  batch.tree.rewind(kept.tree)
  return put
}

async function putOne(tx: Tx, record: ProductRecord, batch: Batch): Promise<Put & { variants?: SavedVariant[] }> {
  const losses: Loss[] = []
  const before = batch.known.productOf(record)
  const categoryIds = await batch.tree.idsFor(tx, record.categories)
  const attributes = batch.attributes.valuesFor(record, losses)
  const merged = mergedProduct(record, { before, categoryIds, attributes, now: batch.now, known: batch.known, losses })
  const same = before && isSame(merged, before)
  const saved = same ? asItIs(before) : await saveProduct(tx, { id: before?.id, product: merged, actor: batch.actor })
  if (!saved.ok) return { state: 'refused', refusal: saved.refusal }
  const { productId, changed, variants } = saved.value
  for (const key of batch.known.newKeys(record, productId)) {
    await bindRef(tx, { system: batch.system, kind: 'product', key, subjectId: productId })
  }
  for (const path of batch.known.newPaths(record)) await addRedirect(tx, path, { kind: 'product', id: productId })
  batch.known.remember(record, productId, merged)
  if (!batch.withoutNumbers) collectNumbers(record, { variants, stored: before?.variants ?? [] }, batch)
  return { state: before ? (changed ? 'changed' : 'unchanged') : 'created', productId, losses, variants }
}

/** Most products of a second import are equal to what is there: they cost no statement. */
const asItIs = ({
  id,
  variants,
}: StoredProduct): { ok: true; value: { productId: ProductId; changed: false; variants: SavedVariant[] } } =>
  ok({
    productId: id,
    changed: false,
    variants: variants.map((each) => ({ variantId: each.id, options: each.options })),
  })

type Ours = { variants: readonly SavedVariant[]; stored: readonly StoredVariant[] }

/** Prices and stock of all products of a batch are written together. */
function collectNumbers(record: ProductRecord, { variants, stored }: Ours, batch: Batch): void {
  const byOptions = new Map(record.variants.map((variant) => [JSON.stringify(variant.options.map(oneLine)), variant]))
  const before = new Map(stored.map((variant) => [variant.id, variant]))
  for (const { variantId, options } of variants) {
    const variant = byOptions.get(JSON.stringify(options))
    if (!variant) continue
    batch.prices.push(...pricesOf(variant, variantId, batch.lists))
    if (variant.stock) batch.stocks.push(stockOf(variant, variantId, before.get(variantId), batch.actor))
  }
}

/** As the catalog keeps option values. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const pricesOf = (variant: VariantRecord, variantId: VariantId, lists: Batch['lists']): PriceInput[] =>
  Object.entries(variant.prices).flatMap(([code, price]) => {
    const priceListId = lists.get(code)
    return priceListId ? [{ priceListId, variantId, ...price }] : []
  })

function stockOf(
  { stock, line }: VariantRecord,
  variantId: VariantId,
  before: StoredVariant | undefined,
  actor: string,
) {
  const { onHand, policy } = stock ?? { onHand: 0, policy: 'deny' as const }
  const old = before?.stock ?? { onHand: 0, policy: 'deny' }
  const changes = old.onHand !== onHand || old.policy !== policy
  return { variantId, onHand, policy, reason: 'import', actor, kind: 'import' as const, line, changes }
}

type Numbers = { priced: ReadonlySet<ProductId>; refused: ReadonlySet<VariantId>; batch: Batch }

/** A product whose price or stock alone changed has changed; stock that orders hold on to is told. */
function withNumbers(result: Put & { variants?: SavedVariant[] }, { priced, refused, batch }: Numbers): Put {
  if (result.state === 'refused') return result
  const ids = new Set(result.variants?.map((variant) => variant.variantId))
  const stocks = batch.stocks.filter((stock) => ids.has(stock.variantId))
  const losses = stocks
    .filter((stock) => refused.has(stock.variantId))
    .map(({ line, onHand }) => ({ line, message: `Orders hold more than ${onHand}: the stock stays as it is.` }))
  const moved = priced.has(result.productId) || stocks.some((stock) => stock.changes && !refused.has(stock.variantId))
  const state = result.state === 'unchanged' && moved ? 'changed' : result.state
  return { state, productId: result.productId, losses: [...result.losses, ...losses] }
}
