import type { MediaId, ProductId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { mediaFrom, refsFor, type ProductInput } from '#modules/catalog'
import type { ProductRecord } from './record.ts'
import { readStoredProducts, type StoredProduct } from './stored-products.ts'

/** What the shop knows already about the products of a batch. */
export type Known = {
  productOf: (record: ProductRecord) => StoredProduct | undefined
  mediaOf: (source: string) => MediaId | undefined
  /** False when another product has this SKU: a SKU names one variant. */
  isFreeSku: (sku: string, record: ProductRecord) => boolean
  newKeys: (record: ProductRecord, id: ProductId) => string[]
  newPaths: (record: ProductRecord) => string[]
  /** False when another product has it, or had it in this batch. */
  isFreeSlug: (slug: string) => boolean
  remember: (record: ProductRecord, id: ProductId, product: ProductInput) => void
}

/** Asks once for the whole batch: by the other system's keys, else by slug, unless that product has another key. */
export async function lookUp(tx: Tx, records: readonly ProductRecord[], system: string): Promise<Known> {
  const refs = await refsFor<ProductId>(tx, { system, kind: 'product', keys: records.flatMap((record) => record.keys) })
  const { unclaimed: slugs, taken } = await slugsOf(tx, records, system)
  const idOf = (record: ProductRecord): ProductId | undefined =>
    record.keys.map((key) => refs.get(key)).find((id) => id !== undefined) ?? slugs.get(record.slug ?? '')
  const ids = [...new Set(records.flatMap((record) => idOf(record) ?? []))]
  const products = new Map((await readStoredProducts(tx, ids)).map((product) => [product.id, product]))
  const skus = await owners(tx, records)
  const paths = await leading(tx, records)
  const media = await mediaFrom(tx, [...new Set(records.flatMap(sourcesOf))])
  const hashes = await byHash(tx, records)

  return {
    productOf: (record) => products.get(idOf(record) ?? ('' as ProductId)),
    mediaOf: (source) => (source.startsWith('media:') ? hashes.get(source.slice(6)) : media.get(source)),
    isFreeSku: (sku, record) => !skus.has(sku) || (skus.get(sku) === idOf(record) && idOf(record) !== undefined),
    newKeys: (record, id) => record.keys.filter((key) => refs.get(key) !== id),
    newPaths: (record) => record.redirects.filter((path) => !paths.has(path)),
    isFreeSlug: (slug) => !taken.has(slug),
    remember(record, id, { slug, variants }) {
      for (const key of record.keys) refs.set(key, id)
      // From now on it is this record's: another one with the same slug is another product.
      if (record.keys.length > 0) slugs.delete(record.slug ?? '')
      if (slug !== undefined) taken.add(slug)
      for (const { sku } of variants) if (sku !== null) skus.set(sku, id)
      for (const path of record.redirects) paths.set(path, id)
    },
  }
}

const sourcesOf = (record: ProductRecord): string[] => [
  ...(record.pictures ?? []).map((picture) => picture.source),
  ...record.variants.flatMap((each) => each.pictures ?? []),
]

type Slugs = { unclaimed: Map<string, ProductId>; taken: Set<string> }

/** Who has the slugs that the file wants; unclaimed are products that this other system has no name for yet. */
async function slugsOf(tx: Tx, records: readonly ProductRecord[], system: string): Promise<Slugs> {
  const slugs = records.flatMap((record) => record.slug ?? [])
  if (slugs.length === 0) return { unclaimed: new Map(), taken: new Set() }
  const rows = await tx
    .selectFrom('products as p')
    .select(['p.slug', 'p.id'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('external_refs as r')
          .select('r.key')
          .whereRef('r.subject_id', '=', 'p.id')
          .where('r.system', '=', system)
          .where('r.kind', '=', 'product'),
      ).as('claimed'),
    )
    .where('p.slug', 'in', slugs)
    .execute()
  const free = rows.filter((row) => !row.claimed)
  return {
    unclaimed: new Map(free.map((row) => [row.slug, row.id as ProductId])),
    taken: new Set(rows.map((row) => row.slug)),
  }
}

async function owners(tx: Tx, records: readonly ProductRecord[]): Promise<Map<string, ProductId>> {
  const skus = records.flatMap((record) => record.variants.flatMap((variant) => variant.sku ?? []))
  if (skus.length === 0) return new Map()
  const rows = await tx.selectFrom('variants').select(['sku', 'product_id']).where('sku', 'in', skus).execute()
  return new Map(rows.map((row) => [row.sku ?? '', row.product_id as ProductId]))
}

/** Old addresses that lead somewhere already stay with whom they lead to. */
async function leading(tx: Tx, records: readonly ProductRecord[]): Promise<Map<string, string>> {
  const paths = records.flatMap((record) => record.redirects)
  if (paths.length === 0) return new Map()
  const rows = await tx
    .selectFrom('redirects as r')
    .leftJoin('products as p', 'p.id', 'r.target_id')
    .select(['r.from_path', 'r.target_id', 'r.target_kind', 'p.id as living'])
    .where('r.from_path', 'in', paths)
    .execute()
  // One that led to a product which is gone may be given away.
  return new Map(
    rows
      .filter((row) => row.target_kind !== 'product' || row.living !== null)
      .map((row) => [row.from_path, row.target_id ?? 'path']),
  )
}

async function byHash(tx: Tx, records: readonly ProductRecord[]): Promise<Map<string, MediaId>> {
  const hashes = [...new Set(records.flatMap(sourcesOf))]
    .filter((source) => source.startsWith('media:'))
    .map((source) => source.slice(6))
  if (hashes.length === 0) return new Map()
  const rows = await tx.selectFrom('media').select(['hash', 'id']).where('hash', 'in', hashes).execute()
  return new Map(rows.map((row) => [row.hash, row.id as MediaId]))
}
