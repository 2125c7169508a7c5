import type { PaymentStatus } from '#modules/payment'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { readOrder } from './queries.ts'
import { moveOrder, type LockedOrder } from './store.ts'

const over = new Set<PaymentStatus>(['paid', 'partly_refunded', 'refunded'])

/** An open order is completed when everything is sent and paid, whichever comes last. */
export async function completeIfDone(tx: Tx, locked: LockedOrder, now: Date): Promise<void> {
  if (locked.state !== 'open') return
  const order = await readOrder(tx, locked.id)
  if (!order || !over.has(order.paymentStatus) || order.fulfillmentStatus !== 'fulfilled') return
  await moveOrder(tx, locked, { to: 'completed', now })
  await recordEvent(tx, { type: 'order.completed', subjectId: locked.id, data: { number: locked.number } })
}
