import { sql } from 'kysely'

import type { Db } from '#platform/db'
import type { Payment } from './payment.ts'
import type { GatewayMessage } from './port.ts'

/** A message of a gateway, kept with its bytes before it is answered. The same one again changes nothing. */
export async function keepMessage(
  db: Db,
  gateway: string,
  { eventId, ref, payload, raw }: GatewayMessage & { raw: Uint8Array },
): Promise<void> {
  await db
    .insertInto('gateway_events')
    .values({ gateway, event_id: eventId, gateway_ref: ref, payload: JSON.stringify(payload), body: Buffer.from(raw) })
    .onConflict((same) => same.doNothing())
    .execute()
}

/** Everything kept about this payment has been acted on; not while a capture or refund of ours is on its way. */
export async function markApplied(
  db: Db,
  { id, gateway, gatewayRef }: Pick<Payment, 'id' | 'gateway' | 'gatewayRef'>,
  now: Date,
): Promise<void> {
  await sql`update gateway_events set applied_at = ${now}::timestamptz
    where gateway = ${gateway} and gateway_ref = ${gatewayRef} and applied_at is null and exists (
      select from payments where id = ${id} and capturing_amount = 0 and refunding_amount = 0)`.execute(db)
}

/**
 * Messages that were kept but not acted on: their payment was not known, or we were interrupted. They are looked at again
 * for four days, ever more rarely: after 30 s, then each time after a tenth of their age.
 */
export async function claimMessages(db: Db): Promise<{ gateway: string; ref: string }[]> {
  const { rows } = await sql<{ gateway: string; ref: string }>`with due as (
      select gateway, event_id from gateway_events
      where applied_at is null and received_at > now() - interval '4 days'
        and coalesce(tried_at, received_at) < now() - greatest(interval '30 seconds', (now() - received_at) / 10)
      order by received_at limit 100 for update skip locked
    ), tried as (
      update gateway_events e set tried_at = now() from due
      where e.gateway = due.gateway and e.event_id = due.event_id returning e.gateway, e.gateway_ref as ref
    )
    select distinct gateway, ref from tried`.execute(db)
  return rows
}
