import type { OrderId, PaymentId, RefundId } from '#kernel/id'
import type { Money } from '#kernel/money'
import type { GatewayPayment } from './port.ts'
import type { PaymentState } from './states.ts'

/** One attempt to pay an order. */
export type Payment = Readonly<{
  id: PaymentId
  orderId: OrderId
  method: string
  gateway: string
  state: PaymentState
  amount: Money
  gatewayRef: string | null
  redirectUrl: string | null
  failureCode: string | null
  createdAt: Date
  deadlineAt: Date | null
  settledAt: Date | null
}>

export type Refund = Readonly<{
  id: RefundId
  paymentId: PaymentId
  amount: Money
  state: 'created' | 'done' | 'failed'
  reason: string
  actor: string
  createdAt: Date
  doneAt: Date | null
}>

/** What a gateway's book says, held against what we asked for: anything else is somebody else's money. */
export function isOurs(payment: Payment, said: GatewayPayment): boolean {
  return (
    said.amount.amount === payment.amount.amount &&
    said.amount.currency === payment.amount.currency &&
    (payment.gatewayRef === null || payment.gatewayRef === said.ref)
  )
}
