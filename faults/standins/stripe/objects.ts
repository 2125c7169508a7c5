import type { Stripe } from 'stripe'

import type { Booked } from './book.ts'
import { askedOf } from './buyer.ts'

const seconds = (ms: number): number => Math.floor(ms / 1000)

/** A session as Stripe describes it. `expand`: what comes along whole instead of its id. */
export function sessionOf(booked: Booked, expand: boolean): Partial<Stripe.Checkout.Session> {
  const { id, intent } = booked
  return {
    id,
    object: 'checkout.session',
    amount_subtotal: booked.amount,
    amount_total: booked.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    cancel_url: booked.cancelUrl,
    client_reference_id: booked.reference,
    created: seconds(booked.createdAt),
    currency: booked.currency,
    custom_fields: [],
    customer: booked.customer,
    customer_email: booked.email,
    ...askedOf(booked),
    expires_at: booked.expiresAt,
    livemode: false,
    locale: 'en',
    metadata: booked.metadata,
    mode: 'payment',
    payment_intent: intent ? (expand ? (intentOf(booked, true) as Stripe.PaymentIntent) : intent.id) : null,
    payment_method_types: ['card', 'sepa_debit'],
    payment_status: booked.captured > 0 ? 'paid' : 'unpaid',
    shipping_options: [],
    status: booked.status,
    success_url: booked.successUrl,
    url: booked.status === 'open' ? booked.url : null,
  }
}

export const linesOf = ({ id, currency, lines }: Booked): Partial<Stripe.LineItem>[] =>
  lines.map(({ name, amount }, at) => ({
    id: `li_${id.slice(8)}${at}`,
    object: 'item',
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: name,
    quantity: 1,
  }))

export function intentOf(booked: Booked, expand: boolean): Partial<Stripe.PaymentIntent> {
  const { intent } = booked
  if (!intent) return {}
  return {
    id: intent.id,
    object: 'payment_intent',
    amount: booked.amount,
    amount_capturable: intent.status === 'requires_capture' ? booked.amount : 0,
    amount_received: booked.captured,
    capture_method: booked.captureMethod,
    confirmation_method: 'automatic',
    created: seconds(booked.createdAt),
    currency: booked.currency,
    customer: booked.customer,
    description: null,
    last_payment_error: intent.failure ? errorOf(intent.failure) : null,
    latest_charge: intent.charge ? (expand ? (chargeOf(booked) as Stripe.Charge) : intent.charge) : null,
    livemode: false,
    metadata: booked.metadata,
    payment_method: intent.charge ? (expand ? (methodOf(booked) as Stripe.PaymentMethod) : booked.methodId) : null,
    payment_method_types: ['card', 'sepa_debit'],
    setup_future_usage: booked.save ? 'on_session' : null,
    status: intent.status,
  }
}

const errorOf = (code: string) =>
  ({ type: 'card_error', code: 'card_declined', decline_code: code }) as Stripe.PaymentIntent['last_payment_error']

export function chargeOf(booked: Booked): Partial<Stripe.Charge> {
  const isCaptured = booked.captured > 0
  return {
    id: booked.intent?.charge ?? '',
    object: 'charge',
    amount: booked.amount,
    amount_captured: booked.captured,
    amount_refunded: booked.refunded,
    balance_transaction: isCaptured ? (balanceOf(booked) as Stripe.BalanceTransaction) : null,
    captured: isCaptured,
    created: seconds(booked.createdAt),
    currency: booked.currency,
    customer: booked.customer,
    disputed: booked.disputes.length > 0,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: booked.metadata,
    paid: true,
    payment_intent: booked.intent?.id ?? null,
    payment_method: booked.methodId,
    payment_method_details: { card: cardOf(booked), type: 'card' } as Stripe.Charge['payment_method_details'],
    refunded: booked.refunded >= booked.captured && isCaptured,
    status: 'succeeded',
  }
}

const cardOf = (booked: Booked) => ({
  brand: booked.card.brand,
  last4: booked.card.last4,
  fingerprint: booked.card.fingerprint,
  country: 'DE',
  exp_month: 12,
  exp_year: 2034,
  funding: 'credit',
  capture_before: seconds(booked.createdAt) + 7 * 86_400,
  wallet: booked.card.wallet ? { type: booked.card.wallet, dynamic_last4: null } : null,
})

export const methodOf = (booked: Booked): Partial<Stripe.PaymentMethod> => ({
  id: booked.methodId,
  object: 'payment_method',
  allow_redisplay: booked.save ? 'always' : 'limited',
  created: seconds(booked.createdAt),
  customer: booked.customer,
  livemode: false,
  metadata: {},
  type: 'card',
})

/** 1.5 % and a quarter of the currency, in the account's own. */
export const balanceOf = (booked: Booked): Partial<Stripe.BalanceTransaction> => ({
  id: `txn_${booked.id.slice(8)}`,
  object: 'balance_transaction',
  amount: booked.captured,
  created: seconds(booked.createdAt),
  currency: booked.currency,
  exchange_rate: null,
  fee: feeOf(booked.captured),
  net: booked.captured - feeOf(booked.captured),
  reporting_category: 'charge',
  source: booked.intent?.charge ?? null,
  status: 'pending',
  type: 'charge',
})

export const feeOf = (amount: number): number => (amount === 0 ? 0 : Math.round(amount * 0.015) + 25)

type Refunded = Booked['refunds'][number]

export const refundOf = (
  booked: Booked,
  { id, amount, metadata, createdAt, hasFailed }: Refunded,
): Partial<Stripe.Refund> => ({
  id,
  object: 'refund',
  amount,
  balance_transaction: null,
  charge: booked.intent?.charge ?? null,
  created: seconds(createdAt),
  currency: booked.currency,
  metadata,
  payment_intent: booked.intent?.id ?? null,
  reason: null,
  receipt_number: null,
  ...(hasFailed ? { status: 'failed', failure_reason: 'lost_or_stolen_card' } : { status: 'succeeded' }),
})

type Disputed = Booked['disputes'][number]

export function disputeOf(booked: Booked, dispute: Disputed): Partial<Stripe.Dispute> {
  return {
    id: dispute.id,
    object: 'dispute',
    amount: dispute.amount,
    balance_transactions: withdrawalsOf(booked, dispute) as Stripe.BalanceTransaction[],
    charge: booked.intent?.charge ?? '',
    created: seconds(dispute.createdAt),
    currency: booked.currency,
    evidence_details: {
      due_by: seconds(dispute.createdAt) + 10 * 86_400,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      enhanced_eligibility: {},
    } as Stripe.Dispute['evidence_details'],
    is_charge_refundable: dispute.status === 'warning_needs_response',
    livemode: false,
    metadata: {},
    payment_intent: booked.intent?.id ?? null,
    reason: 'fraudulent',
    status: dispute.status,
  }
}

/** None for an inquiry, and for what was prevented; one, and the same back, for money that was withdrawn. */
function withdrawalsOf(booked: Booked, { id, amount, status }: Disputed): Partial<Stripe.BalanceTransaction>[] {
  if (status === 'prevented' || status.startsWith('warning_')) return []
  const all = status === 'won' ? [-amount, amount] : [-amount]
  return all.map((moved, at) => ({
    id: `txn_${id.slice(3)}_${at}`,
    object: 'balance_transaction',
    amount: moved,
    currency: booked.currency,
    fee: 0,
    net: moved,
    reporting_category: moved < 0 ? 'dispute' : 'dispute_reversal',
    source: id,
    type: 'adjustment',
  }))
}

export const accountOf = (): Partial<Stripe.Account> => ({
  id: 'acct_1StandIn000000',
  object: 'account',
  business_profile: { name: 'Stoa Works', mcc: null } as Stripe.Account['business_profile'] & object,
  charges_enabled: true,
  country: 'DE',
  default_currency: 'eur',
  details_submitted: true,
  email: 'works@example.com',
  payouts_enabled: true,
  settings: { dashboard: { display_name: 'Stoa Works', timezone: 'Etc/UTC' } } as Stripe.Account['settings'] & object,
  type: 'standard',
})
