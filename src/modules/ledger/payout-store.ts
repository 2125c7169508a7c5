import { sql } from 'kysely'

import { newId, type PayoutId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { Mode } from './entry.ts'
import type { ReportedPayout } from './payouts/report.ts'

type Kept = Readonly<{ gateway: string; payout: ReportedPayout; fileName: string; now: Date }>

/**
 * Keeps a payout with its movements and answers how many of them are new. What is known already stays as it is, and so
 * does a payout that was booked.
 */
export async function insertPayout(tx: Tx, { gateway, payout, fileName, now }: Kept): Promise<number> {
  const { externalId, currency, amount, at, movements } = payout
  const { rows: found } = await sql<{ id: PayoutId; booked_at: Date | null }>`
    insert into payouts (id, gateway, external_id, currency, amount, at, file_name, uploaded_at)
    values (${newId()}, ${gateway}, ${externalId}, ${currency}, ${amount}, ${at}, ${fileName}, ${now})
    on conflict (gateway, external_id, currency) do update set file_name = payouts.file_name
    returning id, booked_at`.execute(tx)
  const [kept] = found
  if (!kept || kept.booked_at) return 0
  const lines = movements.map((movement) => ({
    ...movement,
    id: newId(),
    external_id: movement.externalId,
    at: movement.at.toISOString(),
  }))
  const { rows } = await sql<{ id: string }>`
    insert into payout_lines
      (id, payout_id, gateway, external_id, kind, event, refs, reference, description, gross, fee, net, at)
    select l.id, ${kept.id}::uuid, ${gateway}, l.external_id, l.kind, l.event, l.refs, l.reference, l.description,
      l.gross, l.fee, l.net, l.at
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, external_id text, kind text, event text,
      refs text[], reference text, description text, gross bigint, fee bigint, net bigint, at timestamptz)
    on conflict (gateway, external_id) do nothing
    returning id`.execute(tx)
  if (rows.length > 0) await sumUp(tx, kept.id)
  return rows.length
}

/** A file may hold a part of a payout only: its amount is that of all that is known of it. */
async function sumUp(tx: Tx, id: PayoutId): Promise<void> {
  await sql`
    update payouts set amount = (
      select case when payouts.gateway = 'paypal' then coalesce(-sum(net) filter (where kind = 'payout'), 0)
        else coalesce(sum(net) filter (where kind <> 'payout'), 0) end
      from payout_lines where payout_id = payouts.id
    ) where id = ${id}`.execute(tx)
}

/** Marks it as booked; false when somebody did before. */
export async function markBooked(tx: Tx, id: PayoutId, { mode, now }: { mode: Mode; now: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('payouts')
    .set({ booked_at: now, mode })
    .where('id', '=', id)
    .where('booked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes reports away that no real money was booked from. */
export async function deletePayouts(tx: Tx): Promise<void> {
  await tx
    .deleteFrom('payouts')
    .where((eb) => eb.or([eb('mode', 'is', null), eb('mode', '=', 'test')]))
    .execute()
}
