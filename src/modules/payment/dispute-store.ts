import { newId, type DisputeId, type PaymentId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { disputeSteps, stateAfter, type DisputeStep } from './dispute-steps.ts'
import type { GatewayDispute } from './port.ts'
import { disputeStateOf } from './queries.ts'

type KeptDispute = Readonly<{ id: DisputeId; steps: readonly DisputeStep[] }>

/** Keeps what the gateway says about a dispute, and answers what is new in it. Its payment is locked. */
export async function keepDispute(
  tx: Tx,
  paymentId: PaymentId,
  { said, now }: { said: GatewayDispute; now: Date },
): Promise<KeptDispute> {
  const known = await tx
    .selectFrom('disputes')
    .select(['id', 'state', 'taken_at'])
    .where('payment_id', '=', paymentId)
    .where('gateway_ref', '=', said.ref)
    .executeTakeFirst()
  const isTaken = (known?.taken_at ?? null) !== null
  const steps = disputeSteps(known ? { state: disputeStateOf(known.state), isTaken } : null, said.state)
  const id = known ? (known.id as DisputeId) : newId<'dispute'>()
  const last = steps.at(-1)
  if (!last) return { id, steps }
  const state = stateAfter[last]
  const isOver = state === 'won' || state === 'lost'
  const changes = {
    state,
    due_at: said.dueAt,
    closed_at: isOver ? now : null,
    // A bank may ask about the whole, and then take a part: what is booked is what was taken.
    ...(isTaken ? {} : { amount: said.amount.amount, reason: said.reason }),
    ...(steps.includes('opened') ? { taken_at: now } : {}),
  }
  if (known) await tx.updateTable('disputes').set(changes).where('id', '=', id).execute()
  else {
    const { amount, reason } = said
    const made = { id, payment_id: paymentId, gateway_ref: said.ref, opened_at: now, amount: amount.amount, reason }
    await tx
      .insertInto('disputes')
      .values({ ...made, ...changes })
      .execute()
  }
  return { id, steps }
}
