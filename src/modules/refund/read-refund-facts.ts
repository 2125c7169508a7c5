import { sql } from 'kysely'

import type { OrderId, OrderLineId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import { refundable, refundsOf, type Payment } from '#modules/payment'
import type { Db } from '#platform/db'
import type { RefundFacts } from './refund-plan.ts'
import { jurisdictionOf } from '#modules/order'

type TaxRow = { country: string; region: string; rate_ppm: number } | null

type Row = {
  currency: string
  prices_include_tax: boolean
  /** After its discounts and relief. */
  shipping: number
  shipping_tax: number
  shipping_rate: TaxRow
  shipping_refunded: number
  lines: {
    id: OrderLineId
    quantity: number
    total: number
    tax: number
    rate: TaxRow
    refunded: number
    gift_card: boolean
    put_back: number
  }[]
}

/** What was bought, paid and given back, as far as a refund must know it. Before a refund: under the order's lock. */
export async function readRefundFacts(db: Db, orderId: OrderId, payments: readonly Payment[]): Promise<RefundFacts> {
  const [{ rows }, refunds] = await Promise.all([statement(orderId).execute(db), refundsOf(db, orderId)])
  const [row] = rows
  if (!row) throw new RangeError(`no such order: ${orderId}`)
  const withTax = (amount: number, tax: number): number => (row.prices_include_tax ? amount : amount + tax)
  return {
    currency: currencyOf(row.currency),
    lines: row.lines.map(({ id, quantity, total, tax, rate, refunded, gift_card: giftCard, put_back: putBack }) => ({
      id,
      quantity,
      tax,
      refunded,
      giftCard,
      putBack,
      gross: withTax(total, tax),
      ...rateOf(rate),
    })),
    shipping: {
      gross: withTax(row.shipping, row.shipping_tax),
      tax: row.shipping_tax,
      ...rateOf(row.shipping_rate),
      refunded: row.shipping_refunded,
    },
    given: refunds.filter(({ state }) => state !== 'failed').map(({ parts }) => parts),
    payments: payments.map((payment) => ({ id: payment.id, left: refundable(payment) })),
  }
}

const rateOf = (rate: TaxRow) =>
  rate ? { jurisdiction: jurisdictionOf(rate), ratePpm: rate.rate_ppm } : { jurisdiction: '', ratePpm: 0 }

/** Groups of which at least a part went back, or is on its way. */
const living = sql`exists (select from refunds where group_id = r.group_id and state <> 'failed')`

const taxRow = (of: ReturnType<typeof sql>) => sql`(select jsonb_build_object('country', country, 'region', region,
  'rate_ppm', rate_ppm) from order_taxes where order_id = o.id and line_id is not distinct from ${of} limit 1)`

const statement = (orderId: OrderId) => sql<Row>`
  select o.currency, o.prices_include_tax,
    o.shipping_amount - (o.discount_amount - l.discount) - (o.tax_relief_amount - l.relief) as shipping,
    o.tax_amount - l.tax as shipping_tax, ${taxRow(sql`null::uuid`)} as shipping_rate,
    coalesce((select sum(amount) from refund_lines r where r.order_id = o.id and r.kind = 'shipping' and ${living}), 0)
      as shipping_refunded,
    (select jsonb_agg(jsonb_build_object('id', i.id, 'quantity', i.quantity,
        'total', i.total_amount, 'tax', i.tax_amount, 'gift_card', i.gift_card, 'rate', ${taxRow(sql`i.id`)},
        'refunded', coalesce((select sum(r.quantity) from refund_lines r where r.order_line_id = i.id and ${living}), 0),
        'put_back', coalesce((select sum(quantity) from refund_lines where order_line_id = i.id and restocked), 0))
        order by i.position)
      from order_lines i where i.order_id = o.id) as lines
  from orders o cross join lateral (select coalesce(sum(discount_amount), 0) as discount,
    coalesce(sum(tax_relief_amount), 0) as relief, coalesce(sum(tax_amount), 0) as tax
    from order_lines where order_id = o.id) l
  where o.id = ${orderId}`
