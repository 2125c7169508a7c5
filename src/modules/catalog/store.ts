import { sql } from 'kysely'

import type { Tx } from '#platform/db'
import { numberIn } from './check-references.ts'
import type { ProductPart } from './differences.ts'
import { productRowOf } from './product-row.ts'
import type { ProductPlan } from './product-plan.ts'
import { writeVariants } from './variant-store.ts'

/** Writes the parts of a product that differ, each with a statement or two, however many rows it has. */
export async function writeProduct(tx: Tx, plan: ProductPlan, parts: readonly ProductPart[]): Promise<void> {
  await writeRow(tx, plan)
  if (parts.includes('tags')) await writeTags(tx, plan)
  if (parts.includes('categories')) await writeCategories(tx, plan)
  if (parts.includes('attributes')) await writeAttributes(tx, plan)
  if (parts.includes('media')) await writeMedia(tx, plan)
  if (parts.includes('options')) await writeOptions(tx, plan)
  if (parts.includes('variants')) await writeVariants(tx, plan)
}

async function writeRow(tx: Tx, { id, product, saved }: ProductPlan): Promise<void> {
  const row = productRowOf(product)
  if (!saved) {
    await tx
      .insertInto('products')
      .values({ id, ...row })
      .execute()
    return
  }
  await tx
    .updateTable('products')
    .set({ ...row, version: sql`version + 1`, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}

async function writeTags(tx: Tx, { id, product, saved }: ProductPlan): Promise<void> {
  if (saved) await tx.deleteFrom('product_tags').where('product_id', '=', id).execute()
  await sql`insert into product_tags (product_id, tag) select ${id}, unnest(${product.tags}::text[])`.execute(tx)
}

/** A product keeps its place in the categories where it stays. */
async function writeCategories(tx: Tx, { id, product, saved }: ProductPlan): Promise<void> {
  const ids = product.categoryIds
  if (saved)
    await sql`delete from product_categories where product_id = ${id} and category_id <> all(${ids}::uuid[])`.execute(
      tx,
    )
  await sql`insert into product_categories (product_id, category_id)
    select ${id}, unnest(${ids}::uuid[]) on conflict do nothing`.execute(tx)
}

async function writeAttributes(tx: Tx, { id, product, saved, references }: ProductPlan): Promise<void> {
  if (saved) await tx.deleteFrom('product_attributes').where('product_id', '=', id).execute()
  const rows = product.attributes.flatMap(({ code, values }) => {
    const attribute = references.get(code)
    return values.map((value, position) => ({
      product_id: id,
      attribute_id: attribute?.id ?? '',
      position,
      value,
      number_value: attribute?.type === 'number' ? numberIn(value) : null,
    }))
  })
  if (rows.length > 0) await tx.insertInto('product_attributes').values(rows).execute()
}

async function writeMedia(tx: Tx, { id, product, saved }: ProductPlan): Promise<void> {
  if (saved) await tx.deleteFrom('product_media').where('product_id', '=', id).execute()
  const rows = product.media.map(({ mediaId, alt }, position) => ({ product_id: id, media_id: mediaId, position, alt }))
  if (rows.length === 0) return
  await sql`insert into product_media (product_id, media_id, position, alt)
    select product_id, media_id, position, alt
    from jsonb_populate_recordset(null::product_media, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

async function writeOptions(tx: Tx, { id, options, saved }: ProductPlan): Promise<void> {
  const optionRows = options.map((option, position) => ({ id: option.id, product_id: id, name: option.name, position }))
  const valueRows = options.flatMap((option) =>
    option.values.map((value, position) => ({ ...value, option_id: option.id, position })),
  )
  if (saved) await deleteMissing(tx, { productId: id, options: optionRows, values: valueRows })
  await sql`insert into product_options (id, product_id, name, position)
    select id, product_id, name, position
    from jsonb_populate_recordset(null::product_options, ${JSON.stringify(optionRows)}::jsonb)
    on conflict (id) do update set name = excluded.name, position = excluded.position`.execute(tx)
  await sql`insert into option_values (id, option_id, value, swatch, position)
    select id, option_id, value, swatch, position
    from jsonb_populate_recordset(null::option_values, ${JSON.stringify(valueRows)}::jsonb)
    on conflict (id) do update set value = excluded.value, swatch = excluded.swatch, position = excluded.position`.execute(
    tx,
  )
}

type Kept = { productId: string; options: { id: string }[]; values: { id: string }[] }

async function deleteMissing(tx: Tx, { productId, options, values }: Kept): Promise<void> {
  await sql`delete from option_values using product_options o
    where o.id = option_values.option_id and o.product_id = ${productId}
      and option_values.id <> all(${values.map((each) => each.id)}::uuid[])`.execute(tx)
  await sql`delete from product_options where product_id = ${productId} and id <> all(${options.map((each) => each.id)}::uuid[])`.execute(
    tx,
  )
}
