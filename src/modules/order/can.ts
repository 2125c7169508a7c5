import { capturable, refundable } from '#modules/payment'
import { isGivenBack } from './is-given-back.ts'
import type { Can, Order } from './order.ts'

export type NotAllowed = { code: 'not_allowed'; reason: string }

/** The rules of what may be done with an order, for commands and buttons alike. */
export function can(order: Order): Can {
  return {
    cancel: notCancel(order),
    markPaid: notMarkPaid(order),
    fulfill: notFulfill(order),
    refund: notRefund(order),
    capture: notCapture(order),
    void: notVoid(order),
    sendPayLink: notSendPayLink(order),
  }
}

/** The goods go first, the money comes later. */
const paidAfterwards = new Set(['cash_on_delivery', 'invoice'])

function notCancel(order: Order): string | null {
  if (order.state === 'canceled') return 'It is canceled already'
  if (order.state === 'completed') return 'It is completed'
  if (order.payments.some((payment) => payment.capturing.amount > 0)) return 'Money is being taken right now'
  return order.fulfillments.length > 0 ? 'Something has been shipped already' : null
}

function notMarkPaid(order: Order): string | null {
  if (order.state === 'canceled') return 'It is canceled'
  if (order.state === 'offered') return 'Its buyer has not agreed yet'
  return order.payments.some((payment) => payment.gateway === 'offline' && payment.state === 'pending')
    ? null
    : order.paymentStatus === 'unpaid'
      ? 'The payment provider decides about this payment'
      : 'It is paid already'
}

function notFulfill(order: Order): string | null {
  if (order.state === 'canceled') return 'It is canceled'
  if (order.state === 'pending') return 'The payment is not decided yet'
  if (order.state === 'offered') return 'It is not paid yet'
  if (order.fulfillmentStatus === 'fulfilled') return 'Everything has been shipped'
  if (order.fulfillmentStatus === 'removed') return 'Everything was taken out by a refund'
  if (isGivenBack(order)) return 'All of its money has been given back'
  if (paidAfterwards.has(order.paymentMethod)) return null
  if (order.paymentStatus === 'unpaid') return 'It is not paid yet'
  return order.paymentStatus === 'partly_paid' ? 'Not all of it is paid yet' : null
}

function notRefund(order: Order): string | null {
  if (order.payments.some((payment) => refundable(payment) > 0)) return null
  const captured = order.payments.some((payment) => payment.captured.amount > 0)
  return captured ? 'Everything has been refunded' : 'Nothing has been captured yet'
}

function notCapture(order: Order): string | null {
  if (order.state === 'canceled') return 'It is canceled'
  return order.payments.some((payment) => capturable(payment) > 0) ? null : 'Nothing is set aside'
}

function notVoid(order: Order): string | null {
  if (order.payments.some((payment) => payment.capturing.amount > 0)) return 'Money is being taken right now'
  return order.payments.some((payment) => capturable(payment) > 0) ? null : 'Nothing is set aside'
}

/** Of an order that was never agreed: staff made it, or its payment came to nothing. */
function notSendPayLink(order: Order): string | null {
  if (order.email === '') return 'Nobody knows who wanted to buy it'
  if (order.state === 'offered') return null
  if (order.state === 'pending') return 'A payment is under way'
  if (order.state !== 'canceled') return 'It is agreed already'
  if (order.confirmedAt !== null) return 'It was agreed and then canceled; make a new order'
  const failed = ['payment_failed', 'payment_expired', 'payment_canceled']
  return failed.includes(order.cancelReason ?? '') ? null : 'It was withdrawn; make a new order'
}
