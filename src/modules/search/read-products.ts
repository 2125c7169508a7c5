import type { CategoryId, CustomerGroupId, MarketId, ProductId } from '#kernel/id'
import type { StockPolicy } from '#modules/inventory'
import type { PriceRowJson } from '#modules/pricing'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import type { ListedPicture } from './listed.ts'

/** What the read model is made of: one active product. */
export type ProductFacts = Readonly<{
  id: ProductId
  slug: string
  title: string
  vendor: string
  type: string
  published: number
  description: string
  tags: string[]
  categories: CategoryId[]
  pictures: ListedPicture[]
  options: { name: string; values: { value: string; swatch: string | null }[] }[]
  attributes: { name: string; value: string; position: number; number: number | null; filterable: boolean }[]
  variants: {
    sku: string | null
    gtin: string | null
    mpn: string | null
    options: string[]
    policy: StockPolicy | null
    available: number | null
  }[]
  /** The ordinary prices of its variants, each different one once. */
  prices: {
    market: MarketId
    currency: string
    amount: number
    compareAt: number | null
    sale: number | null
    starts: string | null
    ends: string | null
  }[]
  /** Where other lists have prices for it: all prices of each variant in a market, each different set once. */
  offers: { market: MarketId; rows: (PriceRowJson & { group: CustomerGroupId | null })[] }[] | null
}>

const columns = `
select p.id, p.slug, p.title, p.vendor, p.type, (extract(epoch from p.published_at) * 1000)::bigint as published,
  left(p.description_html, 1200) as description,
  array(select tag from product_tags where product_id = p.id) as tags,
  array(select category_id::text from product_categories where product_id = p.id) as categories,
  (select coalesce(json_agg(json_build_object('hash', m.hash, 'width', m.width, 'height', m.height, 'widths', m.widths,
      'color', m.color, 'alt', m.alt) order by m.position), '[]')
    from (select pm.position, pm.alt, m.* from product_media pm join media m on m.id = pm.media_id
      where pm.product_id = p.id order by pm.position limit 2) m) as pictures,
  (select coalesce(json_agg(json_build_object('name', o.name, 'values',
      (select coalesce(json_agg(json_build_object('value', v.value, 'swatch', v.swatch) order by v.position), '[]')
        from option_values v where v.option_id = o.id)) order by o.position), '[]')
    from product_options o where o.product_id = p.id) as options,
  (select coalesce(json_agg(json_build_object('name', a.name, 'value', pa.value, 'position', a.position,
      'number', pa.number_value, 'filterable', a.filterable) order by pa.position), '[]')
    from product_attributes pa join attributes a on a.id = pa.attribute_id where pa.product_id = p.id) as attributes,
  (select coalesce(json_agg(json_build_object('sku', v.sku, 'gtin', v.gtin, 'mpn', v.mpn,
      'options', v.option_key::json, 'policy', s.policy, 'available', s.available)), '[]')
    from variants v left join lateral (select min(policy) as policy, sum(on_hand - reserved) as available
      from stock_levels where variant_id = v.id) s on true
    where v.product_id = p.id and v.archived_at is null) as variants,
  (select coalesce(json_agg(json_build_object('market', market_id, 'currency', currency, 'amount', amount,
      'compareAt', compare_at_amount, 'sale', sale_amount, 'starts', sale_starts_at, 'ends', sale_ends_at)), '[]')
    from (select distinct l.market_id, l.currency, pr.amount, pr.compare_at_amount, pr.sale_amount,
        pr.sale_starts_at, pr.sale_ends_at
      from variants v join prices pr on pr.variant_id = v.id and pr.from_quantity = 1
        join price_lists l on l.id = pr.price_list_id and l.is_base
      where v.product_id = p.id and v.archived_at is null) as different) as prices,
  (select json_agg(json_build_object('market', market_id, 'rows', rows))
    from (select distinct market_id, rows
      from (select l.market_id, jsonb_agg(jsonb_build_object('group', l.group_id, 'amount', pr.amount,
            'compareAt', pr.compare_at_amount, 'sale', pr.sale_amount, 'saleStarts', pr.sale_starts_at,
            'saleEnds', pr.sale_ends_at, 'from', 1, 'list', case when l.is_base then null else l.name end,
            'starts', l.starts_at, 'ends', l.ends_at, 'currency', l.currency) order by l.is_base desc, l.id) as rows
        from variants v join prices pr on pr.variant_id = v.id and pr.from_quantity = 1
          join price_lists l on l.id = pr.price_list_id and l.active
        where v.product_id = p.id and v.archived_at is null
        group by l.market_id, v.id) as by_variant) as different
    where exists (select 1 from variants v join prices pr on pr.variant_id = v.id and pr.from_quantity = 1
      where v.product_id = p.id and pr.price_list_id = any(array(
        select id from price_lists where not is_base and active)))) as offers
from products p
where p.status = 'active' and p.published_at is not null`

const page = prepared<ProductFacts>('search_products_page', `${columns} and p.id > $1::uuid order by p.id limit $2`)
const some = prepared<ProductFacts>('search_products_some', `${columns} and p.id = any($1::uuid[])`)

/** Few at a time: what a chunk leaves behind is swept before it counts as old. */
const CHUNK = 60
const FIRST = '00000000-0000-0000-0000-000000000000'

/** All active products, a few hundred at a time, so that the shop answers in between. */
export async function* readAllProducts(db: Db): AsyncGenerator<ProductFacts[]> {
  let after: string = FIRST
  for (;;) {
    const rows = await page(db, [after, CHUNK])
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < CHUNK) return
    after = last.id
  }
}

/** Those of these products that are active. */
export async function readSomeProducts(db: Db, ids: readonly string[]): Promise<ProductFacts[]> {
  const found: ProductFacts[] = []
  for (let start = 0; start < ids.length; start += CHUNK)
    found.push(...(await some(db, [ids.slice(start, start + CHUNK)])))
  return found
}
