import { sql } from 'kysely'

import type { CategoryId, MediaId, ProductId, VariantId } from '#kernel/id'
import type { VariantInput } from '#modules/catalog'
import type { Db, Tx } from '#platform/db'
import type { StockRecord } from './record.ts'

/** A product with all that belongs to it, as the shop holds it now. */
export type StoredProduct = {
  id: ProductId
  slug: string
  title: string
  descriptionHtml: string
  vendor: string
  type: string
  status: 'draft' | 'active' | 'archived'
  publishedAt: Date | null
  taxClass: string
  giftCard: boolean
  seoTitle: string
  seoDescription: string
  tags: string[]
  /** The main one first. */
  categories: { id: CategoryId; slug: string }[]
  attributes: { code: string; values: string[] }[]
  options: { name: string; values: { value: string; swatch: string | null }[] }[]
  variants: StoredVariant[]
  media: StoredMedia[]
  redirects: string[]
}

export type StoredVariant = VariantInput & {
  id: VariantId
  prices: StoredPrice[]
  stock: StockRecord | null
}

/** Times are ISO text, as the database writes them into JSON. */
export type StoredPrice = {
  list: string
  amount: number
  compareAtAmount: number | null
  saleAmount: number | null
  saleStartsAt: string | null
  saleEndsAt: string | null
}

export type MediaFacts = {
  hash: string
  width: number
  height: number
  widths: number[]
  color: string
  sourceUrl: string | null
}

export type StoredMedia = MediaFacts & { id: MediaId; alt: string }

/** Whole products by id, in any order, in one statement. */
export async function readStoredProducts(db: Db | Tx, ids: readonly ProductId[]): Promise<StoredProduct[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<StoredProduct>`
    select p.id, p.slug, p.title, p.description_html as "descriptionHtml", p.vendor, p.type, p.status,
      p.published_at as "publishedAt", p.tax_class as "taxClass", p.gift_card as "giftCard",
      p.seo_title as "seoTitle",
      p.seo_description as "seoDescription",
      array(select tag from product_tags where product_id = p.id order by tag collate "C") as tags,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug)
          order by c.id = p.main_category_id desc nulls last, c.slug collate "C"), '[]')
        from product_categories pc join categories c on c.id = pc.category_id where pc.product_id = p.id) as categories,
      (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'values', values) order by code collate "C"), '[]')
        from (select a.code, jsonb_agg(pa.value order by pa.position) as values
          from product_attributes pa join attributes a on a.id = pa.attribute_id
          where pa.product_id = p.id group by a.code) as each) as attributes,
      (select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'values',
          (select coalesce(jsonb_agg(jsonb_build_object('value', ov.value, 'swatch', ov.swatch) order by ov.position), '[]')
            from option_values ov where ov.option_id = o.id)) order by o.position), '[]')
        from product_options o where o.product_id = p.id) as options,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'hash', m.hash, 'width', m.width, 'height', m.height,
          'widths', m.widths, 'color', m.color, 'sourceUrl', m.source_url, 'alt', pm.alt) order by pm.position), '[]')
        from product_media pm join media m on m.id = pm.media_id where pm.product_id = p.id) as media,
      array(select from_path from redirects where target_kind = 'product' and target_id = p.id
        order by from_path collate "C") as redirects,
      ${variantsOf} as variants
    from products p where p.id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

const variantsOf = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'options', v.option_key::jsonb, 'sku', v.sku,
      'gtin', v.gtin, 'mpn', v.mpn, 'weightGrams', v.weight_grams, 'lengthMm', v.length_mm, 'widthMm', v.width_mm,
      'heightMm', v.height_mm, 'hsCode', v.hs_code, 'originCountry', v.origin_country,
      'requiresShipping', v.requires_shipping, 'taxable', v.taxable,
      'mediaIds', (select coalesce(jsonb_agg(vm.media_id order by vm.position), '[]')
        from variant_media vm where vm.variant_id = v.id),
      'prices', (select coalesce(jsonb_agg(jsonb_build_object('list', l.code, 'amount', pr.amount,
          'compareAtAmount', pr.compare_at_amount, 'saleAmount', pr.sale_amount,
          'saleStartsAt', pr.sale_starts_at, 'saleEndsAt', pr.sale_ends_at) order by l.code collate "C"), '[]')
        from prices pr join price_lists l on l.id = pr.price_list_id
        where pr.variant_id = v.id and pr.from_quantity = 1 and l.is_base),
      'stock', (select jsonb_build_object('onHand', s.on_hand, 'policy', s.policy)
        from stock_levels s join locations w on w.id = s.location_id
        where s.variant_id = v.id and w.code = 'main')) order by v.position, v.id), '[]')
  from variants v where v.product_id = p.id and v.archived_at is null)`
