import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import type { ProductId } from '#kernel/id'
import type { Db } from '#platform/db'
import { rowsAfter, rowsBefore } from './stoa/write-shop.ts'
import { readStoredProducts, type StoredProduct, type StoredVariant } from './stored-products.ts'

const PAGE = 200

/**
 * One number for all that a merchant keeps in the catalog: words, prices of every list, stock, pictures, categories,
 * collections, old addresses; not ids, and not when something was written. Two shops with the same hash sell the same.
 */
export async function catalogHash(db: Db): Promise<string> {
  const hash = createHash('sha256')
  for (const row of [...(await rowsBefore(db)), ...(await rowsAfter(db))]) hash.update(canonical(row))
  const { rows } = await sql<{ id: ProductId }>`select id from products order by slug collate "C"`.execute(db)
  for (let at = 0; at < rows.length; at += PAGE) {
    const page = rows.slice(at, at + PAGE).map((row) => row.id)
    const products = new Map((await readStoredProducts(db, page)).map((product) => [product.id, product]))
    for (const id of page) hash.update(canonical(withoutIds(products.get(id))))
  }
  return hash.digest('hex')
}

function withoutIds(product: StoredProduct | undefined): unknown {
  if (!product) return null
  const { id: _id, categories, media, variants, ...words } = product
  const hashes = new Map(media.map((each) => [each.id, each.hash]))
  return {
    ...words,
    categories: categories.map((category) => category.slug),
    media: media.map(({ hash, alt, width, height }) => [hash, alt, width, height]),
    variants: variants.map((variant) => variantWithoutIds(variant, hashes)),
  }
}

/** A variant that nobody has counted is one of which there is none. Times are told in one zone. */
function variantWithoutIds(variant: StoredVariant, hashes: ReadonlyMap<string, string>): unknown {
  const { id: _id, mediaIds, stock, prices, ...rest } = variant
  return {
    ...rest,
    stock: stock ?? { onHand: 0, policy: 'deny' },
    prices: prices.map((price) => ({
      ...price,
      saleStartsAt: at(price.saleStartsAt),
      saleEndsAt: at(price.saleEndsAt),
    })),
    media: mediaIds.map((id) => hashes.get(id)),
  }
}

const at = (time: string | null): number | null => (time === null ? null : new Date(time).getTime())

/** JSON with its keys in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each) && !(each instanceof Date)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
