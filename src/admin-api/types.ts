import type { Money } from '#kernel/money'

/** What the merchant's screens are told, as JSON: instants are ISO strings, ids are text. All that they may import. */

export type Me = { name: string; email: string; role: 'owner' | 'staff' }

/** Every answer that is no success. `problems` name fields (`variants.0.sku`). */
export type Failure = { code: string; message: string; problems?: { path: string; message: string }[] }

export type Page<T> = { rows: T[]; total: number; page: number; pageSize: number }

export type PaymentStatus = 'unpaid' | 'authorized' | 'partly_paid' | 'paid' | 'partly_refunded' | 'refunded'
export type FulfillmentStatus = 'unfulfilled' | 'partly_fulfilled' | 'fulfilled' | 'not_needed'
export type OrderState = 'pending' | 'open' | 'completed' | 'canceled'
export type OrderView = 'all' | 'to_ship' | 'unpaid' | 'open' | 'pending' | 'completed' | 'canceled'

export type OrderRow = {
  id: string
  number: number
  placedAt: string
  customer: string
  email: string
  country: string
  items: number
  total: Money
  state: OrderState
  payment: PaymentStatus
  fulfillment: FulfillmentStatus
}
