import { z } from 'zod'

import type { OrderLineId } from '#kernel/id'
import { ok } from '#kernel/result'
import { fulfill } from '#modules/fulfillment'
import { addNote, lockOrder } from '#modules/order'
import { cancelOrder, finishCaptures, markPaid } from '#modules/settlement'
import { actorOf } from '#modules/staff'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, done, missing, refused, unfit } from '../desk.ts'
import { orderIn, seen } from './order-in.ts'
import { moneyActions } from './money-actions.ts'
import { explainCancel, explainChange, explainFulfill } from './words.ts'

const short = z.string().trim().max(200, 'That is too long')

const parcel = z.strictObject({
  version: seen,
  lines: z
    .array(
      z.strictObject({
        lineId: z.uuid().transform((id) => id as OrderLineId),
        quantity: z.number().int('Whole numbers only').min(1, 'At least one').max(999_999),
      }),
    )
    .min(1, 'Choose what goes into the parcel')
    .max(500),
  carrier: short,
  trackingNumber: short,
  trackingUrl: z.string().trim().max(2000, 'That is too long'),
})

const cancellation = z.strictObject({
  version: seen,
  reason: z.enum(['customer', 'staff', 'stock', 'fraud']),
  restock: z.boolean(),
})

const paid = z.strictObject({ version: seen })

const note = z.strictObject({ body: z.string().trim().min(1, 'Write something').max(5000, 'That is too long') })

/** What staff do with an order. Whether it may be done is the order's to say. */
export const orderActions = (deps: AdminDeps): Route[] => [
  markPaidRoute(deps),
  fulfillRoute(deps),
  cancelRoute(deps),
  noteRoute(deps),
  ...moneyActions(deps),
]

const markPaidRoute = ({ db, clock }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/mark-paid',
    body: paid,
    handle: async (c, { version }) => {
      const orderId = await orderIn(c, db)
      if (!orderId) return missing(c)
      const marked = await audited(c, db, { action: 'order.marked_paid', subjectId: orderId }, (tx, actor) =>
        markPaid(tx, { orderId, version, actor, now: clock.now() }),
      )
      return marked.ok ? done(c) : refused(c, marked.refusal, explainChange(marked.refusal))
    },
  })

const fulfillRoute = ({ db, clock, orders }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/fulfill',
    body: parcel,
    handle: async (c, { lines, version, ...rest }) => {
      const orderId = await orderIn(c, db)
      if (!orderId) return missing(c)
      const parts = lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity }))
      const entry = { action: 'order.fulfilled', subjectId: orderId, after: { lines, ...rest } }
      const { methods } = orders
      const sent = await audited(c, db, entry, (tx, actor) =>
        fulfill(tx, { orderId, lines: parts, ...rest, version, methods, actor, now: clock.now() }),
      )
      if (sent.ok) {
        await finishCaptures(orders, { orderId })
        return done(c)
      }
      const message = explainFulfill(sent.refusal)
      if (sent.refusal.code === 'bad_tracking_url') return unfit(c, [{ path: 'trackingUrl', message }])
      return refused(c, sent.refusal, message)
    },
  })

const cancelRoute = ({ db, orders }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/cancel',
    body: cancellation,
    handle: async (c, choice) => {
      const orderId = await orderIn(c, db)
      if (!orderId) return missing(c)
      const canceled = await cancelOrder(orders, { orderId, ...choice, actor: actorOf(c.get('staff')) })
      if (!canceled.ok) return refused(c, canceled.refusal, explainCancel(canceled.refusal))
      // Canceling asks the gateway, so it is no single transaction; the event log has it in any case.
      await audited(c, db, { action: 'order.canceled', subjectId: orderId, after: choice }, async () => ok(null))
      return done(c)
    },
  })

const noteRoute = ({ db, clock }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/notes',
    body: note,
    handle: async (c, { body }) => {
      const orderId = await orderIn(c, db)
      if (!orderId) return missing(c)
      await audited(c, db, { action: 'order.noted', subjectId: orderId }, async (tx, actor) => {
        await lockOrder(tx, orderId)
        await addNote(tx, { orderId, body, actor, now: clock.now() })
        return ok(null)
      })
      return done(c)
    },
  })
