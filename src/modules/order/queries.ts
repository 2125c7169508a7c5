import { sql } from 'kysely'

import type { CustomerId, FulfillmentId, MarketId, OrderId, OrderLineId, ProductId, VariantId } from '#kernel/id'
import { isLanguage } from '#kernel/locale'
import { currencyOf, money, type Currency } from '#kernel/money'
import { addressSchema, type Address } from '#modules/checkout'
import { capturesOf, disputesOf, paymentsOf, paymentStatus, refundsOf, type Payment, type Sums } from '#modules/payment'
import type { Discount } from '#modules/promotion'
import type { Db } from '#platform/db'
import { runNamed } from '#platform/prepared'
import { together } from '#platform/transaction'
import { codesIn, discountsIn, vatCheckIn, whyIn } from './frozen.ts'
import type { Order, OrderFulfillment, OrderLine, OrderTax } from './order.ts'
import { fulfillmentStatus, type OrderState } from './states.ts'

type Row = {
  id: OrderId
  number: number
  state: OrderState
  cancel_reason: string | null
  channel: string
  market_id: MarketId
  language: string
  currency: string
  prices_include_tax: boolean
  email: string
  phone: string | null
  shipping_address: unknown
  billing_address: unknown
  shipping_name: string
  ships_on_from: string | null
  ships_on_to: string | null
  customer_id: CustomerId | null
  subtotal_amount: number
  discount_amount: number
  tax_relief_amount: number
  reverse_charge: boolean
  vat_id: string | null
  vat_check: unknown
  shipping_amount: number
  shipping_why: unknown
  codes: unknown
  tax_amount: number
  total_amount: number
  payment_method: string
  note: string
  placed_at: Date
  confirmed_at: Date | null
  canceled_at: Date | null
  completed_at: Date | null
  offered_until: Date | null
  version: number
  lines: LineRow[]
  taxes: TaxRow[]
  discounts: unknown
  fulfillments: FulfillmentRow[]
}

type LineRow = {
  id: OrderLineId
  product_id: ProductId
  variant_id: VariantId
  title: string
  variant_title: string
  sku: string | null
  slug: string
  media_hash: string | null
  quantity: number
  unit_amount: number
  list_amount: number
  base_amount: number
  discount_amount: number
  tax_relief_amount: number
  total_amount: number
  tax_amount: number
  why: unknown
  gift_card: boolean
  weight_grams: number
  requires_shipping: boolean
  sent: number
  removed: number
}

type TaxRow = { name: string; rate_ppm: number; base: number; tax: number }

type FulfillmentRow = {
  id: FulfillmentId
  carrier: string
  tracking_number: string
  tracking_url: string
  shipped_at: string
  lines: { orderLineId: OrderLineId; quantity: number }[]
}

/** An order with everything that hangs on it, in five queries and one round trip. Null when there is none. */
export async function readOrder(db: Db, id: OrderId): Promise<Order | null> {
  const statement = sql<Row>`
    select o.id, o.number, o.state, o.cancel_reason, o.channel, o.market_id, o.language, o.currency, o.prices_include_tax,
      o.email, o.phone, o.shipping_address, o.billing_address, o.shipping_name, o.ships_on_from, o.ships_on_to,
      o.subtotal_amount, o.shipping_amount, o.tax_amount, o.total_amount, o.payment_method, o.note, o.placed_at,
      o.confirmed_at, o.canceled_at, o.completed_at, o.customer_id, o.discount_amount, o.tax_relief_amount,
      o.reverse_charge, o.vat_id, o.shipping_why, o.codes, o.offered_until, o.version,
      (select to_jsonb(v) from vat_checks v where v.id = o.vat_check_id) as vat_check,
      coalesce((select jsonb_agg(to_jsonb(d) order by d.id) from order_discounts d where d.order_id = o.id), '[]')
        as discounts,
      (select jsonb_agg(to_jsonb(l) || jsonb_build_object('sent', (
          select coalesce(sum(quantity), 0) from fulfillment_lines where order_line_id = l.id), 'removed', (
          select coalesce(sum(removed_quantity), 0) from refund_lines where order_line_id = l.id)) order by l.position)
        from order_lines l where l.order_id = o.id) as lines,
      coalesce((select jsonb_agg(t order by t.rate_ppm desc) from (
        select name, rate_ppm, sum(base_amount) as base, sum(tax_amount) as tax
        from order_taxes where order_id = o.id group by name, rate_ppm) t), '[]') as taxes,
      coalesce((select jsonb_agg(to_jsonb(f) || jsonb_build_object('lines', (
          select jsonb_agg(jsonb_build_object('orderLineId', order_line_id, 'quantity', quantity))
          from fulfillment_lines where fulfillment_id = f.id)) order by f.shipped_at)
        from fulfillments f where f.order_id = o.id), '[]') as fulfillments
    from orders o where o.id = ${id}`
  const [[row], payments, captures, refunds, disputes] = await together(db, (one) =>
    Promise.all([
      runNamed(one, 'read_order', statement),
      paymentsOf(one, id),
      capturesOf(one, id),
      refundsOf(one, id),
      disputesOf(one, id),
    ]),
  )
  return row ? orderOf(row, { payments, captures, refunds, disputes }) : null
}

type Moved = Pick<Order, 'payments' | 'captures' | 'refunds' | 'disputes'>

function orderOf(row: Row, moved: Moved): Order {
  const currency = currencyOf(row.currency)
  const given = discountsIn(row.discounts, currency)
  const lines = row.lines.map((line) => lineOf(line, given.of(line.id), currency))
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    version: row.version,
    cancelReason: row.cancel_reason,
    channel: row.channel,
    marketId: row.market_id,
    language: isLanguage(row.language) ? row.language : 'en',
    currency,
    taxIncluded: row.prices_include_tax,
    email: row.email,
    phone: row.phone,
    shippingAddress: row.shipping_address === null ? null : addressOf(row.shipping_address),
    billingAddress: addressOf(row.billing_address),
    shippingName: row.shipping_name,
    arrivesFrom: row.ships_on_from,
    arrivesTo: row.ships_on_to,
    customerId: row.customer_id,
    subtotal: money(row.subtotal_amount, currency),
    discount: money(row.discount_amount, currency),
    discounts: given.all,
    taxRelief: money(row.tax_relief_amount, currency),
    reverseCharge: row.reverse_charge,
    vatId: row.vat_id,
    vatCheck: vatCheckIn(row.vat_check),
    shipping: money(row.shipping_amount, currency),
    shippingDiscounts: given.of(null),
    shippingWhy: whyIn(row.shipping_why, currency),
    codes: codesIn(row.codes),
    tax: money(row.tax_amount, currency),
    total: money(row.total_amount, currency),
    taxes: row.taxes.map((tax) => taxOf(tax, currency)),
    lines,
    paymentMethod: row.payment_method,
    note: row.note,
    placedAt: row.placed_at,
    confirmedAt: row.confirmed_at,
    canceledAt: row.canceled_at,
    completedAt: row.completed_at,
    offeredUntil: row.offered_until,
    ...moved,
    fulfillments: row.fulfillments.map(fulfillmentOf),
    paymentStatus: paymentStatus(sumsOf(row.total_amount, moved, row.confirmed_at !== null)),
    fulfillmentStatus: fulfillmentStatus({
      ordered: lines.reduce((all, line) => all + line.quantity, 0),
      sent: lines.reduce((all, line) => all + line.sent, 0),
      removed: lines.reduce((all, line) => all + line.removed, 0),
    }),
  }
}

const addressOf = (value: unknown): Address => addressSchema.parse(value)

/** Money that came twice or too late for an agreed order goes back, and was never the order's. */
function sumsOf(due: number, { payments, refunds }: Moved, isAgreed: boolean): Sums {
  const all = (of: (payment: Payment) => number): number => payments.reduce((sum, payment) => sum + of(payment), 0)
  const late = refunds.filter(({ reason, state }) => isAgreed && reason === 'late_payment' && state !== 'failed')
  const strange = late.reduce((sum, { amount }) => sum + amount.amount, 0)
  return {
    due,
    authorized: all(({ state, voiding, authorized, captured }) =>
      state === 'authorized' && !voiding ? authorized.amount - captured.amount : 0,
    ),
    captured: all(({ captured }) => captured.amount) - strange,
    refunded: all(({ refunded, refunding }) => refunded.amount + refunding.amount) - strange,
  }
}

const lineOf = (row: LineRow, discounts: Discount[], currency: Currency): OrderLine => ({
  id: row.id,
  productId: row.product_id,
  variantId: row.variant_id,
  title: row.title,
  variantTitle: row.variant_title,
  sku: row.sku,
  slug: row.slug,
  mediaHash: row.media_hash,
  quantity: row.quantity,
  unit: money(row.unit_amount, currency),
  list: money(row.list_amount, currency),
  base: money(row.base_amount, currency),
  discount: money(row.discount_amount, currency),
  taxRelief: money(row.tax_relief_amount, currency),
  discounts,
  why: whyIn(row.why, currency),
  giftCard: row.gift_card,
  total: money(row.total_amount, currency),
  tax: money(row.tax_amount, currency),
  weightGrams: row.weight_grams,
  requiresShipping: row.requires_shipping,
  sent: row.sent,
  removed: row.removed,
})

const taxOf = (row: TaxRow, currency: Currency): OrderTax => ({
  name: row.name,
  ratePpm: row.rate_ppm,
  base: money(row.base, currency),
  tax: money(row.tax, currency),
})

const fulfillmentOf = (row: FulfillmentRow): OrderFulfillment => ({
  id: row.id,
  carrier: row.carrier,
  trackingNumber: row.tracking_number,
  trackingUrl: row.tracking_url,
  shippedAt: new Date(row.shipped_at),
  lines: row.lines,
})
