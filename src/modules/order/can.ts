import type { Can, Order } from './order.ts'

/** The rules of what may be done with an order, for commands and buttons alike. */
export function can(order: Order): Can {
  return {
    cancel: notCancel(order),
    markPaid: notMarkPaid(order),
    fulfill: notFulfill(order),
    refund: notRefund(order),
  }
}

function notCancel(order: Order): string | null {
  if (order.state === 'canceled') return 'It is canceled already'
  if (order.state === 'completed') return 'It is completed'
  return order.fulfillments.length > 0 ? 'Something has been shipped already' : null
}

function notMarkPaid(order: Order): string | null {
  if (order.state === 'canceled') return 'It is canceled'
  if (order.paymentStatus !== 'unpaid') return 'It is paid already'
  return order.payments.some((payment) => payment.gateway === 'offline' && payment.state === 'pending')
    ? null
    : 'The payment provider decides about this payment'
}

function notFulfill(order: Order): string | null {
  if (order.state === 'canceled') return 'It is canceled'
  if (order.state === 'pending') return 'The payment is not decided yet'
  if (order.fulfillmentStatus === 'fulfilled') return 'Everything has been shipped'
  return order.paymentStatus === 'unpaid' && order.paymentMethod !== 'cash_on_delivery' ? 'It is not paid yet' : null
}

function notRefund(order: Order): string | null {
  if (order.paymentStatus === 'refunded') return 'Everything has been refunded'
  return order.payments.some((payment) => payment.state === 'captured') ? null : 'Nothing has been captured yet'
}
