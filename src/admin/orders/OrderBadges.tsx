import type { FulfillmentStatus, OrderState, PaymentStatus } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { words } from '../messages/index.ts'

/** Money that is set aside waits for somebody, too. */
const tones: Record<PaymentStatus, 'good' | 'due' | 'calm'> = {
  unpaid: 'due',
  authorized: 'due',
  partly_paid: 'due',
  paid: 'good',
  partly_refunded: 'calm',
  refunded: 'calm',
}
const paid = new Set<PaymentStatus>(['paid', 'refunded'])

/** Nothing where the order's own state says enough: nobody waits for the money of a canceled one. */
export function PaymentBadge({ state, status }: { state: OrderState; status: PaymentStatus }) {
  const isSaid = state === 'pending' || (status === 'unpaid' && (state === 'canceled' || state === 'offered'))
  if (isSaid) return null
  return (
    <Badge tone={tones[status]} full={paid.has(status)}>
      {words.orders.payment[status]}
    </Badge>
  )
}

const parcelTones: Record<FulfillmentStatus, 'good' | 'due' | 'calm'> = {
  unfulfilled: 'due',
  partly_fulfilled: 'due',
  fulfilled: 'good',
  removed: 'calm',
}

export function FulfillmentBadge({ status }: { status: FulfillmentStatus }) {
  return (
    <Badge tone={parcelTones[status]} full={status === 'fulfilled' || status === 'removed'}>
      {words.orders.fulfillment[status]}
    </Badge>
  )
}

/** Open orders are the usual case and need no word. */
export function StateBadge({ state }: { state: OrderState }) {
  if (state === 'open') return null
  const tone = state === 'canceled' ? 'bad' : 'calm'
  return (
    <Badge tone={tone} full={state !== 'pending'}>
      {words.orders.state[state]}
    </Badge>
  )
}
