import { newId, type ProductId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale, type CacheTag } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { brokenRule, wasDeadlock } from '#platform/db-errors'
import { recordEvent } from '#platform/events'
import { settleSlug } from '#modules/content'
import { checkProduct, type ProductProblem } from './check-product.ts'
import { checkReferences, type ReferenceProblem } from './check-references.ts'
import { differences, type ProductPart } from './differences.ts'
import { freeSlug } from './free-slug.ts'
import { valuesOf } from './plan-variants.ts'
import type { ProductInput, SavedVariant } from './product.ts'
import { planProduct, type ProductPlan } from './product-plan.ts'
import { lockProduct, readSavedProduct, type SavedProduct } from './saved-product.ts'
import { writeProduct } from './store.ts'

export type SaveProductRefusal =
  | ProductProblem
  | ReferenceProblem
  | { code: 'not_found' }
  | { code: 'slug_taken'; slug: string }
  | { code: 'sku_taken'; sku: string }
  | { code: 'changed_meanwhile' }

export type SaveProduct = {
  id?: ProductId | undefined
  product: ProductInput
  actor: string
  /** The version that staff had before their eyes; another one refuses. */
  expectedVersion?: number | undefined
}

type Saved = { productId: ProductId; changed: boolean; variants: SavedVariant[] }

/**
 * Brings a product, new or known, into the form that is given: what is left out goes, what is there already stays as it
 * is, and when nothing differs nothing is written. A new slug leaves a redirect behind; a slug that was another's old
 * address becomes this one's.
 */
export async function saveProduct(tx: Tx, command: SaveProduct): Promise<Result<Saved, SaveProductRefusal>> {
  const saved = await readSaved(tx, command)
  if (!saved.ok) return saved
  const checked = checkProduct(command.product)
  if (!checked.ok) return checked
  const references = await checkReferences(tx, checked.value)
  if (!references.ok) return references

  const productId = command.id ?? newId<'product'>()
  const slug = checked.value.slug ?? saved.value?.row.slug ?? (await freeSlug(tx, checked.value.title))
  const product = { ...checked.value, slug }
  const plan = planProduct({ id: productId, product, saved: saved.value, references: references.value })
  const parts = differences(plan)
  const variants = plan.variants.map(({ id, input }) => ({ variantId: id, options: input.options }))
  if (parts.length === 0) return ok({ productId, changed: false, variants })

  const refusal = await write(tx, plan, parts)
  if (refusal) return refuse(refusal)
  await tell(tx, plan, { parts, actor: command.actor })
  return ok({ productId, changed: true, variants })
}

async function readSaved(
  tx: Tx,
  { id, expectedVersion }: SaveProduct,
): Promise<Result<SavedProduct | null, SaveProductRefusal>> {
  if (!id) return ok(null)
  const row = await lockProduct(tx, id)
  if (!row) return refuse({ code: 'not_found' })
  if (expectedVersion !== undefined && row.version !== expectedVersion) return refuse({ code: 'changed_meanwhile' })
  return ok(await readSavedProduct(tx, id, row))
}

/** Two that want the same slug or SKU at once: the database lets one through, and the other hears it here. */
async function write(tx: Tx, plan: ProductPlan, parts: readonly ProductPart[]): Promise<SaveProductRefusal | null> {
  try {
    await writeProduct(tx, plan, parts)
    return null
  } catch (error) {
    const rule = brokenRule(error)
    if (rule === 'products_slug_key') return { code: 'slug_taken', slug: plan.product.slug }
    if (rule === 'variants_sku_key') return { code: 'sku_taken', sku: takenSku(error) }
    if (rule !== null || wasDeadlock(error)) return { code: 'changed_meanwhile' }
    throw error
  }
}

/** PostgreSQL says `Key (sku)=(MUG-1) already exists.` */
function takenSku(error: unknown): string {
  const detail = error instanceof Error && 'detail' in error ? String(error.detail) : ''
  return /\(sku\)=\((.*)\)/.exec(detail)?.[1] ?? ''
}

type Told = { parts: readonly ProductPart[]; actor: string }

async function tell(tx: Tx, { id, product, saved, gone }: ProductPlan, { parts, actor }: Told): Promise<void> {
  await settleSlug(tx, { kind: 'product', id, slug: product.slug, before: saved?.row.slug ?? null })
  const removed = gone.map((variant) => valuesOf(variant))
  const data = { slug: product.slug, created: saved === null, parts, ...(removed.length > 0 && { removed }) }
  await recordEvent(tx, { type: 'catalog.product_saved', subjectId: id, data, actor })
  const categories = new Set([...product.categoryIds, ...(saved?.categoryIds ?? [])])
  await markStale(tx, [`product:${id}`, 'catalog', ...[...categories].map((each): CacheTag => `category:${each}`)])
}
