import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'

/** The tables whose rows belong to one product, in the order of the statement's parameters. */
const tables = {
  product_tags: 'product_id, tag',
  product_categories: 'product_id, category_id',
  product_attributes: 'product_id, attribute_id, position, value, number_value',
  product_media: 'product_id, media_id, position, alt',
  product_options: 'id, product_id, name, position',
  option_values: 'id, option_id, value, swatch, position',
  variants: `id, product_id, option_key, sku, gtin, mpn, position, weight_grams, length_mm, width_mm, height_mm,
    hs_code, origin_country, requires_shipping, taxable`,
  variant_option_values: 'variant_id, option_id, option_value_id',
  variant_media: 'variant_id, media_id, position',
} as const

/** Rows that are there already keep their ids and take the new values. */
const whenThere: Partial<Record<keyof typeof tables, string>> = {
  product_categories: 'on conflict do nothing',
  product_options: 'on conflict (id) do update set name = excluded.name, position = excluded.position',
  option_values:
    'on conflict (id) do update set value = excluded.value, swatch = excluded.swatch, position = excluded.position',
}

/** Two products that want the same SKUs take them in one order, so that they do not wait for each other in a circle. */
const inOrder: Partial<Record<keyof typeof tables, string>> = { variants: 'order by sku, id' }

export type ProductRows = Partial<Record<keyof typeof tables, readonly object[]>>

const names = Object.keys(tables) as (keyof typeof tables)[]
const parts = names.map((name, index) => {
  const rows = `select ${tables[name]} from jsonb_populate_recordset(null::${name}, $${index + 1}::jsonb)`
  return `${name}_in as (
    insert into ${name} (${tables[name]}) ${rows} ${inOrder[name] ?? ''} ${whenThere[name] ?? ''})`
})
const insert = prepared('insert_product_rows', `with ${parts.join(', ')} select 1`)

/** Inserts all rows of a product in one round trip: an import of 50,000 products is made of such. */
export async function insertRows(tx: Tx, rows: ProductRows): Promise<void> {
  if (Object.values(rows).every((each) => each.length === 0)) return
  await insert(
    tx,
    names.map((name) => JSON.stringify(rows[name] ?? [])),
  )
}
