import { sql } from 'kysely'

import type { VariantId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { linksDiffer } from './differences.ts'
import { linksOf, mediaDiffer, rowDiffers, type PlannedVariant } from './plan-variants.ts'
import type { ProductPlan } from './product-plan.ts'

/** Makes room for the planned variants of a known product: what goes, goes; what stays gets its new values. */
export async function prepareVariants(tx: Tx, plan: ProductPlan): Promise<void> {
  await letGo(tx, plan)
  await updateVariants(tx, plan)
  await clearLinks(tx, plan)
}

/** A variant that an order, a cart or a reservation names is kept out of sight; another one is deleted. */
async function letGo(tx: Tx, { gone, variants }: ProductPlan): Promise<void> {
  if (gone.length === 0) return
  const ids = gone.map(({ id }) => id)
  const wanted = variants.map(({ key }) => key)
  await sql`select id from variants where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  const { rows } = await sql<{ id: VariantId }>`
    select id from unnest(${ids}::uuid[]) as gone (id)
    where exists (select from cart_lines where variant_id = gone.id)
      or exists (select from reservations where variant_id = gone.id)
      or exists (select from order_lines where variant_id = gone.id)`.execute(tx)
  const named = rows.map(({ id }) => id)
  await sql`delete from variants where id = any(${ids}::uuid[]) and id <> all(${named}::uuid[])`.execute(tx)
  await sql`update variants set archived_at = now(), sku = null,
      option_key = case when option_key = any(${wanted}::text[]) then id::text else option_key end
    where id = any(${named}::uuid[])`.execute(tx)
}

const rowOf = (productId: string, { id, key, position, input }: PlannedVariant) => ({
  id,
  product_id: productId,
  option_key: key,
  sku: input.sku,
  gtin: input.gtin,
  mpn: input.mpn,
  position,
  weight_grams: input.weightGrams,
  length_mm: input.lengthMm,
  width_mm: input.widthMm,
  height_mm: input.heightMm,
  hs_code: input.hsCode,
  origin_country: input.originCountry,
  requires_shipping: input.requiresShipping,
  taxable: input.taxable,
})

async function updateVariants(tx: Tx, { id, variants }: ProductPlan): Promise<void> {
  const changed = variants.filter((variant) => variant.saved && rowDiffers(variant))
  if (changed.length === 0) return
  await vacate(tx, changed)
  const rows = changed.map((variant) => rowOf(id, variant))
  await sql`update variants as v set option_key = n.option_key, sku = n.sku, gtin = n.gtin, mpn = n.mpn,
      position = n.position, weight_grams = n.weight_grams, length_mm = n.length_mm, width_mm = n.width_mm,
      height_mm = n.height_mm, hs_code = n.hs_code, origin_country = n.origin_country,
      requires_shipping = n.requires_shipping, taxable = n.taxable, archived_at = null
    from jsonb_populate_recordset(null::variants, ${JSON.stringify(rows)}::jsonb) as n where v.id = n.id`.execute(tx)
}

/** Two variants may swap their SKUs or values: first both let go of theirs. */
async function vacate(tx: Tx, changed: readonly PlannedVariant[]): Promise<void> {
  const moving = changed.filter(({ saved, input, key }) => saved?.sku !== input.sku || saved.key !== key)
  if (moving.length < 2) return
  await sql`update variants set sku = null, option_key = id::text
    where id = any(${moving.map(({ id }) => id)}::uuid[])`.execute(tx)
}

async function clearLinks(tx: Tx, plan: ProductPlan): Promise<void> {
  const ids = (variants: readonly PlannedVariant[]): string[] =>
    variants.filter(({ saved }) => saved).map(({ id }) => id)
  const linked = ids(plan.variants.filter((variant) => linksDiffer(plan, variant)))
  const pictured = ids(plan.variants.filter(mediaDiffer))
  if (linked.length > 0)
    await sql`delete from variant_option_values where variant_id = any(${linked}::uuid[])`.execute(tx)
  if (pictured.length > 0) await sql`delete from variant_media where variant_id = any(${pictured}::uuid[])`.execute(tx)
}

export const newVariantRows = ({ id, variants }: ProductPlan) =>
  variants.filter(({ saved }) => !saved).map((variant) => rowOf(id, variant))

export const linkRows = (plan: ProductPlan) =>
  plan.variants
    .filter((variant) => linksDiffer(plan, variant))
    .flatMap(({ id, input }) =>
      linksOf(input.options, plan.options).map(([option_id, option_value_id]) => ({
        variant_id: id,
        option_id,
        option_value_id,
      })),
    )

export const variantMediaRows = ({ variants }: ProductPlan) =>
  variants
    .filter(mediaDiffer)
    .flatMap(({ id, input }) => input.mediaIds.map((media_id, position) => ({ variant_id: id, media_id, position })))
