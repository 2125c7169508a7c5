import type { CategoryId, ProductId, VariantId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import { valuesOf } from './plan-variants.ts'
import { productStatuses, type ProductInput, type VariantInput } from './product.ts'
import { readParts, rowColumns, type ProductRow, type SavedProduct } from './saved-product.ts'

/** A variant as it is stored; its id is told, and not taken back: `saveProduct` finds it by its values. */
export type VariantForEdit = VariantInput & { id: VariantId }

/** A product as staff edit it and an export writes it: saving `product` unchanged writes nothing. */
export type ProductForEdit = Readonly<{
  id: ProductId
  version: number
  createdAt: Date
  updatedAt: Date
  product: Omit<ProductInput, 'slug' | 'variants' | 'giftCard'> & {
    slug: string
    giftCard: boolean
    variants: VariantForEdit[]
  }
}>

/** A whole product, published or not, or null. */
export async function readProductForEdit(db: Db | Tx, id: ProductId): Promise<ProductForEdit | null> {
  const [product] = await readProductsForEdit(db, [id])
  return product ?? null
}

/** Whole products in the order of their ids, in two statements however many they are. */
export async function readProductsForEdit(db: Db | Tx, ids: readonly ProductId[]): Promise<ProductForEdit[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('products')
    .select(['id', 'created_at', 'updated_at', ...rowColumns])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
  const parts = new Map((await readParts(db, ids)).map((each) => [each.id as string, each]))
  return rows.flatMap(({ id, created_at, updated_at, ...row }) => {
    const part = parts.get(id)
    if (!part) return []
    const product = productOf({ row, ...part })
    return [{ id: id as ProductId, version: row.version, createdAt: created_at, updatedAt: updated_at, product }]
  })
}

function productOf({ row, tags, categoryIds, attributes, options, variants, media }: SavedProduct) {
  return {
    ...detailsOf(row),
    tags,
    categoryIds: mainFirst(categoryIds, row.main_category_id),
    attributes,
    options: options.map(({ name, values }) => ({
      name,
      values: values.map(({ value, swatch }) => ({ value, swatch })),
    })),
    variants: variants
      .filter((variant) => !variant.archived)
      .map(({ key, archived: _archived, position: _position, ...variant }) => ({
        ...variant,
        options: valuesOf({ key }),
      })),
    media,
  }
}

const detailsOf = (row: ProductRow) => ({
  slug: row.slug,
  title: row.title,
  descriptionHtml: row.description_html,
  vendor: row.vendor,
  type: row.type,
  status: productStatuses.find((status) => status === row.status) ?? 'draft',
  publishedAt: row.published_at,
  taxClass: row.tax_class,
  giftCard: row.gift_card,
  seoTitle: row.seo_title,
  seoDescription: row.seo_description,
})

/** A product whose main category was deleted has none until staff choose one: the first of the others. */
const mainFirst = (ids: readonly CategoryId[], main: string | null): CategoryId[] =>
  ids.toSorted((a, b) => Number(b === main) - Number(a === main))
