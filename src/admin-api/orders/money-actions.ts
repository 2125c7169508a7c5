import { z } from 'zod'

import type { OrderLineId, PaymentId, RefundId } from '#kernel/id'
import type { Refusal, Result } from '#kernel/result'
import { ok } from '#kernel/result'
import { offerOrder } from '#modules/order'
import { refundOrder, retryRefund } from '#modules/refund'
import { capturePayment, giveUnmatchedBack, keepUnmatchedMoney, voidPayment } from '#modules/settlement'
import { actorOf } from '#modules/staff'
import type { Ask, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, done, idIn, missing, refused, unfit } from '../desk.ts'
import { orderIn, seen } from './order-in.ts'
import { explainCapture, explainChange, explainRefund } from './words.ts'

const minor = z.number().int('That is not a sum').min(0, 'At least nothing').max(100_000_000_000, 'That is too much')
const paymentId = z.uuid().transform((id) => id as PaymentId)

const capture = z.strictObject({
  version: seen,
  paymentId,
  amount: minor.min(1, 'At least something').nullable(),
  final: z.boolean(),
})
const freed = z.strictObject({ version: seen, paymentId })
const refund = z.strictObject({
  version: seen,
  lines: z
    .array(
      z.strictObject({
        lineId: z.uuid().transform((id) => id as OrderLineId),
        quantity: z.number().int('Whole numbers only').min(1, 'At least one').max(999_999),
      }),
    )
    .max(500),
  shipping: minor,
  amount: minor.min(1, 'At least something').nullable(),
  restock: z.boolean(),
  note: z.string().trim().max(1000, 'That is too long'),
})
const retry = z.strictObject({ version: seen, how: z.enum(['again', 'by_hand', 'settled']) })
const link = z.strictObject({
  version: seen,
  days: z.number().int('Whole days only').min(1, 'At least a day').max(90, 'At most 90 days'),
})

/**
 * What staff do with an order's money. Each asks a gateway, so none is a single transaction: the command writes down what
 * is meant first, and the audit log has it after.
 */
export const moneyActions = (deps: AdminDeps): Route[] => [
  captureRoute(deps),
  voidRoute(deps),
  refundRoute(deps),
  retryRoute(deps),
  payLinkRoute(deps),
  unmatchedRoute(deps, 'return'),
  unmatchedRoute(deps, 'keep'),
]

type Noted = { action: string; subjectId: string; after?: unknown }

async function note(c: Ask, { db }: AdminDeps, entry: Noted): Promise<Response> {
  await audited(c, db, entry, async () => ok(null))
  return done(c)
}

const captureRoute = (deps: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/capture',
    body: capture,
    handle: async (c, body) => {
      const orderId = await orderIn(c, deps.db)
      if (!orderId) return missing(c)
      const taken = await capturePayment(deps.orders, { orderId, ...body, actor: actorOf(c.get('staff')) })
      if (taken.ok) return note(c, deps, { action: 'order.captured', subjectId: orderId, after: body })
      const message = explainCapture(taken.refusal)
      if (taken.refusal.code === 'too_much') return unfit(c, [{ path: 'amount', message }])
      return refused(c, taken.refusal, message)
    },
  })

const voidRoute = (deps: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/void',
    body: freed,
    handle: async (c, body) => {
      const orderId = await orderIn(c, deps.db)
      if (!orderId) return missing(c)
      const voided = await voidPayment(deps.orders, { orderId, ...body, actor: actorOf(c.get('staff')) })
      if (!voided.ok) return refused(c, voided.refusal, explainChange(voided.refusal))
      return note(c, deps, { action: 'order.voided', subjectId: orderId, after: body })
    },
  })

const refundRoute = (deps: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/refund',
    body: refund,
    handle: async (c, { lines, ...body }) => {
      const orderId = await orderIn(c, deps.db)
      if (!orderId) return missing(c)
      const parts = lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity }))
      const request = { orderId, lines: parts, ...body, actor: actorOf(c.get('staff')) }
      const given = await refundOrder(deps.orders, request)
      if (given.ok) return note(c, deps, { action: 'order.refunded', subjectId: orderId, after: { lines, ...body } })
      const message = explainRefund(given.refusal)
      if (given.refusal.code === 'too_much' && given.refusal.field !== '')
        return unfit(c, [{ path: given.refusal.field, message }])
      if (given.refusal.code === 'keeps_gift_cards' && body.amount !== null)
        return unfit(c, [{ path: 'amount', message }])
      return refused(c, given.refusal, message)
    },
  })

const retryRoute = (deps: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/refunds/:refundId/retry',
    body: retry,
    handle: async (c, body) => {
      const orderId = await orderIn(c, deps.db)
      const refundId = z.uuid().safeParse(c.req.param('refundId'))
      if (!orderId || !refundId.success) return missing(c)
      const request = { orderId, refundId: refundId.data as RefundId, ...body, actor: actorOf(c.get('staff')) }
      const dealt = await retryRefund(deps.orders, request)
      if (!dealt.ok) return refused(c, dealt.refusal, explainChange(dealt.refusal))
      return note(c, deps, {
        action: 'order.refund_retried',
        subjectId: orderId,
        after: { refundId: refundId.data, ...body },
      })
    },
  })

const payLinkRoute = (deps: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/orders/:id/pay-link',
    body: link,
    handle: async (c, body) => {
      const orderId = await orderIn(c, deps.db)
      if (!orderId) return missing(c)
      const sent = await offerOrder(deps.orders, { orderId, ...body, actor: actorOf(c.get('staff')) })
      if (!sent.ok) return refused(c, sent.refusal, explainChange(sent.refusal))
      return note(c, deps, { action: 'order.pay_link_sent', subjectId: orderId, after: body })
    },
  })

const deals = { return: giveUnmatchedBack, keep: keepUnmatchedMoney } as const

const unmatchedRoute = (deps: AdminDeps, deal: keyof typeof deals): Route =>
  change({
    method: 'POST',
    path: `/unmatched-money/:id/${deal}`,
    body: null,
    handle: async (c) => {
      const id = idIn<'unmatched'>(c)
      if (!id) return missing(c)
      const actor = actorOf(c.get('staff'))
      const dealt: Result<null, Refusal & { reason: string }> = await deals[deal](deps.orders, { id, actor })
      if (!dealt.ok) return refused(c, dealt.refusal, `${dealt.refusal.reason}.`)
      return note(c, deps, { action: `unmatched_money.${deal}`, subjectId: id })
    },
  })
