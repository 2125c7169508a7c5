import type { Stripe } from 'stripe'

import type { GatewayDispute } from '#modules/payment'
import { fromStripe } from './amounts.ts'

/** The rest is open. What Stripe warns with is an inquiry: nothing is withdrawn, nor by what is prevented. */
const states: Readonly<Record<string, GatewayDispute['state']>> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'dropped',
  prevented: 'dropped',
  won: 'won',
  lost: 'lost',
}

export const disputeOf = (dispute: Stripe.Dispute): GatewayDispute => {
  const { due_by: dueBy } = dispute.evidence_details
  return {
    ref: dispute.id,
    state: states[dispute.status] ?? 'open',
    amount: fromStripe(dispute.amount, dispute.currency),
    reason: dispute.reason.slice(0, 100),
    dueAt: dueBy === null ? null : new Date(dueBy * 1000),
  }
}
