import type { Stripe } from 'stripe'

import type { Instrument } from '#modules/payment'

const names: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  apple_pay: 'Apple Pay',
  google_pay: 'Google Pay',
  ideal: 'iDEAL',
  sepa_debit: 'SEPA',
  klarna: 'Klarna',
  link: 'Link',
  paypal: 'PayPal',
  blik: 'BLIK',
}

const nameOf = (code: string): string => names[code] ?? code.slice(0, 30)

/** What was paid with, in a few words, and Stripe's mark of the card or account. */
export function instrumentOf(charge: Stripe.Charge | null): Instrument | null {
  const details = charge?.payment_method_details
  if (!details) return null
  const { card, sepa_debit: sepa, type } = details
  if (card) {
    const label = `${nameOf(card.brand ?? 'card')} •••• ${card.last4 ?? '????'}`
    const wallet = card.wallet ? nameOf(card.wallet.type) : null
    return { kind: 'card', label: wallet ? `${wallet} (${label})` : label, fingerprint: card.fingerprint ?? null }
  }
  if (sepa)
    return { kind: type, label: `${nameOf(type)} •••• ${sepa.last4 ?? '????'}`, fingerprint: sepa.fingerprint ?? null }
  return { kind: type, label: nameOf(type), fingerprint: null }
}
