import { sql } from 'kysely'

import type { MarketId, OrderId, PaymentId } from '#kernel/id'
import { isLanguage, type Language } from '#kernel/locale'
import { currencyOf, money, type Money } from '#kernel/money'
import type { OrderDeps, OrderState } from '#modules/order'
import type { CaptureMode, Express, NewGatewayPayment, PaymentState } from '#modules/payment'
import { runNamed } from '#platform/prepared'

/** The newest attempt to pay an order with money, with what a gateway wants to know. */
export type Attempt = Readonly<{
  orderId: OrderId
  number: number
  orderState: OrderState
  language: Language
  marketId: MarketId
  email: string
  country: string
  amount: Money
  /** Null for an order that leaves nothing to pay with money. */
  paymentId: PaymentId | null
  state: PaymentState
  method: string
  gateway: string
  gatewayRef: string | null
  captureMode: CaptureMode
  redirectUrl: string | null
  failureCode: string | null
  /** Its buyer pays by a link, not at the checkout. */
  isOffered: boolean
  /** Its buyer is not known before the gateway's page has asked. */
  isExpress: boolean
  /** What that page must know then; null otherwise. */
  express: Express | null
  saved: NewGatewayPayment['saved']
  customer: NewGatewayPayment['customer']
  /** What the customer has saved, or a gateway's page must know, is not among it. */
  isPartly?: boolean
}>

/** @throws RangeError for an order that no gateway and no staff decide about. */
export function paymentIn({ paymentId, orderId }: Attempt): PaymentId {
  if (!paymentId) throw new RangeError(`no payment to decide about: ${orderId}`)
  return paymentId
}

export async function readAttempt(deps: OrderDeps, orderId: OrderId): Promise<Attempt> {
  const attempt = await findAttempt(deps, orderId)
  if (!attempt) throw new RangeError(`no such order: ${orderId}`)
  return attempt
}

type Row = {
  number: number
  order_state: OrderState
  language: string
  market_id: MarketId
  currency: string
  email: string
  country: string
  customer_id: string | null
  is_offered: boolean
  express: { isSent: boolean; goods: string; delivery: number } | null
  id: PaymentId | null
  amount: number | null
  state: PaymentState | null
  method: string | null
  gateway: string | null
  gateway_ref: string | null
  capture_mode: string | null
  redirect_url: string | null
  failure_code: string | null
  save_method: boolean | null
  saved_ref: string | null
  saved_customer: string | null
  customer_ref: string | null
}

/** What a purchase without a checkout is for, as people read it. `o` is its order. */
const expressFacts = sql`jsonb_build_object('isSent', o.shipping_address is not null,
  'goods', (select string_agg(concat_ws(' · ', title, nullif(variant_title, '')) ||
      case when quantity > 1 then ' × ' || quantity else '' end, ', ' order by position)
    from order_lines where order_id = o.id),
  'delivery', o.shipping_amount - coalesce((select sum(amount) from order_discounts
    where order_id = o.id and line_id is null), 0))`

/** Null when there is no such order. */
export async function findAttempt({ db }: OrderDeps, orderId: OrderId): Promise<Attempt | null> {
  const statement = sql<Row>`select o.number, o.state as order_state, o.language, o.market_id, o.currency, o.email,
      coalesce(o.billing_address->>'country', '') as country, o.customer_id, o.offered_until is not null as is_offered,
      case when o.email = '' then ${expressFacts} end as express,
      p.id, p.amount, p.state, p.method, p.gateway, p.gateway_ref, p.capture_mode, p.redirect_url, p.failure_code,
      p.save_method, s.gateway_ref as saved_ref, s.customer_ref as saved_customer,
      (select customer_ref from saved_methods where customer_id = o.customer_id and gateway = p.gateway
        and customer_ref is not null limit 1) as customer_ref
    from orders o
      left join payments p on p.order_id = o.id and p.gateway <> 'stored_value'
      left join saved_methods s on s.id = p.saved_method_id and s.customer_id = o.customer_id and s.deleted_at is null
        and s.gateway = p.gateway
    where o.id = ${orderId} order by p.created_at desc, p.id desc limit 1`
  const [row] = await runNamed(db, 'find_attempt', statement)
  return row ? attemptOf(orderId, row) : null
}

function attemptOf(orderId: OrderId, row: Row): Attempt {
  return {
    orderId,
    number: row.number,
    orderState: row.order_state,
    language: isLanguage(row.language) ? row.language : 'en',
    marketId: row.market_id,
    email: row.email,
    country: row.country,
    amount: money(row.amount ?? 0, currencyOf(row.currency)),
    paymentId: row.id,
    state: row.state ?? 'created',
    method: row.method ?? '',
    gateway: row.gateway ?? '',
    gatewayRef: row.gateway_ref,
    captureMode: row.capture_mode === 'manual' ? 'manual' : 'automatic',
    redirectUrl: row.redirect_url,
    failureCode: row.failure_code,
    isOffered: row.is_offered,
    isExpress: row.express !== null,
    express: row.express && {
      country: row.country,
      isSent: row.express.isSent,
      goods: row.express.goods,
      delivery: row.express.isSent ? money(row.express.delivery, currencyOf(row.currency)) : null,
    },
    saved: row.saved_ref === null ? null : { ref: row.saved_ref, customerRef: row.saved_customer },
    customer:
      row.customer_id === null
        ? null
        : { id: row.customer_id, gatewayRef: row.customer_ref, save: row.save_method ?? false },
  }
}
