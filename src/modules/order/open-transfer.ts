import type { Money } from '#kernel/money'
import type { Order } from './order.ts'

const byTransfer = ['bank_transfer', 'invoice']

/** What the buyer has still to send to the shop's bank account; null when they need not send anything. */
export function openTransfer({ state, payments }: Pick<Order, 'state' | 'payments'>): Money | null {
  if (state === 'canceled') return null
  const payment = payments.find((one) => byTransfer.includes(one.method) && one.state === 'pending')
  return payment?.amount ?? null
}
