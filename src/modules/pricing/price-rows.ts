import { sql, type RawBuilder } from 'kysely'

import { currencyOf } from '#kernel/money'
import type { ListRow } from './price.ts'

/** A `ListRow` on its way through JSON. */
export type PriceRowJson = Readonly<{
  amount: number
  compareAt: number | null
  sale: number | null
  saleStarts: string | null
  saleEnds: string | null
  from: number
  list: string | null
  starts: string | null
  ends: string | null
  currency: string
}>

type Where = Readonly<{ variantId: RawBuilder<unknown>; marketId: RawBuilder<unknown>; groupId: RawBuilder<unknown> }>

/**
 * All prices of a variant that may count for a buyer, as a piece of a larger statement: `listRowsOf` reads it. Lists
 * that are switched off are left out; dates and tiers are for `priceFor` to judge.
 */
export const priceRowsSql = ({ variantId, marketId, groupId }: Where): RawBuilder<PriceRowJson[] | null> => sql`(
  select json_agg(json_build_object('amount', pr.amount, 'compareAt', pr.compare_at_amount, 'sale', pr.sale_amount,
    'saleStarts', pr.sale_starts_at, 'saleEnds', pr.sale_ends_at, 'from', pr.from_quantity,
    'list', case when pl.is_base then null else pl.name end, 'starts', pl.starts_at, 'ends', pl.ends_at,
    'currency', pl.currency))
  from price_lists pl join prices pr on pr.price_list_id = pl.id
  where pr.variant_id = ${variantId} and pl.market_id = ${marketId} and pl.active
    and (pl.group_id is null or pl.group_id = ${groupId}))`

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** What `priceRowsSql` found, for `priceFor`. */
export const listRowsOf = (rows: readonly PriceRowJson[] | null): ListRow[] =>
  (rows ?? []).map((row) => ({
    amount: row.amount,
    compareAtAmount: row.compareAt,
    saleAmount: row.sale,
    saleStartsAt: dateOf(row.saleStarts),
    saleEndsAt: dateOf(row.saleEnds),
    fromQuantity: row.from,
    listName: row.list,
    startsAt: dateOf(row.starts),
    endsAt: dateOf(row.ends),
    currency: currencyOf(row.currency),
  }))
