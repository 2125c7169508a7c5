import { z } from 'zod'
import { listOrders, type OrderSearch, type OrderSummary } from '#modules/order'

import type { Db } from '#platform/db'
import { pageNumber, searchText, sortBy } from '../listing.ts'
import type { OrderRow, OrderView, Page } from '../types.ts'

const views = [
  'all',
  'to_ship',
  'unpaid',
  'open',
  'pending',
  'offered',
  'completed',
  'canceled',
] as const satisfies OrderView[]

export const orderListQuery = z.strictObject({
  view: z.enum(views).default('all'),
  search: searchText,
  sort: sortBy(['number', 'placed', 'total']),
  page: pageNumber,
})

const wishes: Record<OrderView, OrderSearch> = {
  all: {},
  to_ship: { waitsFor: 'parcel' },
  unpaid: { waitsFor: 'money' },
  open: { state: 'open' },
  pending: { state: 'pending' },
  offered: { state: 'offered' },
  completed: { state: 'completed' },
  canceled: { state: 'canceled' },
}

/** One page of orders, the newest first unless asked for otherwise. */
export async function orderPage(
  db: Db,
  { view, search, sort, page }: z.output<typeof orderListQuery>,
  pageSize = 50,
): Promise<Page<OrderRow>> {
  const { orders, found } = await listOrders(db, { ...wishes[view], search, sort, page, perPage: pageSize })
  return { rows: orders.map(rowOf), total: found, page, pageSize }
}

const rowOf = (order: OrderSummary): OrderRow => ({
  id: order.id,
  number: order.number,
  placedAt: order.placedAt.toISOString(),
  customer: order.name,
  email: order.email,
  country: order.country,
  items: order.pieces,
  total: order.total,
  state: order.state,
  payment: order.paymentStatus,
  fulfillment: order.fulfillmentStatus,
})
