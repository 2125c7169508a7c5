import { sql } from 'kysely'

import type { CategoryId, MediaId, ProductId, VariantId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import type { VariantInput } from './product.ts'

/** A product as the database holds it, to be compared with what it should become. */
export type SavedProduct = {
  row: ProductRow
  tags: string[]
  categoryIds: CategoryId[]
  attributes: { code: string; values: string[] }[]
  options: SavedOption[]
  variants: SavedVariantRow[]
  media: { mediaId: MediaId; alt: string }[]
}

export type ProductRow = {
  slug: string
  title: string
  description_html: string
  vendor: string
  type: string
  status: string
  published_at: Date | null
  tax_class: string
  gift_card: boolean
  main_category_id: string | null
  seo_title: string
  seo_description: string
  version: number
}

export type SavedOption = { id: string; name: string; values: SavedValue[] }
export type SavedValue = { id: string; value: string; swatch: string | null }
export type SavedVariantRow = Omit<VariantInput, 'options'> & {
  id: VariantId
  key: string
  archived: boolean
  position: number
}

export const rowColumns = [
  'slug',
  'title',
  'description_html',
  'vendor',
  'type',
  'status',
  'published_at',
  'tax_class',
  'gift_card',
  'main_category_id',
  'seo_title',
  'seo_description',
  'version',
] as const

/** Takes the product's row first: of two who save it at once, the second sees what the first wrote. */
export async function lockProduct(tx: Tx, id: ProductId): Promise<ProductRow | null> {
  const row = await tx.selectFrom('products').select(rowColumns).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ?? null
}

type Parts = Omit<SavedProduct, 'row'>

/** The parts of a locked product, in one statement. */
export async function readSavedProduct(tx: Tx, id: ProductId, row: ProductRow): Promise<SavedProduct> {
  const [parts] = await readParts(tx, [id])
  if (!parts) throw new Error(`product ${id} is locked but not there`)
  return { row, ...parts }
}

/** The parts of each of these products, by the products' ids, in one statement. The main category comes first. */
export async function readParts(db: Db | Tx, ids: readonly ProductId[]): Promise<(Parts & { id: ProductId })[]> {
  const { rows } = await sql<Parts & { id: ProductId }>`
    select p.id,
      array(select tag from product_tags where product_id = p.id order by tag collate "C") as tags,
      array(select category_id from product_categories where product_id = p.id
        order by category_id is distinct from p.main_category_id, category_id) as "categoryIds",
      (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'values', values) order by code collate "C"), '[]')
        from (select a.code, jsonb_agg(pa.value order by pa.position) as values
          from product_attributes pa join attributes a on a.id = pa.attribute_id
          where pa.product_id = p.id group by a.code) as each) as attributes,
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'values',
          (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'value', v.value, 'swatch', v.swatch)
              order by v.position), '[]')
            from option_values v where v.option_id = o.id)) order by o.position), '[]')
        from product_options o where o.product_id = p.id) as options,
      (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'key', v.option_key, 'sku', v.sku, 'gtin', v.gtin,
          'mpn', v.mpn, 'weightGrams', v.weight_grams, 'lengthMm', v.length_mm, 'widthMm', v.width_mm,
          'heightMm', v.height_mm, 'hsCode', v.hs_code, 'originCountry', v.origin_country,
          'requiresShipping', v.requires_shipping, 'taxable', v.taxable, 'archived', v.archived_at is not null,
          'position', v.position, 'mediaIds',
          (select coalesce(jsonb_agg(media_id order by position), '[]') from variant_media where variant_id = v.id))
          order by v.archived_at is not null, v.position), '[]')
        from variants v where v.product_id = p.id) as variants,
      (select coalesce(jsonb_agg(jsonb_build_object('mediaId', media_id, 'alt', alt) order by position), '[]')
        from product_media where product_id = p.id) as media
    from products p where p.id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}
