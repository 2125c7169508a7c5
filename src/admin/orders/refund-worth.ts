import { allocate, currencyOf, money, portion, type Money } from '#kernel/money'
import type { OrderDetail, PaymentView } from '../../admin-api/types.ts'

/** What somebody has chosen so far; NaN where it is no amount. */
export type Chosen = Readonly<{
  counts: Readonly<Record<string, number>>
  shipping: number | null
  amount: number | null
}>

/** What the choice would give back, in minor units, as the server reckons it. */
export function worthOf(order: OrderDetail, { counts, shipping, amount }: Chosen): number {
  if (amount !== null) return amount
  const pieces = order.refundable.lines.map(({ id, left, worth }) =>
    left === 0 ? 0 : worth.amount - portion(worth, left - (counts[id] ?? 0), left).amount,
  )
  return pieces.reduce((all, piece) => all + piece, shipping ?? 0)
}

/** How the sum is divided over the ways to pay: in proportion to what is left of each. */
export function splitOf(order: OrderDetail, worth: number): { payment: PaymentView; amount: Money }[] {
  const able = order.refundable.payments.filter(({ left }) => left.amount > 0)
  const shares = allocate(
    money(worth, currencyOf(order.total.currency)),
    able.map(({ left }) => left.amount),
  )
  return able.flatMap(({ id }, index) => {
    const payment = order.payments.find((one) => one.id === id)
    const amount = shares[index]
    return payment && amount && amount.amount > 0 ? [{ payment, amount }] : []
  })
}
