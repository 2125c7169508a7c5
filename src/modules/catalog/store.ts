import { sql } from 'kysely'

import type { Tx } from '#platform/db'
import { numberIn } from './check-references.ts'
import type { ProductPart } from './differences.ts'
import { insertRows, type ProductRows } from './insert-rows.ts'
import type { ProductPlan } from './product-plan.ts'
import { productRowOf } from './product-row.ts'
import { linkRows, newVariantRows, prepareVariants, variantMediaRows } from './variant-store.ts'

/** Writes the parts of a product that differ, with the same few statements however many rows it has. */
export async function writeProduct(tx: Tx, plan: ProductPlan, parts: readonly ProductPart[]): Promise<void> {
  await writeRow(tx, plan)
  const has = (part: ProductPart): boolean => parts.includes(part)
  if (plan.saved) await clear(tx, plan, has)
  if (plan.saved && has('variants')) await prepareVariants(tx, plan)
  await insertRows(tx, rowsOf(plan, has))
}

/** The rows of a product's parts; of all parts unless told otherwise. */
export const rowsOf = (plan: ProductPlan, has: (part: ProductPart) => boolean = () => true): ProductRows => ({
  ...(has('tags') && { product_tags: plan.product.tags.map((tag) => ({ product_id: plan.id, tag })) }),
  ...(has('categories') && { product_categories: categoryRows(plan) }),
  ...(has('attributes') && { product_attributes: attributeRows(plan) }),
  ...(has('media') && { product_media: mediaRows(plan) }),
  ...(has('options') && { product_options: optionRows(plan), option_values: valueRows(plan) }),
  ...(has('variants') && {
    variants: newVariantRows(plan),
    variant_option_values: linkRows(plan),
    variant_media: variantMediaRows(plan),
  }),
})

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

/** Takes away the rows of a known product that are written anew or gone. It keeps its place in its categories. */
async function clear(tx: Tx, plan: ProductPlan, has: (part: ProductPart) => boolean): Promise<void> {
  const { id, product } = plan
  if (has('tags')) await tx.deleteFrom('product_tags').where('product_id', '=', id).execute()
  if (has('attributes')) await tx.deleteFrom('product_attributes').where('product_id', '=', id).execute()
  if (has('media')) await tx.deleteFrom('product_media').where('product_id', '=', id).execute()
  if (has('categories'))
    await sql`delete from product_categories
      where product_id = ${id} and category_id <> all(${product.categoryIds}::uuid[])`.execute(tx)
  if (has('options')) await clearOptions(tx, plan)
}

async function clearOptions(tx: Tx, { id, options }: ProductPlan): Promise<void> {
  const values = options.flatMap((option) => option.values.map((value) => value.id))
  await sql`delete from option_values using product_options o
    where o.id = option_values.option_id and o.product_id = ${id} and option_values.id <> all(${values}::uuid[])`.execute(
    tx,
  )
  await sql`delete from product_options
    where product_id = ${id} and id <> all(${options.map((option) => option.id)}::uuid[])`.execute(tx)
}

const categoryRows = ({ id, product }: ProductPlan) =>
  product.categoryIds.map((category_id) => ({ product_id: id, category_id }))

const attributeRows = ({ id, product, references }: ProductPlan) =>
  product.attributes.flatMap(({ code, values }) => {
    const attribute = references.get(code)
    return values.map((value, position) => ({
      product_id: id,
      attribute_id: attribute?.id,
      position,
      value,
      number_value: attribute?.type === 'number' ? numberIn(value) : null,
    }))
  })

const mediaRows = ({ id, product }: ProductPlan) =>
  product.media.map(({ mediaId, alt }, position) => ({ product_id: id, media_id: mediaId, position, alt }))

const optionRows = ({ id, options }: ProductPlan) =>
  options.map((option, position) => ({ id: option.id, product_id: id, name: option.name, position }))

const valueRows = ({ options }: ProductPlan) =>
  options.flatMap((option) => option.values.map((value, position) => ({ ...value, option_id: option.id, position })))
