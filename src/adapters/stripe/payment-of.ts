import type { Stripe } from 'stripe'

import type { Money } from '#kernel/money'
import type { GatewayPayment, SavedAtGateway } from '#modules/payment'
import { fromStripe, wholeOrNull } from './amounts.ts'
import { buyerOf } from './buyer-of.ts'
import { disputeOf } from './dispute-of.ts'
import { instrumentOf } from './instrument.ts'

/** What must come along with a session for `paymentOf` to say everything. */
export const EXPAND = ['payment_intent.latest_charge.balance_transaction', 'payment_intent.payment_method']

/** What is asked for besides. */
type Beside = Readonly<{ disputes: readonly Stripe.Dispute[]; refunds: readonly Stripe.Refund[] }>
const nothing: Beside = { disputes: [], refunds: [] }

/** @throws RangeError when Stripe's answer has no sum that could be compared. */
export function paymentOf(session: Stripe.Checkout.Session, { disputes, refunds }: Beside = nothing): GatewayPayment {
  const intent = objectOf(session.payment_intent)
  const charge = objectOf(intent?.latest_charge ?? null)
  const state = stateOf(session, intent)
  const isTaken = state === 'authorized' || state === 'captured'
  return {
    ref: session.id,
    state,
    ...sumsOf(session, { intent, charge, isTaken }),
    reference: session.metadata?.['order'] ?? '',
    redirectUrl: state === 'pending' ? session.url : null,
    failureCode: state === 'failed' ? failureOf(intent) : null,
    expiresAt: state === 'authorized' ? expiryOf(charge) : null,
    instrument: instrumentOf(charge),
    fee: feeOf(charge),
    mode: session.livemode ? 'live' : 'test',
    payee: null,
    saved: isTaken ? savedOf(session, intent) : null,
    disputes: disputes.map(disputeOf),
    refunds: refunds
      .filter(stands)
      .map(({ id, amount, currency }) => ({ ref: id, amount: fromStripe(amount, currency) })),
    buyer: buyerOf(session),
  }
}

const stands = ({ status }: Stripe.Refund): boolean => status !== 'failed' && status !== 'canceled'

type Parts = { intent: Stripe.PaymentIntent | null; charge: Stripe.Charge | null; isTaken: boolean }

function sumsOf(session: Stripe.Checkout.Session, { intent, charge, isTaken }: Parts) {
  const asked = intent?.amount ?? session.amount_total
  if (asked === null) throw new RangeError('a session without an amount')
  const sum = (units: number) => fromStripe(units, session.currency ?? intent?.currency ?? '')
  return {
    amount: sum(asked),
    authorized: sum(isTaken ? asked : 0),
    captured: sum(intent?.amount_received ?? 0),
    refunded: sum(charge?.amount_refunded ?? 0),
  }
}

/** What Stripe keeps, in the currency of our account there; null for a fee in fractions of a minor unit. */
export function feeOf(charge: Stripe.Charge | null): Money | null {
  const balance = objectOf(charge?.balance_transaction ?? null)
  return balance ? wholeOrNull(balance.fee, balance.currency) : null
}

/** The object itself; null where Stripe sent only its id. */
export const objectOf = <T extends object>(value: T | string | null): T | null =>
  typeof value === 'string' ? null : value

export const idOf = (value: { id: string } | string | null): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)

/** A declined card leaves the page open for another one; only a bank that says no later makes it fail. */
function stateOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): GatewayPayment['state'] {
  if (intent?.status === 'succeeded') return 'captured'
  if (intent?.status === 'requires_capture') return 'authorized'
  if (intent?.status === 'canceled' || session.status === 'expired') return 'canceled'
  if (session.status !== 'complete') return 'pending'
  return intent?.status === 'requires_payment_method' ? 'failed' : 'processing'
}

const failureOf = (intent: Stripe.PaymentIntent | null): string =>
  (intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? 'payment_failed').slice(0, 100)

/** Cards say when; without a word it is Stripe's ordinary seven days. */
function expiryOf(charge: Stripe.Charge | null): Date | null {
  if (!charge) return null
  const before = charge.payment_method_details?.card?.capture_before
  return new Date((before ?? charge.created + 7 * 86_400) * 1000)
}

function savedOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): SavedAtGateway | null {
  const ref = idOf(intent?.payment_method ?? null)
  const customerRef = idOf(session.customer)
  const instrument = instrumentOf(objectOf(intent?.latest_charge ?? null))
  if (!intent?.setup_future_usage || !ref || !customerRef || !instrument) return null
  return { ref, customerRef, instrument }
}
