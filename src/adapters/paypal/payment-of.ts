import type { GatewayDispute, GatewayPayment, Mode } from '#modules/payment'
import { fromPaypal, sumOf, type PaypalSum } from './amounts.ts'
import { buyerOf } from './buyer.ts'
import { isElsewhere } from './express.ts'
import {
  authorizationOf,
  capturesOf,
  hasMoney,
  isEnded,
  isGiven,
  refundsOf,
  unitOf,
  type PaypalOrder,
} from './order.ts'

type Context = Readonly<{ mode: Mode; disputes?: readonly GatewayDispute[] }>
type State = Pick<GatewayPayment, 'state' | 'failureCode'>

/** @throws RangeError when PayPal's answer has no sum that could be compared. */
export function paymentOf(order: PaypalOrder, { mode, disputes = [] }: Context): GatewayPayment {
  const unit = unitOf(order)
  const { state, failureCode } = stateOf(order)
  const expiry = state === 'authorized' ? authorizationOf(order)?.expiration_time : undefined
  return {
    ref: order.id,
    state,
    failureCode,
    ...sumsOf(order, state),
    reference: (unit.invoice_id ?? '').split('-')[0] ?? '',
    redirectUrl: state === 'pending' ? pageOf(order) : null,
    expiresAt: expiry ? new Date(expiry) : null,
    instrument: instrumentOf(order),
    fee: feeOf(order),
    mode,
    payee: unit.payee?.merchant_id ?? null,
    saved: null,
    disputes,
    refunds: refundsOf(order)
      .filter(isGiven)
      .flatMap(({ id, amount }) => (amount ? [{ ref: id, amount: fromPaypal(amount) }] : [])),
    buyer: state === 'failed' || state === 'canceled' ? null : buyerOf(order),
  }
}

type Sums = Pick<GatewayPayment, 'amount' | 'authorized' | 'captured' | 'refunded'>

function sumsOf(order: PaypalOrder, state: GatewayPayment['state']): Sums {
  const { amount: asked } = unitOf(order)
  if (!asked) throw new RangeError('an order without an amount')
  const amount = fromPaypal(asked)
  const held = authorizationOf(order)
  const total = (list: readonly { amount?: PaypalSum | undefined }[]) =>
    sumOf(
      list.map((one) => one.amount),
      amount.currency,
    )
  const captured = total(capturesOf(order).filter(hasMoney))
  const authorized = held && state !== 'failed' ? total([held]) : captured
  return { amount, authorized, captured, refunded: total(refundsOf(order).filter(isGiven)) }
}

const pageOf = ({ links = [] }: PaypalOrder): string | null =>
  links.find(({ rel }) => rel === 'payer-action' || rel === 'approve')?.href ?? null

function stateOf(order: PaypalOrder): State {
  if (order.status === 'VOIDED') return { state: 'canceled', failureCode: null }
  if (order.status === 'COMPLETED') return order.intent === 'AUTHORIZE' ? heldState(order) : takenState(order)
  if (!isEnded(order)) return { state: 'pending', failureCode: null }
  if (isElsewhere(order)) return { state: 'failed', failureCode: 'address_elsewhere' }
  return { state: 'canceled', failureCode: null }
}

function takenState(order: PaypalOrder): State {
  const capture = capturesOf(order).at(-1)
  if (!capture || capture.status === 'PENDING') return { state: 'processing', failureCode: null }
  if (hasMoney(capture)) return { state: 'captured', failureCode: null }
  return { state: 'failed', failureCode: capture.status_details?.reason ?? capture.status }
}

function heldState(order: PaypalOrder): State {
  const held = authorizationOf(order)
  const hasTaken = capturesOf(order).some(hasMoney)
  switch (held?.status) {
    case 'CREATED':
    case 'PARTIALLY_CAPTURED':
      return { state: 'authorized', failureCode: null }
    case 'DENIED':
      return { state: 'failed', failureCode: held.status_details?.reason ?? held.status }
    case 'CAPTURED':
      return { state: 'captured', failureCode: null }
    case 'VOIDED':
    case 'EXPIRED':
      return { state: hasTaken ? 'captured' : 'canceled', failureCode: null }
    default:
      return { state: 'processing', failureCode: null }
  }
}

function instrumentOf({ payment_source: source }: PaypalOrder): GatewayPayment['instrument'] {
  const payer = source?.paypal
  if (!payer?.account_id) return null
  const label = payer.email_address ? `PayPal (${payer.email_address.slice(0, 100)})` : 'PayPal'
  return { kind: 'paypal', label, fingerprint: payer.account_id }
}

function feeOf(order: PaypalOrder): GatewayPayment['fee'] {
  const fees = capturesOf(order).flatMap(({ seller_receivable_breakdown: parts }) => parts?.paypal_fee ?? [])
  const [first] = fees
  return first ? sumOf(fees, fromPaypal(first).currency) : null
}
