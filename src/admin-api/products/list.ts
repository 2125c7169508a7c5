import { sql } from 'kysely'
import { z } from 'zod'

import type { ProductId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import { listProducts } from '#modules/catalog'
import { readMarkets } from '#modules/market'
import type { Db } from '#platform/db'
import { pageNumber, searchText, sortBy } from '../listing.ts'
import type { Page, ProductRow, ProductView } from '../types.ts'

const views = ['all', 'active', 'draft', 'archived', 'low'] as const satisfies ProductView[]

export const productListQuery = z.strictObject({
  view: z.enum(views).default('all'),
  search: searchText,
  sort: sortBy(['title', 'status', 'vendor']),
  page: pageNumber,
})

const PAGE_SIZE = 50

/** One page of products with the home market's price and what is in stock, in a fixed number of statements. */
export async function productPage(
  db: Db,
  { view, search, sort, page }: z.output<typeof productListQuery>,
): Promise<Page<ProductRow>> {
  const status = view === 'all' ? undefined : view === 'low' ? 'active' : view
  const ids = view === 'low' ? await lowOnes(db) : undefined
  const wish = { query: search, status, ids, sort, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const { products, total } = await listProducts(db, wish)
  const [home] = await readMarkets(db)
  const facts = await factsOf(
    db,
    products.map(({ id }) => id),
    home?.id ?? null,
  )
  const rows = products.map((product): ProductRow => {
    const { price, currency, available } = facts.get(product.id) ?? { price: null, currency: null, available: null }
    const { id, title, vendor, sku, variants } = product
    const priceFrom = price !== null && currency !== null ? money(price, currencyOf(currency)) : null
    const pictureHash = product.picture?.hash ?? null
    return { id, title, status: product.status, vendor, sku, variants, pictureHash, priceFrom, available }
  })
  return { rows, total, page, pageSize: PAGE_SIZE }
}

/** Products with a variant that stops selling at zero and has five or fewer left. */
async function lowOnes(db: Db): Promise<ProductId[]> {
  const { rows } = await sql<{ id: ProductId }>`select distinct v.product_id as id
    from stock_levels s join variants v on v.id = s.variant_id
    where s.policy = 'deny' and s.on_hand - s.reserved <= 5 and v.archived_at is null`.execute(db)
  return rows.map(({ id }) => id)
}

type Facts = { id: string; price: number | null; currency: string | null; available: number | null }

async function factsOf(db: Db, ids: readonly string[], marketId: string | null): Promise<Map<string, Facts>> {
  const { rows } = await sql<Facts>`
    select v.product_id as id, min(p.amount) as price, min(l.currency) as currency,
      sum(s.on_hand - s.reserved) filter (where s.policy <> 'untracked')::integer as available
    from variants v
      left join price_lists l on l.market_id = ${marketId}::uuid and l.is_base
      left join prices p on p.variant_id = v.id and p.price_list_id = l.id and p.from_quantity = 1
      left join stock_levels s on s.variant_id = v.id
    where v.product_id = any(${[...ids]}::uuid[]) and v.archived_at is null
    group by v.product_id`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
