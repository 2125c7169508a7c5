import type { Dispute } from './payment.ts'
import type { GatewayDispute } from './port.ts'

/**
 * asked: the bank asks, and no money has moved. opened: the money is taken. won, lost: it comes back, or does not.
 * regained: it was lost, and comes back after all. dropped: it is over, and no money was ever taken.
 */
export type DisputeStep = 'asked' | 'opened' | 'won' | 'lost' | 'regained' | 'dropped'

export const stateAfter: Readonly<Record<DisputeStep, Dispute['state']>> = {
  asked: 'inquiry',
  opened: 'open',
  won: 'won',
  lost: 'lost',
  regained: 'won',
  dropped: 'won',
}

/** `isTaken`: its money was taken once, whether or not it came back. */
type KnownDispute = Readonly<{ state: Dispute['state']; isTaken: boolean }>

/** What is new in what a gateway says; nothing when it is known, or older than what is known. */
export const disputeSteps = (known: KnownDispute | null, said: GatewayDispute['state']): readonly DisputeStep[] =>
  known?.isTaken ? afterTaking(known.state, said) : beforeTaking(known, said)

function beforeTaking(known: KnownDispute | null, said: GatewayDispute['state']): DisputeStep[] {
  if (said === 'inquiry') return known ? [] : ['asked']
  if (said === 'dropped') return known?.state === 'won' ? [] : ['dropped']
  return said === 'open' ? ['opened'] : ['opened', said]
}

function afterTaking(state: Dispute['state'], said: GatewayDispute['state']): DisputeStep[] {
  const end = said === 'dropped' ? 'won' : said
  if (end === 'inquiry' || end === 'open') return []
  if (state === 'open') return [end]
  return state === 'lost' && end === 'won' ? ['regained'] : []
}
