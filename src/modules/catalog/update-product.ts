import type { ProductId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { ProductInput, ProductStatus } from './product.ts'
import { readProductForEdit, type ProductForEdit } from './product-for-edit.ts'
import { saveProduct, type SaveProductRefusal } from './save-product.ts'
import { lockProduct } from './saved-product.ts'

type Updated = Result<{ productId: ProductId; changed: boolean }, SaveProductRefusal>
type Who = { id: ProductId; actor: string; expectedVersion?: number | undefined }

/** Any of a product's own fields; what is left out stays. Options and variants are saved with `saveProduct`. */
export type ProductChanges = Partial<Omit<ProductInput, 'options' | 'variants'>>

/** Changes some fields of a product and leaves the others as they are. */
export function updateProduct(tx: Tx, who: Who, changes: ProductChanges): Promise<Updated> {
  return change(tx, who, () => changes)
}

/** Gives a product another address; the old one leads there for ever. */
export function renameProduct(tx: Tx, who: Who, slug: string): Promise<Updated> {
  return change(tx, who, () => ({ slug }))
}

/** Moves a product between draft, active and archived. One that goes active without a publish time is shown from now. */
export function setProductStatus(tx: Tx, who: Who & { now: Date }, status: ProductStatus): Promise<Updated> {
  return change(tx, who, ({ publishedAt }) => ({
    status,
    publishedAt: status === 'active' ? (publishedAt ?? who.now) : publishedAt,
  }))
}

async function change(
  tx: Tx,
  { id, actor, expectedVersion }: Who,
  decide: (product: ProductForEdit['product']) => ProductChanges,
): Promise<Updated> {
  if (!(await lockProduct(tx, id))) return refuse({ code: 'not_found' })
  const known = await readProductForEdit(tx, id)
  if (!known) return refuse({ code: 'not_found' })
  const product = { ...known.product, ...decide(known.product) }
  const saved = await saveProduct(tx, { id, product, actor, expectedVersion })
  return saved.ok ? ok({ productId: id, changed: saved.value.changed }) : saved
}
