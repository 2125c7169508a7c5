import { sql } from 'kysely'
import { z } from 'zod'

import type { MarketId, ShippingMethodId } from '#kernel/id'
import type { Market } from '#modules/market'
import type { Db, Tx } from '#platform/db'
import type { RateKind, ShippingFacts, ShippingMethod } from './shipping.ts'

/** A set of countries of a market, with the ways to send a parcel there. */
export type Zone = Readonly<{
  id: string
  version: number
  name: string
  position: number
  countries: string[]
  /** Those that are switched off, too. */
  methods: (ShippingMethod & { active: boolean })[]
}>

const names = z.record(z.string(), z.string())
const rates = z.array(z.object({ upTo: z.number().nullable(), amount: z.number() }))

/** Everything `offersFor` needs to know of a market. */
export async function readShippingFacts(db: Db | Tx, market: Pick<Market, 'id' | 'currency'>): Promise<ShippingFacts> {
  const rows = await methodRows(db, market.id).where('method.active', '=', true).execute()
  return { currency: market.currency, methods: rows.map(methodFrom) }
}

/** A market's zones in the merchant's order. */
export async function readZones(db: Db | Tx, marketId: MarketId): Promise<Zone[]> {
  const zones = await db
    .selectFrom('shipping_zones')
    .select(['id', 'version', 'name', 'position'])
    .select(countriesOf('shipping_zones.id').as('countries'))
    .where('market_id', '=', marketId)
    .orderBy('position')
    .orderBy('name')
    .execute()
  const rows = await methodRows(db, marketId).execute()
  const methodsOf = (zoneId: string) =>
    rows.filter((row) => row.zone_id === zoneId).map((row) => ({ ...methodFrom(row), active: row.active }))
  return zones.map((zone) => ({ ...zone, methods: methodsOf(zone.id) }))
}

/** Those that its market has; one that has left the market and comes back is in its zone again. */
const countriesOf = (zoneId: string) =>
  sql<string[]>`array(
    select country::text from shipping_zone_countries c join shipping_zones z on z.id = c.zone_id
      join market_countries using (market_id, country)
    where zone_id = ${sql.ref(zoneId)} order by country)`

const methodRows = (db: Db | Tx, marketId: MarketId) =>
  db
    .selectFrom('shipping_methods as method')
    .innerJoin('shipping_zones as zone', 'zone.id', 'method.zone_id')
    .select(['method.id', 'zone_id', 'method.name', 'kind', 'free_from_amount', 'min_days', 'max_days', 'active'])
    .select(countriesOf('zone.id').as('countries'))
    .select(
      sql<unknown>`coalesce((select jsonb_agg(jsonb_build_object('upTo', up_to, 'amount', amount))
        from shipping_rates where method_id = method.id), '[]')`.as('rates'),
    )
    .where('market_id', '=', marketId)
    .orderBy('zone.position')
    .orderBy('method.position')
    .orderBy('method.id')

type MethodRow = Awaited<ReturnType<ReturnType<typeof methodRows>['execute']>>[number]

const methodFrom = (row: MethodRow): ShippingMethod => ({
  id: row.id as ShippingMethodId,
  name: names.parse(row.name),
  kind: kindFrom(row.kind),
  rates: rates.parse(row.rates),
  freeFromAmount: row.free_from_amount,
  minDays: row.min_days,
  maxDays: row.max_days,
  countries: row.countries,
})

const kindFrom = (kind: string): RateKind => (kind === 'by_weight' || kind === 'by_value' ? kind : 'flat')
