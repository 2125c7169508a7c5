import { sql } from 'kysely'

import type { MarketId } from '#kernel/id'
import { isLanguage } from '#kernel/locale'
import { currencyOf } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import type { KnownMarket, Market } from './market.ts'

/** Where the shop sells now, in the merchant's order. The first is its home. */
export async function readMarkets(db: Db | Tx): Promise<Market[]> {
  return (await readKnownMarkets(db)).filter(({ active }) => active)
}

/** Also those that are switched off, for whoever prepares or keeps them. */
export async function readKnownMarkets(db: Db | Tx): Promise<KnownMarket[]> {
  const rows = await db
    .selectFrom('markets')
    .select(['id', 'code', 'name', 'currency', 'tax_display', 'languages', 'default_country', 'position'])
    .select(['active', 'version'])
    .select(
      sql<string[]>`array(select country::text from market_countries where market_id = markets.id order by country)`.as(
        'countries',
      ),
    )
    .orderBy('position')
    .orderBy('code')
    .execute()
  return rows.map((row) => ({
    id: row.id as MarketId,
    code: row.code,
    name: row.name,
    currency: currencyOf(row.currency),
    taxDisplay: row.tax_display === 'exclusive' ? 'exclusive' : 'inclusive',
    languages: row.languages.filter(isLanguage),
    defaultCountry: row.default_country,
    countries: row.countries,
    position: row.position,
    active: row.active,
    version: row.version,
  }))
}
