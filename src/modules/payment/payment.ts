import type { CaptureId, DisputeId, FulfillmentId, OrderId, PaymentId, RefundId, SavedMethodId } from '#kernel/id'
import type { Money } from '#kernel/money'
import type { CaptureMode, GatewayPayment, Mode } from './port.ts'
import type { PaymentState } from './states.ts'

/** What pays out of what the shop owes stands among the payments under this name. */
export const STORED_VALUE = 'stored_value'
/** Money that staff see come. */
export const OFFLINE = 'offline'

/** One attempt to pay an order, or one gift card or credit that pays a part of it. */
export type Payment = Readonly<{
  id: PaymentId
  orderId: OrderId
  method: string
  gateway: string
  mode: Mode
  state: PaymentState
  captureMode: CaptureMode
  amount: Money
  /** Set aside, or taken at once; `capturing` and `refunding` is what a gateway has not answered about yet. */
  authorized: Money
  capturing: Money
  captured: Money
  refunding: Money
  refunded: Money
  gatewayRef: string | null
  redirectUrl: string | null
  failureCode: string | null
  createdAt: Date
  deadlineAt: Date | null
  settledAt: Date | null
  /** When money that is set aside is free again. */
  expiresAt: Date | null
  /** Staff free what is set aside, and the gateway has not answered. */
  voiding: boolean
  /** 'card' and 'Visa •••• 4242', or the last letters of a gift card; '' where nobody told. */
  instrument: Readonly<{ kind: string; label: string }>
  savedMethodId: SavedMethodId | null
  saveMethod: boolean
}>

export type Capture = Readonly<{
  id: CaptureId
  paymentId: PaymentId
  amount: Money
  /** Nothing more is taken after it. */
  final: boolean
  state: 'created' | 'done' | 'failed'
  failure: string | null
  fee: Money | null
  fulfillmentId: FulfillmentId | null
  actor: string
  createdAt: Date
  doneAt: Date | null
}>

export type TaxPart = Readonly<{ jurisdiction: string; amount: number; ratePpm: number; base: number }>
/** What a refund is for, without tax, in minor units; together with the taxes it is the refund's amount. */
export type RefundParts = Readonly<{ goods: number; shipping: number; taxes: readonly TaxPart[] }>

export type Refund = Readonly<{
  id: RefundId
  /** The same for what was given back at once, over several payments. */
  groupId: string
  paymentId: PaymentId
  amount: Money
  parts: RefundParts
  state: 'created' | 'done' | 'failed'
  reason: string
  note: string
  failure: string | null
  actor: string
  createdAt: Date
  doneAt: Date | null
  /** When somebody dealt with one that failed. */
  handledAt: Date | null
}>

export type Dispute = Readonly<{
  id: DisputeId
  paymentId: PaymentId
  /** inquiry: the bank only asks, and the money is with us. won: it is, whether or not it was ever taken. */
  state: 'inquiry' | 'open' | 'won' | 'lost'
  amount: Money
  reason: string
  dueAt: Date | null
  openedAt: Date
}>

/** Money at a gateway that fits nothing of ours. */
export type Unmatched = Readonly<{
  id: string
  paymentId: PaymentId
  orderId: OrderId
  gateway: string
  ref: string
  amount: Money
  why: Mismatch
  state: 'seen' | 'returning' | 'returned' | 'kept'
  /** How often somebody wanted it given back: each time is a request of its own. */
  tries: number
  /** The gateway's word for why giving it back failed; null when it did not. */
  failure: string | null
  seenAt: Date
}>

/** buyer: the gateway's page did not say who bought, or an address that the price was not made for. */
export type Mismatch = 'amount' | 'currency' | 'ref' | 'reference' | 'mode' | 'payee' | 'buyer'

/** What we asked for, beside the payment: which account it goes to, and under which name. */
type Asked = Readonly<{ payment: Payment; payee: string | null; reference: string }>

/** What of a gateway's word does not fit what we asked for; null when it is ours. Anything else is somebody else's money. */
export function mismatchOf({ payment, payee, reference }: Asked, said: GatewayPayment): Mismatch | null {
  const { amount } = said
  const tookAll =
    said.state !== 'captured' || payment.captureMode === 'manual' || said.captured.amount === amount.amount
  const checks: [Mismatch, boolean][] = [
    ['ref', payment.gatewayRef === null || payment.gatewayRef === said.ref],
    ['currency', amount.currency === payment.amount.currency],
    ['amount', amount.amount === payment.amount.amount && tookAll],
    ['mode', said.mode === payment.mode],
    ['payee', payee === null || said.payee === null || payee === said.payee],
    ['reference', said.reference === '' || said.reference === reference],
  ]
  return checks.find(([, fits]) => !fits)?.[0] ?? null
}

/** What is set aside of a payment and not promised to be taken. */
export const capturable = ({ state, authorized, captured, capturing, voiding }: Payment): number =>
  state === 'authorized' && !voiding ? authorized.amount - captured.amount - capturing.amount : 0

/** What can still be given back of a payment. */
export const refundable = ({ captured, refunded, refunding }: Payment): number =>
  captured.amount - refunded.amount - refunding.amount
