import { money, portion } from '#kernel/money'
import type { Order } from '#modules/order'
import type { RefundFacts } from '#modules/refund'
import { capturable, readUnmatched, type Payment, type PaymentMethods } from '#modules/payment'
import type { Db } from '#platform/db'
import type { PaymentView, RefundScreen, UnmatchedView } from '../types.ts'

const SOON_MS = 2 * 86_400_000

/** Everything that moved: payments with what was taken of them, refunds, disputes. */
export const moneyOf = (order: Order, methods: PaymentMethods) => ({
  payments: order.payments.map((payment) => paymentOf(payment, order, methods)),
  refunds: order.refunds.map(({ id, groupId, paymentId, amount, state, reason, note, failure, ...refund }) => ({
    id,
    group: groupId,
    paymentId,
    amount,
    state,
    reason,
    note,
    failure,
    isAlarm: state === 'failed' && refund.handledAt === null,
    at: (refund.doneAt ?? refund.createdAt).toISOString(),
  })),
  disputes: order.disputes.map(({ id, state, amount, reason, dueAt, openedAt }) => ({
    id,
    state,
    amount,
    reason,
    dueAt: dueAt?.toISOString() ?? null,
    at: openedAt.toISOString(),
  })),
})

function paymentOf(payment: Payment, order: Order, methods: PaymentMethods): PaymentView {
  const { id, method, gateway, mode, state, amount, captured, refunded, voiding, expiresAt } = payment
  const supports = methods.gateway(gateway)?.supports
  const isSetAside = state === 'authorized'
  return {
    id,
    method,
    gateway,
    mode,
    state,
    amount,
    captured,
    refunded,
    voiding,
    instrument: payment.instrument.label,
    capturable: money(capturable(payment), amount.currency),
    expiresAt: isSetAside ? (expiresAt?.toISOString() ?? null) : null,
    expiresSoon: isSetAside && expiresAt !== null && expiresAt.getTime() < Date.now() + SOON_MS,
    takes: { parts: supports?.partialCapture ?? false, again: supports?.multipleCaptures ?? false },
    reference: payment.gatewayRef,
    failure: payment.failureCode,
    at: (payment.settledAt ?? payment.createdAt).toISOString(),
    captures: order.captures
      .filter(({ paymentId }) => paymentId === id)
      .map((capture) => ({
        id: capture.id,
        amount: capture.amount,
        state: capture.state,
        fee: capture.fee,
        failure: capture.failure,
        at: (capture.doneAt ?? capture.createdAt).toISOString(),
      })),
  }
}

/** What the refund form offers: how many of each line, how much of the shipping, how much at most. */
export function refundableOf({ currency, lines, shipping, payments }: RefundFacts): RefundScreen {
  const left = payments.map((payment) => ({ id: payment.id, left: money(payment.left, currency) }))
  return {
    lines: lines.map(({ id, quantity, refunded, gross }) => ({
      id,
      left: quantity - refunded,
      worth: money(gross - portion(money(gross, currency), refunded, quantity).amount, currency),
    })),
    shipping: money(Math.max(0, shipping.gross - shipping.refunded), currency),
    left: money(
      payments.reduce((all, payment) => all + payment.left, 0),
      currency,
    ),
    payments: left,
  }
}

export async function unmatchedOf(db: Db, which: Parameters<typeof readUnmatched>[1]): Promise<UnmatchedView[]> {
  const found = await readUnmatched(db, which)
  return found.map(({ id, orderId, gateway, ref, amount, why, state, failure, seenAt }) => ({
    id,
    orderId,
    gateway,
    amount,
    why,
    state,
    failure,
    reference: ref,
    at: seenAt.toISOString(),
  }))
}
