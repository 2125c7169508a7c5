import { sql } from 'kysely'

import type { OrderId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { oneByOne } from '#platform/one-by-one'
import { can, type NotAllowed } from './can.ts'
import type { OrderDeps } from './order.ts'
import { readOrder } from './queries.ts'
import { isStale, type Stale } from './stale.ts'
import { extendOffer, lockOrder, moveOrder, type LockedOrder } from './store.ts'

type OfferOrder = Readonly<{
  orderId: OrderId
  /** How long the link pays. */
  days: number
  version?: number | undefined
  actor: string
}>

const DAY_MS = 86_400_000

/**
 * Sends the buyer of an order that was never agreed a link to pay it. Nothing is held meanwhile; an order whose payment had
 * failed is on offer again. Once more sends the link once more.
 */
export async function offerOrder(
  { db, clock }: OrderDeps,
  { orderId, days, version, actor }: OfferOrder,
): Promise<Result<null, NotAllowed | Stale>> {
  return command(db, async (tx): Promise<Result<null, NotAllowed | Stale>> => {
    const now = clock.now()
    const locked = await lockOrder(tx, orderId)
    if (isStale(locked, { version })) return refuse({ code: 'stale' })
    const order = await readOrder(tx, orderId)
    const reason = order ? (can(order).sendPayLink ?? (await boughtElsewhere(tx, locked))) : 'There is no such order'
    if (reason !== null) return refuse({ code: 'not_allowed', reason })
    const until = new Date(now.getTime() + days * DAY_MS)
    if (locked.state === 'offered') await extendOffer(tx, locked, until)
    else await moveOrder(tx, locked, { to: 'offered', until, now })
    const data = { number: locked.number, until: until.toISOString() }
    await recordEvent(tx, { type: 'order.offered', subjectId: orderId, data, actor })
    return ok(null)
  })
}

/** The cart of a failed order is open again; its buyer may have bought the same by another try. */
export async function boughtElsewhere(tx: Tx, { cartId, id }: LockedOrder): Promise<string | null> {
  const { rows } = await sql<{ number: number }>`select o.number from carts c join orders o on o.id = c.order_id
    where c.id = ${cartId} and c.order_id <> ${id}`.execute(tx)
  const [other] = rows
  return other ? `Its buyer has ordered the same again: order #${other.number}` : null
}

/** Orders whose buyers did not pay by their link in time are over. */
export async function withdrawOverdue({ db, clock }: OrderDeps): Promise<void> {
  const { rows } = await sql<{ id: OrderId }>`
    select id from orders where state = 'offered' and offered_until < now() limit 100`.execute(db)
  await oneByOne(rows, ({ id }) =>
    command(db, async (tx) => {
      const order = await lockOrder(tx, id)
      const now = clock.now()
      if (order.state !== 'offered' || order.offeredUntil === null || order.offeredUntil > now) return ok(null)
      await moveOrder(tx, order, { to: 'canceled', now, reason: 'payment_expired' })
      const data = { reason: 'payment_expired', number: order.number }
      await recordEvent(tx, { type: 'order.dropped', subjectId: id, data })
      return ok(null)
    }),
  )
}
