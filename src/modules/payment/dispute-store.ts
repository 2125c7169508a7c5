import { sql } from 'kysely'

import { newId, type DisputeId, type PaymentId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { GatewayDispute } from './port.ts'

export type DisputeStep = Readonly<{ id: DisputeId; steps: readonly ('opened' | 'won' | 'lost' | 'regained')[] }>

/** Keeps what the gateway says about a dispute, and answers what is new in it. One that was lost may be won after all. */
export async function keepDispute(
  tx: Tx,
  paymentId: PaymentId,
  { said, now }: { said: GatewayDispute; now: Date },
): Promise<DisputeStep> {
  const id = newId<'dispute'>()
  const closedAt = said.state === 'open' ? null : now
  const { rows } = await sql<{ id: DisputeId; before: string | null; changed: boolean }>`with known as (
      select id, state from disputes where payment_id = ${paymentId} and gateway_ref = ${said.ref} for update
    ), made as (
      insert into disputes (id, payment_id, gateway_ref, state, amount, reason, due_at, opened_at, closed_at)
      select ${id}::uuid, ${paymentId}::uuid, ${said.ref}, ${said.state}, ${said.amount.amount}::bigint, ${said.reason},
        ${said.dueAt}::timestamptz, ${now}::timestamptz, ${closedAt}::timestamptz
      where not exists (select from known) returning id
    ), moved as (
      update disputes d set state = ${said.state}, due_at = ${said.dueAt}::timestamptz, closed_at = ${closedAt}::timestamptz
      from known where d.id = known.id and (known.state, ${said.state}) in (('open', 'won'), ('open', 'lost'), ('lost', 'won'))
      returning d.id
    )
    select id, null as before, true as changed from made
    union all select known.id, known.state, exists (select from moved) from known`.execute(tx)
  const [row] = rows
  if (!row?.changed) return { id: row?.id ?? id, steps: [] }
  if (row.before === 'lost') return { id: row.id, steps: ['regained'] }
  const closed = said.state === 'open' ? [] : [said.state]
  return { id: row.id, steps: row.before === null ? ['opened', ...closed] : closed }
}
