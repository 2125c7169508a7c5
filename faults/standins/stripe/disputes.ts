import { newId, type Booked } from './book.ts'
import type { Tell } from './api.ts'
import { disputeOf } from './objects.ts'

type Dispute = Booked['disputes'][number]

/** The cardholder's bank asks about a payment: a dispute object, though no money is withdrawn. */
export function inquire(booked: Booked, tell: Tell): void {
  tell('charge.dispute.created', disputeOf(booked, begun(booked, 'warning_needs_response')))
}

/** The bank withdraws the money: out of the inquiry there is, or at once. */
export function dispute(booked: Booked, tell: Tell): void {
  const asked = booked.disputes.find(({ status }) => status.startsWith('warning_'))
  if (asked) asked.status = 'needs_response'
  const taken = asked ?? begun(booked, 'needs_response')
  tell(asked ? 'charge.dispute.updated' : 'charge.dispute.created', disputeOf(booked, taken))
  tell('charge.dispute.funds_withdrawn', disputeOf(booked, taken))
}

const ends = ['won', 'lost', 'warning_closed', 'prevented'] as const
export type DisputeEnd = (typeof ends)[number]

/** @throws Error for an end that Stripe does not know, or without a dispute. */
export function endDispute(booked: Booked, status: unknown, tell: Tell): void {
  const [end, last] = [ends.find((one) => one === status), booked.disputes.at(-1)]
  if (!end || !last) throw new Error(`no dispute that could be ${String(status)}`)
  last.status = end
  if (end === 'won') tell('charge.dispute.funds_reinstated', disputeOf(booked, last))
  tell('charge.dispute.closed', disputeOf(booked, last))
}

function begun(booked: Booked, status: Dispute['status']): Dispute {
  const made = { id: newId('dp'), amount: booked.captured, createdAt: Date.now(), status }
  booked.disputes.push(made)
  return made
}
