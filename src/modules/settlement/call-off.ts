import { newId, type OrderId } from '#kernel/id'
import { money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import { releaseStock, restock } from '#modules/inventory'
import { reverseSale } from '#modules/ledger'
import {
  beginVoid,
  decide,
  isUndecided,
  lockPayments,
  nothingNamed,
  OFFLINE,
  refundable,
  type LockedPayment,
} from '#modules/payment'
import {
  can,
  isStale,
  lockOrder,
  moveOrder,
  readOrder,
  type CancelReason,
  type LockedOrder,
  type NotAllowed,
  type Stale,
} from '#modules/order'
import { releaseCoupons } from '#modules/promotion'
import { takeBackCards } from '#modules/stored-value'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { giveBack, whyUsed } from '#modules/refund'

export type CancelOrder = Readonly<{
  orderId: OrderId
  reason: CancelReason
  /** Whether sold goods go back on the shelf. Goods that are only held are free again in any case. */
  restock: boolean
  version?: number | undefined
  actor: string
}>

/** All that calling an order off writes down; the gateways are asked afterwards. A refusal must undo the transaction. */
export async function callOff(tx: Tx, request: CancelOrder, now: Date): Promise<Result<null, NotAllowed | Stale>> {
  const { orderId, reason, actor } = request
  const locked = await lockOrder(tx, orderId)
  if (isStale(locked, request)) return refuse({ code: 'stale' })
  const [payments, order] = await Promise.all([lockPayments(tx, orderId), readOrder(tx, orderId)])
  const objection = order ? can(order).cancel : 'There is no such order'
  if (objection !== null) return refuse({ code: 'not_allowed', reason: objection })

  const taken = await takeBackCards(tx, { orderId, actor })
  if (!taken.ok) return refuse({ code: 'not_allowed', reason: whyUsed(taken.refusal) })

  await moveOrder(tx, locked, { to: 'canceled', now, reason })
  const data = { number: locked.number, reason, restock: request.restock }
  await recordEvent(tx, { type: 'order.canceled', subjectId: orderId, data, actor })
  await reverseSale(tx, { orderId, at: now })
  for (const payment of payments) {
    const ended = await end(tx, payment, { locked, request, now })
    if (!ended.ok) return ended
  }
  await releaseCoupons(tx, orderId)
  await releaseStock(tx, { orderId, reason, actor })
  if (request.restock) await restock(tx, { orderId, reason, actor })
  return ok(null)
}

type Ending = Readonly<{ locked: LockedOrder; request: CancelOrder; now: Date }>

/** What was set aside is freed, what came goes back the way it came, what never came is over. */
async function end(
  tx: Tx,
  payment: LockedPayment,
  { locked, request: { reason, actor }, now }: Ending,
): Promise<Result<null, NotAllowed>> {
  if (isUndecided(payment.state) && payment.gateway === OFFLINE) await decide(tx, payment, { state: 'canceled', now })
  if (payment.state === 'authorized' && !(await beginVoid(tx, payment)))
    return refuse({ code: 'not_allowed', reason: 'Money is being taken right now; try again in a minute' })
  const left = refundable(payment)
  if (left <= 0) return ok(null)
  const amount = money(left, payment.amount.currency)
  const back = {
    number: locked.number,
    groupId: newId<'refund_group'>(),
    amount,
    parts: nothingNamed,
    reason,
    actor,
    now,
  }
  const given = await giveBack(tx, payment, back)
  if (!given.ok) throw new RangeError(`less is left than was counted under the lock: ${payment.id}`)
  return ok(null)
}
