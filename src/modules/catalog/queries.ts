import { sql } from 'kysely'

import type { CategoryId, CollectionId, ProductId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import { treeOf, type Category, type CategoryNode } from './category.ts'
import type { Picture } from './product-page.ts'

/** A category with its own words and picture, as its page and its form need it. */
export type CategoryDetails = Category &
  Readonly<{ descriptionHtml: string; seoTitle: string; seoDescription: string; picture: Picture | null }>

const categoryColumns = ['c.id', 'c.parent_id as parentId', 'c.slug', 'c.title', 'c.position'] as const
type CategoryRow = { id: string; parentId: string | null; slug: string; title: string; position: number }
const categoryOf = <T extends CategoryRow>(row: T) => ({
  ...row,
  id: row.id as CategoryId,
  parentId: row.parentId as CategoryId | null,
})

/** All categories, brothers in the merchant's order. For breadcrumbs and filters: `trailTo`, `withDescendants`. */
export async function readCategories(db: Db | Tx): Promise<Category[]> {
  const rows = await db
    .selectFrom('categories as c')
    .select(categoryColumns)
    .orderBy('c.position')
    .orderBy('c.title')
    .execute()
  return rows.map(categoryOf)
}

/** The tree that menus show. */
export const readCategoryTree = async (db: Db | Tx): Promise<CategoryNode[]> => treeOf(await readCategories(db))

const mediaJson = sql<Picture | null>`(select json_build_object('id', m.id, 'hash', m.hash, 'width', m.width,
  'height', m.height, 'widths', m.widths, 'color', m.color, 'alt', '') from media m where m.id = c.media_id)`

const categoryDetails = (db: Db | Tx) =>
  db
    .selectFrom('categories as c')
    .select(categoryColumns)
    .select(['c.description_html as descriptionHtml', 'c.seo_title as seoTitle'])
    .select(['c.seo_description as seoDescription', mediaJson.as('picture')])

/** Every category with words and picture: for the home page, staff and export. */
export async function readCategoriesForEdit(db: Db | Tx): Promise<CategoryDetails[]> {
  const rows = await categoryDetails(db).orderBy('c.position').orderBy('c.title').execute()
  return rows.map(categoryOf)
}

export type Collection = Readonly<{
  id: CollectionId
  slug: string
  title: string
  descriptionHtml: string
  publishedAt: Date | null
  position: number
  /** In the merchant's order. */
  productIds: ProductId[]
}>

/** All collections in the merchant's order; for shoppers those that are published. */
export async function readCollections(db: Db | Tx, { drafts = false } = {}): Promise<Collection[]> {
  const rows = await db
    .selectFrom('collections as c')
    .select(['id', 'slug', 'title', 'description_html as descriptionHtml', 'published_at as publishedAt', 'position'])
    .select(
      sql<
        ProductId[]
      >`array(select product_id from collection_products where collection_id = c.id order by position)`.as(
        'productIds',
      ),
    )
    .$if(!drafts, (query) => query.where('published_at', '<=', sql<Date>`now()`))
    .orderBy('position')
    .orderBy('title')
    .execute()
  return rows.map((row) => ({ ...row, id: row.id as CollectionId }))
}
