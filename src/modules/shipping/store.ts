import { sql } from 'kysely'

import { newId, type MarketId } from '#kernel/id'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import type { MethodInput, ZoneInput } from './save-zone.ts'

/** Start-up and staff may write zones at once; they take turns. */
export async function lockZones(tx: Tx): Promise<void> {
  await sql`lock table shipping_zones in share row exclusive mode`.execute(tx)
}

export async function writeZone(tx: Tx, id: string, zone: ZoneInput & { position: number }): Promise<void> {
  const columns = { market_id: zone.marketId, name: zone.name, position: zone.position }
  await tx
    .insertInto('shipping_zones')
    .values({ id, ...columns })
    .onConflict((same) =>
      same.column('id').doUpdateSet((eb) => ({ ...columns, version: eb('shipping_zones.version', '+', 1) })),
    )
    .execute()
  await tx.deleteFrom('shipping_zone_countries').where('zone_id', '=', id).execute()
  await tx
    .insertInto('shipping_zone_countries')
    .values(zone.countries.map((country) => ({ zone_id: id, country })))
    .execute()
  await writeMethods(tx, id, zone.methods)
  await markStale(tx, ['settings'])
}

export async function deleteZone(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('shipping_zones').where('id', '=', id).execute()
  await markStale(tx, ['settings'])
}

/** The zone's methods are these, in this order; those that are not named any more go. */
async function writeMethods(tx: Tx, zoneId: string, methods: readonly MethodInput[]): Promise<void> {
  const kept = methods.map((method) => ({ ...method, id: method.id ?? newId<'shipping_method'>() }))
  await tx
    .deleteFrom('shipping_methods')
    .where('zone_id', '=', zoneId)
    .where(({ eb, not, val }) => not(eb('id', '=', eb.fn.any(val(kept.map(({ id }) => id))))))
    .execute()
  for (const [position, { id, name, kind, freeFromAmount, minDays, maxDays, rates, active = true }] of kept.entries()) {
    const columns = {
      name: JSON.stringify(name),
      kind,
      free_from_amount: freeFromAmount,
      min_days: minDays,
      max_days: maxDays,
      position,
      active,
    }
    await tx
      .insertInto('shipping_methods')
      .values({ id, zone_id: zoneId, ...columns })
      .onConflict((same) => same.column('id').doUpdateSet(columns))
      .execute()
    await tx.deleteFrom('shipping_rates').where('method_id', '=', id).execute()
    await tx
      .insertInto('shipping_rates')
      .values(rates.map(({ upTo, amount }) => ({ id: newId(), method_id: id, up_to: upTo, amount })))
      .execute()
  }
}

export async function marketsWithoutZone(tx: Tx): Promise<{ id: MarketId; code: string }[]> {
  const rows = await tx
    .selectFrom('markets')
    .select(['id', 'code'])
    .where('id', 'not in', (not) => not.selectFrom('shipping_zones').select('market_id'))
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ id: row.id as MarketId, code: row.code }))
}
