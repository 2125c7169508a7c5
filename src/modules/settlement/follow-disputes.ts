import { disputeEntry, postAll, type Dispute } from '#modules/ledger'
import { keepDispute, type DisputeStep, type GatewayPayment } from '#modules/payment'
import type { Tx } from '#platform/db'
import { recordEvent, type EventType } from '#platform/events'
import type { Locked } from './settle.ts'

const happened: Readonly<Record<DisputeStep, EventType>> = {
  asked: 'payment.dispute_asked',
  opened: 'payment.dispute_opened',
  won: 'payment.dispute_won',
  lost: 'payment.dispute_lost',
  regained: 'payment.dispute_won',
  dropped: 'payment.dispute_dropped',
}

/** A bank that only asks, and one that asks no more, have moved no money. */
const movesMoney = (step: DisputeStep): step is Dispute['step'] => step !== 'asked' && step !== 'dropped'

/** What is new in the disputes of a payment: kept, told, and in the books as far as money moved. */
export async function followDisputes(tx: Tx, { order, payment, now }: Locked, said: GatewayPayment): Promise<void> {
  const { gateway, mode } = payment
  for (const one of said.disputes) {
    const { id, steps } = await keepDispute(tx, payment.id, { said: one, now })
    const facts = { disputeId: id, orderId: order.id, gateway, amount: one.amount, mode, at: now }
    const entries = steps.filter(movesMoney).map((step) => disputeEntry({ ...facts, step }))
    await postAll(tx, entries)
    for (const step of steps) {
      const data = { disputeId: id, reason: one.reason, dueAt: one.dueAt?.toISOString() ?? null, ...one.amount }
      await recordEvent(tx, { type: happened[step], subjectId: order.id, data })
    }
  }
}
