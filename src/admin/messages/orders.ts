import type { FulfillmentStatus, OrderState, OrderView, PaymentStatus } from '../../admin-api/types.ts'

const views: Record<OrderView, string> = {
  all: 'All',
  to_ship: 'To ship',
  unpaid: 'Unpaid',
  open: 'Open',
  pending: 'Paying',
  completed: 'Completed',
  canceled: 'Canceled',
}

const payment: Record<PaymentStatus, string> = {
  unpaid: 'Unpaid',
  authorized: 'Authorized',
  partly_paid: 'Partly paid',
  paid: 'Paid',
  partly_refunded: 'Partly refunded',
  refunded: 'Refunded',
}

const fulfillment: Record<FulfillmentStatus, string> = {
  unfulfilled: 'To ship',
  partly_fulfilled: 'Partly shipped',
  fulfilled: 'Shipped',
  not_needed: 'Nothing to ship',
}

const state: Record<OrderState, string> = {
  pending: 'Paying',
  open: 'Open',
  completed: 'Completed',
  canceled: 'Canceled',
}

export const orders = {
  title: 'Orders',
  search: 'Number, name, e-mail or SKU',
  views,
  payment,
  fulfillment,
  state,
  columns: {
    order: 'Order',
    date: 'Date',
    customer: 'Customer',
    payment: 'Payment',
    shipping: 'Shipping',
    items: 'Items',
    total: 'Total',
  },
  items: (count: number) => (count === 1 ? '1 item' : `${count} items`),
  empty: {
    all: 'No orders yet',
    allText:
      'The first one appears here by itself. Until then: put something in the cart of your own shop and pay with the test card.',
    none: 'No order fits',
    noneText: 'Try fewer words, or look in all orders.',
    showAll: 'Show all orders',
  },
}
