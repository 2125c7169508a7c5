import { money, type Money } from '#kernel/money'
import { summedUp, type Quote } from '#modules/checkout'
import type { Order } from '#modules/order'
import type { AppliedRate } from '#modules/tax'

type Off = Readonly<{ name: string; code: string | null; amount: Money }>
type Paying = Readonly<{ kind: string; hint: string; amount: Money }>

/** Everything between the goods and what is left to pay, of a cart or an order. */
export type Sums = Readonly<{
  subtotal: Money
  goodsDiscounts: readonly Off[]
  /** Before its discounts; null when nothing is sent. */
  shipping: Money | null
  shippingDiscounts: readonly Off[]
  taxRelief: Money
  reverseCharge: boolean
  taxes: readonly (AppliedRate & { tax: Money })[]
  taxIncluded: boolean
  total: Money
  tenders: readonly Paying[]
  due: Money
}>

export const sumsOfQuote = (quote: Quote): Sums => ({
  ...quote,
  goodsDiscounts: summedUp(quote.lines.flatMap((line) => line.discounts)),
  shipping: quote.shipping?.before ?? null,
  shippingDiscounts: quote.shipping?.discounts ?? [],
})

/** What gift cards and credit paid stands among an order's payments. */
export function sumsOfOrder(order: Order): Sums {
  const tenders = order.payments
    .filter(({ gateway, state }) => gateway === 'stored_value' && state !== 'failed' && state !== 'canceled')
    .map(({ method, instrument, amount }) => ({ kind: method, hint: instrument.label, amount }))
  const paid = tenders.reduce((all, { amount }) => all + amount.amount, 0)
  return {
    ...order,
    goodsDiscounts: summedUp(order.lines.flatMap((line) => line.discounts)),
    shipping: order.shippingAddress ? order.shipping : null,
    tenders,
    due: money(order.total.amount - paid, order.currency),
  }
}
