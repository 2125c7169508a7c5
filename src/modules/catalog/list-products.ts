import { sql, type Expression, type SqlBool } from 'kysely'

import type { CategoryId, ProductId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import { sortedBy, type Sort } from '#platform/sort'
import type { ProductStatus } from './product.ts'
import type { Picture } from './product-page.ts'

export type ProductListRow = Readonly<{
  id: ProductId
  slug: string
  title: string
  vendor: string
  type: string
  status: ProductStatus
  publishedAt: Date | null
  updatedAt: Date
  /** How many living variants. */
  variants: number
  /** The SKU of the first variant. */
  sku: string | null
  picture: Picture | null
}>

export type ProductListWish = {
  /** Words of title, vendor, SKU or GTIN. */
  query?: string | undefined
  status?: ProductStatus | undefined
  categoryId?: CategoryId | undefined
  /** Only among these. */
  ids?: readonly ProductId[] | undefined
  /** The newest first unless asked for otherwise. */
  sort?: Sort<'created' | 'title' | 'status' | 'vendor'> | undefined
  limit?: number | undefined
  offset?: number | undefined
}

const columns = {
  created: sql`p.created_at`,
  title: sql`lower(p.title)`,
  status: sql`p.status`,
  vendor: sql`lower(p.vendor)`,
}

/** A page of the staff's product list and how many there are in all, in two statements. */
export async function listProducts(
  db: Db | Tx,
  wish: ProductListWish = {},
): Promise<{ products: ProductListRow[]; total: number }> {
  const { sort = { by: 'created', isDown: true }, limit = 50, offset = 0 } = wish
  const where = sql.join(conditions(wish), sql` and `)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*)::int as total from products p where ${where}`.execute(db)
  const { rows } = await sql<ProductListRow>`
    select p.id, p.slug, p.title, p.vendor, p.type, p.status, p.published_at as "publishedAt",
      p.updated_at as "updatedAt",
      (select count(*)::int from variants where product_id = p.id and archived_at is null) as variants,
      (select sku from variants where product_id = p.id and archived_at is null order by position limit 1) as sku,
      (select json_build_object('id', m.id, 'hash', m.hash, 'width', m.width, 'height', m.height, 'widths', m.widths,
          'color', m.color, 'alt', pm.alt)
        from product_media pm join media m on m.id = pm.media_id
        where pm.product_id = p.id order by pm.position limit 1) as picture
    from products p where ${where} order by ${sortedBy(sort, columns)}, p.id desc
    limit ${limit} offset ${offset}`.execute(db)
  return { products: rows, total: counts[0]?.total ?? 0 }
}

function conditions({ query = '', status, categoryId, ids }: ProductListWish): Expression<SqlBool>[] {
  const words = query.trim().split(/\s+/).filter(Boolean).slice(0, 8)
  const all = [sql<SqlBool>`true`, ...words.map(names)]
  if (ids !== undefined) all.push(sql<SqlBool>`p.id = any(${[...ids]}::uuid[])`)
  if (status !== undefined) all.push(sql<SqlBool>`p.status = ${status}`)
  if (categoryId !== undefined)
    all.push(
      sql<SqlBool>`exists (select from product_categories where product_id = p.id and category_id = ${categoryId})`,
    )
  return all
}

function names(word: string): ReturnType<typeof sql<SqlBool>> {
  const like = `%${word.replaceAll('\0', '').replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`(p.title ilike ${like} or p.vendor ilike ${like} or p.id in (
    select product_id from variants where sku ilike ${like} or gtin like ${like}))`
}
