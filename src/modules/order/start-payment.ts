import { sql } from 'kysely'

import type { MarketId, OrderId, PaymentId } from '#kernel/id'
import { isLanguage, type Language } from '#kernel/locale'
import { currencyOf, money, type Money } from '#kernel/money'
import {
  ask,
  recordStarted,
  type Answer,
  type CaptureMode,
  type Gateway,
  type GatewayPayment,
  type Payment,
  type PaymentState,
} from '#modules/payment'
import { settlePayment } from './settle-payment.ts'
import type { OrderDeps } from './order.ts'
import type { OrderState } from './states.ts'

/** Where an order's shopper goes now. */
export type NextStep =
  | { kind: 'pay'; url: string }
  /** The gateway did not answer, or decides later. `url`: its page, for who has not paid there yet. */
  | { kind: 'waiting'; url?: string }
  | { kind: 'done' }
  /** The payment failed or was given up; the cart is open again. */
  | { kind: 'failed'; failureCode: string | null }

/** The shopper's way on, starting the payment at the gateway if nobody has yet. Asks outside of any transaction. */
export async function nextStep(
  deps: OrderDeps,
  orderId: OrderId,
  known?: Attempt,
): Promise<NextStep | { kind: 'unavailable' }> {
  const attempt = known ?? (await readAttempt(deps, orderId))
  if (attempt.orderState === 'open' || attempt.orderState === 'completed') return { kind: 'done' }
  if (attempt.orderState === 'canceled') return { kind: 'failed', failureCode: attempt.failureCode }
  if (attempt.redirectUrl) return { kind: 'pay', url: attempt.redirectUrl }
  const gateway = deps.methods.gateway(attempt.gateway)
  if (!gateway) throw new Error(`no such gateway: ${attempt.gateway}`)
  return start(deps, gateway, attempt)
}

/** The newest attempt to pay an order, with what a gateway wants to know. */
export type Attempt = Readonly<{
  orderId: OrderId
  number: number
  orderState: OrderState
  language: Language
  marketId: MarketId
  email: string
  country: string
  amount: Money
  paymentId: PaymentId
  method: string
  gateway: string
  captureMode: CaptureMode
  redirectUrl: string | null
  failureCode: string | null
}>

async function start(deps: OrderDeps, gateway: Gateway, attempt: Attempt): Promise<NextStep | { kind: 'unavailable' }> {
  const made = await createAt(deps, gateway, attempt)
  if (made.ok) {
    await recordStarted(deps.db, attempt.paymentId, made.value)
    return made.value.redirectUrl ? { kind: 'pay', url: made.value.redirectUrl } : { kind: 'waiting' }
  }
  if (made.refusal.code === 'unknown') return { kind: 'waiting' }
  await settlePayment(
    deps,
    { id: attempt.paymentId, orderId: attempt.orderId },
    { state: 'failed', failureCode: 'refused' },
  )
  return { kind: 'unavailable' }
}

/** Makes the payment at the gateway, or finds the one that this key made before. An unknown outcome is tried twice. */
export async function createAt(deps: OrderDeps, gateway: Gateway, attempt: Attempt): Promise<Answer<GatewayPayment>> {
  const payment = {
    amount: attempt.amount,
    reference: String(attempt.number),
    method: attempt.method,
    returnUrl: deps.returnUrl(attempt),
    cancelUrl: deps.cancelUrl(attempt),
    language: attempt.language,
    country: attempt.country,
    email: attempt.email,
    capture: attempt.captureMode,
    idempotencyKey: attempt.paymentId,
    saved: null,
    customer: null,
  }
  const first = await ask(() => gateway.create(payment))
  return first.ok || first.refusal.code === 'refused' ? first : ask(() => gateway.create(payment))
}

export async function readAttempt(deps: OrderDeps, orderId: OrderId): Promise<Attempt> {
  const attempt = await findAttempt(deps, orderId)
  if (!attempt) throw new RangeError(`no such order: ${orderId}`)
  return attempt
}

/** Null when there is no such order. */
export async function findAttempt(
  { db }: OrderDeps,
  orderId: OrderId,
): Promise<(Attempt & Pick<Payment, 'gatewayRef' | 'state'>) | null> {
  const row = await db
    .selectFrom('orders as o')
    .leftJoin('payments as p', 'p.order_id', 'o.id')
    .select([
      'o.number',
      'o.state as order_state',
      'o.language',
      'o.market_id',
      'o.currency',
      'o.total_amount',
      'o.email',
    ])
    .select(sql<string>`coalesce(o.billing_address->>'country', '')`.as('country'))
    .select(['p.id', 'p.method', 'p.gateway', 'p.redirect_url', 'p.failure_code', 'p.gateway_ref', 'p.state'])
    .where('o.id', '=', orderId)
    .orderBy('p.created_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    orderId,
    number: row.number,
    orderState: row.order_state as OrderState,
    language: isLanguage(row.language) ? row.language : 'en',
    marketId: row.market_id as MarketId,
    email: row.email,
    country: row.country,
    amount: money(row.total_amount, currencyOf(row.currency)),
    paymentId: row.id as PaymentId,
    method: row.method ?? '',
    gateway: row.gateway ?? '',
    captureMode: 'automatic',
    redirectUrl: row.redirect_url,
    failureCode: row.failure_code,
    gatewayRef: row.gateway_ref,
    state: (row.state ?? 'created') as PaymentState,
  }
}
