import { newId, type MarketId, type PriceListId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Db, Tx } from '#platform/db'
import { readKnownMarkets } from '#modules/market'
import type { PriceList } from './price.ts'
import { insertPriceList, lockMarketRow } from './store.ts'

/** The list of each market's ordinary prices. */
export async function readPriceLists(db: Db | Tx): Promise<PriceList[]> {
  const rows = await db
    .selectFrom('price_lists')
    .innerJoin('markets', 'markets.id', 'price_lists.market_id')
    .select(['price_lists.id', 'price_lists.code', 'market_id', 'price_lists.currency'])
    .where('price_lists.is_base', '=', true)
    .orderBy('markets.position')
    .orderBy('price_lists.code')
    .execute()
  return rows.map((row) => ({
    id: row.id as PriceListId,
    code: row.code,
    marketId: row.market_id as MarketId,
    currency: currencyOf(row.currency),
  }))
}

export type SavePriceListRefusal = { code: 'unknown_market' } | { code: 'market_has_list' } | { code: 'code_taken' }

type SavePriceList = { code: string; marketId: MarketId }

/** Gives a market the list of its ordinary prices, in the market's currency. A market has one. */
export async function savePriceList(
  tx: Tx,
  { code, marketId }: SavePriceList,
): Promise<Result<PriceList, SavePriceListRefusal>> {
  const currency = await lockMarketRow(tx, marketId)
  if (currency === null) return refuse({ code: 'unknown_market' })
  const lists = await readPriceLists(tx)
  const known = lists.find((list) => list.marketId === marketId)
  if (known) return known.code === code ? ok(known) : refuse({ code: 'market_has_list' })
  const list = { id: newId<'price_list'>(), code, marketId, currency: currencyOf(currency) }
  return (await insertPriceList(tx, list)) ? ok(list) : refuse({ code: 'code_taken' })
}

/** Gives each market without a price list one with the market's code. */
export async function startPriceLists(tx: Tx): Promise<void> {
  const withList = new Set((await readPriceLists(tx)).map((list) => list.marketId))
  for (const market of await readKnownMarkets(tx)) {
    if (!withList.has(market.id)) await savePriceList(tx, { code: market.code, marketId: market.id })
  }
}
