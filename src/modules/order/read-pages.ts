import type { OrderId } from '#kernel/id'
import type { Db } from '#platform/db'
import { together } from '#platform/transaction'
import { can } from './can.ts'
import type { Can, Order, TimelineEntry } from './order.ts'
import { readOrder } from './queries.ts'

/** What the shopper is told of an order's story. */
const forShoppers = new Set([
  'order.placed',
  'order.confirmed',
  'order.canceled',
  'order.dropped',
  'order.completed',
  'payment.captured',
  'payment.failed',
  'payment.refunded',
  'fulfillment.shipped',
])

/** The order as its shopper may see it. Null when there is none. */
export async function readOrderPage(
  db: Db,
  id: OrderId,
): Promise<{ order: Order; timeline: readonly TimelineEntry[] } | null> {
  const [order, timeline] = await together(db, (one) => Promise.all([readOrder(one, id), readTimeline(one, id)]))
  if (!order) return null
  return { order, timeline: timeline.filter((entry) => forShoppers.has(entry.type)) }
}

export type OrderNote = Readonly<{ actor: string; body: string; at: Date }>

export type OrderForStaff = Readonly<{
  order: Order
  timeline: readonly TimelineEntry[]
  notes: readonly OrderNote[]
  can: Can
}>

/** The order with all that happened to it, and what may be done next. Null when there is none. */
export async function readOrderForStaff(db: Db, id: OrderId): Promise<OrderForStaff | null> {
  const order = await readOrder(db, id)
  if (!order) return null
  const notes = await db
    .selectFrom('order_notes')
    .select(['actor', 'body', 'at'])
    .where('order_id', '=', id)
    .orderBy('id')
    .execute()
  return { order, timeline: await readTimeline(db, id), notes, can: can(order) }
}

async function readTimeline(db: Db, id: OrderId): Promise<TimelineEntry[]> {
  const rows = await db
    .selectFrom('events')
    .select(['type', 'at', 'actor', 'data'])
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map(({ data, ...entry }) => ({ ...entry, data: isRecord(data) ? data : {} }))
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
