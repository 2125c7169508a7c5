import { sql } from 'kysely'

import type { LocationId, OrderId, VariantId } from '#kernel/id'
import type { Db } from '#platform/db'
import { nothingThere, type Availability, type StockMovement, type StockPolicy } from './stock.ts'

/** How many of each can be promised now. Every id asked for is answered; one never counted is sold out. */
export async function availabilityOf(db: Db, variantIds: readonly VariantId[]): Promise<Map<VariantId, Availability>> {
  const answer = new Map<VariantId, Availability>(variantIds.map((id) => [id, nothingThere]))
  if (variantIds.length === 0) return answer
  const { rows } = await sql<{ variantId: VariantId; policy: StockPolicy; available: number }>`
    select variant_id as "variantId", min(policy) as policy, sum(on_hand - reserved)::integer as available
    from stock_levels where variant_id = any(${[...variantIds]}::uuid[]) group by variant_id`.execute(db)
  for (const { variantId, policy, available } of rows) answer.set(variantId, { policy, available })
  return answer
}

export type StockLevel = Readonly<{ onHand: number; reserved: number; available: number; policy: StockPolicy }>

/** The counts as staff see them; a variant never counted is missing. */
export async function readStockLevels(db: Db, variantIds: readonly VariantId[]): Promise<Map<VariantId, StockLevel>> {
  if (variantIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('stock_levels')
    .select(['variant_id', 'on_hand', 'reserved', 'policy'])
    .where('variant_id', 'in', [...variantIds])
    .execute()
  return new Map(
    rows.map((row) => [
      row.variant_id as VariantId,
      {
        onHand: row.on_hand,
        reserved: row.reserved,
        available: row.on_hand - row.reserved,
        policy: row.policy as StockPolicy,
      },
    ]),
  )
}

/** The ledger of one variant, newest first. */
export async function readMovements(db: Db, variantId: VariantId, limit = 50): Promise<StockMovement[]> {
  const rows = await db
    .selectFrom('stock_movements')
    .selectAll()
    .where('variant_id', '=', variantId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    kind: row.kind as StockMovement['kind'],
    locationId: row.location_id as LocationId,
    onHandChange: row.on_hand_change,
    reservedChange: row.reserved_change,
    onHandAfter: row.on_hand_after,
    reservedAfter: row.reserved_after,
    reason: row.reason,
    orderId: row.order_id as OrderId | null,
    actor: row.actor,
    at: row.at,
  }))
}
