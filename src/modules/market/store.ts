import { sql } from 'kysely'

import type { MarketId } from '#kernel/id'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import type { KnownMarket } from './market.ts'

/** Start-up and staff may make markets at once; they take turns. */
export async function lockMarkets(tx: Tx): Promise<void> {
  await sql`lock table markets in share row exclusive mode`.execute(tx)
}

export async function writeMarket(tx: Tx, market: Omit<KnownMarket, 'version'>): Promise<void> {
  const columns = {
    code: market.code,
    name: market.name,
    currency: market.currency,
    tax_display: market.taxDisplay,
    languages: [...market.languages],
    default_country: market.defaultCountry,
    position: market.position,
    active: market.active,
  }
  await tx
    .insertInto('markets')
    .values({ id: market.id, ...columns })
    .onConflict((same) =>
      same.column('id').doUpdateSet((eb) => ({ ...columns, version: eb('markets.version', '+', 1) })),
    )
    .execute()
  await writeCountries(tx, market.id, market.countries)
  await markStale(tx, ['settings', 'catalog'])
}

async function writeCountries(tx: Tx, marketId: MarketId, countries: readonly string[]): Promise<void> {
  await tx.deleteFrom('market_countries').where('market_id', '=', marketId).execute()
  await tx
    .insertInto('market_countries')
    .values(countries.map((country) => ({ country, market_id: marketId })))
    .execute()
}

export async function writeSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  if (value === null || value === undefined) {
    await tx.deleteFrom('settings').where('key', '=', key).execute()
  } else {
    const json = JSON.stringify(value)
    await tx
      .insertInto('settings')
      .values({ key, value: json })
      .onConflict((same) => same.column('key').doUpdateSet({ value: json, updated_at: sql`now()` }))
      .execute()
  }
  await markStale(tx, ['settings'])
}
