import { sql } from 'kysely'

import { newId, type ProductId } from '#kernel/id'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { insertRows, type ProductRows } from './insert-rows.ts'
import type { ProductInput, SavedVariant } from './product.ts'
import { planProduct, type ProductPlan } from './product-plan.ts'
import { productRowOf } from './product-row.ts'
import { rowsOf } from './store.ts'

export type NewProduct = ProductInput & { slug: string }

type Inserted = { productId: ProductId; variants: SavedVariant[] }

/**
 * Stores many new products with a handful of statements: for programs that make them and know that they are right.
 * Nothing is checked but by the database, and no event is recorded; lists are told once that they are stale.
 */
export async function insertProducts(tx: Tx, products: readonly NewProduct[]): Promise<Inserted[]> {
  const { rows } = await sql<{ id: string; code: string; type: string }>`select id, code, type from attributes`.execute(
    tx,
  )
  const references = new Map(rows.map((row) => [row.code, row]))
  const plans = products.map((product) => {
    const options = product.options.map(({ name, values }) => ({
      name,
      values: values.map(({ value, swatch }) => ({ value, swatch: swatch ?? null })),
    }))
    const giftCard = product.giftCard ?? false
    return planProduct({ id: newId<'product'>(), product: { ...product, options, giftCard }, saved: null, references })
  })
  await insertOwnRows(tx, plans)
  await insertRows(tx, together(plans.map((plan) => rowsOf(plan))))
  await markStale(tx, ['catalog'])
  return plans.map(({ id, variants }) => ({
    productId: id,
    variants: variants.map((variant) => ({ variantId: variant.id, options: variant.input.options })),
  }))
}

async function insertOwnRows(tx: Tx, plans: readonly ProductPlan[]): Promise<void> {
  const own = plans.map(({ id, product }) => ({ id, ...productRowOf(product) }))
  await sql`insert into products (id, slug, title, description_html, vendor, type, status, published_at, tax_class,
      gift_card, main_category_id, seo_title, seo_description)
    select id, slug, title, description_html, vendor, type, status, published_at, tax_class, gift_card, main_category_id,
      seo_title, seo_description
    from jsonb_populate_recordset(null::products, ${JSON.stringify(own)}::jsonb)`.execute(tx)
}

function together(all: readonly ProductRows[]): ProductRows {
  const sum: Record<string, object[]> = {}
  for (const rows of all)
    for (const [table, list] of Object.entries(rows)) {
      const known = sum[table]
      if (known) known.push(...list)
      else sum[table] = [...list]
    }
  return sum
}
