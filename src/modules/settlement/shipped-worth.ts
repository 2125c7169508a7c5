import { money, portion } from '#kernel/money'
import type { Order, OrderLine } from '#modules/order'

type Sent = Pick<OrderLine, 'quantity' | 'sent' | 'removed' | 'total' | 'tax'>

/**
 * What the buyer owes for what was sent so far, in minor units with tax and after discounts: each line's share by pieces,
 * and shipping as soon as anything is sent. Pieces that a refund took out count with them: their money went back out of
 * what had been taken, so it must have been. When all is sent, it is the order's total to the cent.
 */
export function shippedWorth(order: Pick<Order, 'currency' | 'taxIncluded' | 'total'>, lines: readonly Sent[]): number {
  const worth = (line: Sent): number => line.total.amount + (order.taxIncluded ? 0 : line.tax.amount)
  const goods = lines.reduce((all, line) => all + worth(line), 0)
  const shipping = order.total.amount - goods
  const sent = lines.reduce(
    (all, line) => all + portion(money(worth(line), order.currency), line.sent + line.removed, line.quantity).amount,
    0,
  )
  return lines.some((line) => line.sent > 0) ? sent + shipping : 0
}
