import { sql } from 'kysely'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import type { Db } from '#platform/db'
import { inTransaction } from '#platform/transaction'
import type { Mode } from './entry.ts'
import { recordCapture, recordFee, recordRefund, recordSale } from './index.ts'

/** Orders as the other modules leave them, written at once: what they do is their tests' matter. */

export const EUR = currencyOf('EUR')
export const eur = (amount: number) => money(amount, EUR)

export type Sold = Readonly<{ orderId: string; paymentId: string; captureId: string; number: number }>

type Wish = Readonly<{
  total: number
  gateway?: string
  gatewayRef?: string | null
  captureRef?: string | null
  fee?: number
  mode?: Mode
  at?: Date
}>

/** An agreed order of one line, in a shop that has its markets, with 19 % German tax in it, paid. */
export async function aSoldOrder(db: Db, wish: Wish): Promise<Sold> {
  const { total, gateway = 'stripe', gatewayRef = null, captureRef = null, fee, mode = 'live', at = new Date() } = wish
  const { id: marketId } = await db.selectFrom('markets').select('id').orderBy('code').executeTakeFirstOrThrow()
  const [orderId, paymentId, captureId] = [newId(), newId(), newId()]
  const tax = total - Math.round((total * 100) / 119)
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ number: number }>`
      insert into orders (id, cart_id, cart_version, state, market_id, language, currency, prices_include_tax, email,
        billing_address, subtotal_amount, shipping_amount, tax_amount, total_amount, payment_method, placed_at, confirmed_at)
      values (${orderId}, ${newId()}, 1, 'open', ${marketId}, 'de', 'EUR', true, 'ana@example.com', '{}', ${total}, 0,
        ${tax}, ${total}, 'card', ${at}, ${at}) returning number`.execute(tx)
    await sql`insert into payments (id, order_id, method, gateway, state, amount, currency, gateway_ref, mode,
        authorized_amount, captured_amount, settled_at)
      values (${paymentId}, ${orderId}, 'card', ${gateway}, 'captured', ${total}, 'EUR', ${gatewayRef}, ${mode}, ${total},
        ${total}, ${at})`.execute(tx)
    await sql`insert into captures (id, payment_id, amount, final, state, gateway_ref, done_at)
      values (${captureId}, ${paymentId}, ${total}, true, 'done', ${captureRef}, ${at})`.execute(tx)
    const base = total - tax
    const taxes = [{ jurisdiction: 'DE', amount: tax, ratePpm: 190_000, base }]
    const nothing = { discount: 0, shipping: 0, giftCardsSold: 0 }
    await recordSale(tx, { orderId, currency: EUR, goods: base, ...nothing, taxes, total, mode, at })
    await recordCapture(tx, { captureId, orderId, gateway, amount: eur(total), mode, at })
    if (fee !== undefined) await recordFee(tx, { feeId: captureId, orderId, gateway, amount: eur(fee), mode, at })
    return { orderId, paymentId, captureId, number: rows[0]?.number ?? 0 }
  })
}

type Back = Readonly<{ amount: number; ref?: string; gateway?: string; at?: Date }>

/** Some of it given back, with its share of the tax. */
export async function refund(db: Db, sold: Sold, { amount, ref, gateway = 'stripe', at = new Date() }: Back) {
  const refundId = newId()
  const tax = amount - Math.round((amount * 100) / 119)
  const goods = amount - tax
  // As a refund comes: without its rate, which its sale knows.
  const split = { goods, shipping: 0, taxes: [{ jurisdiction: 'DE', amount: tax }] }
  await inTransaction(db, async (tx) => {
    await sql`insert into refunds (id, payment_id, amount, state, gateway_ref, done_at)
      values (${refundId}, ${sold.paymentId}, ${amount}, 'done', ${ref ?? null}, ${at})`.execute(tx)
    await sql`update payments set refunded_amount = refunded_amount + ${amount}::bigint
      where id = ${sold.paymentId}`.execute(tx)
    await recordRefund(tx, { refundId, orderId: sold.orderId, gateway, amount: eur(amount), split, mode: 'live', at })
  })
}
