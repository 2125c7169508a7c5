import { sql, type Selectable } from 'kysely'

import type { Db } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { SandboxPayments } from '#platform/tables'
import { paymentOf, type SandboxPayment } from './book.ts'

/** A message for the shop: how a payment stands. `due` is when it is due again if nobody closes it. */
export type Message = Readonly<{ payment: SandboxPayment; disputes: readonly Disputed[]; due: Date }>
type Disputed = Readonly<{ state: string }>

/** Taken by one process at a time; a process that dies over one leaves it to be due again after half a minute. */
export async function takeMessages(db: Db): Promise<Message[]> {
  const statement = sql<Selectable<SandboxPayments> & { tell_at: Date; disputes: Disputed[] }>`
    update sandbox_payments set tell_at = date_trunc('milliseconds', now()) + interval '30 seconds'
    where id in (select id from sandbox_payments where tell_at <= now() order by tell_at limit 500 for update skip locked)
    returning *, coalesce((select jsonb_agg(jsonb_build_object('state', state)) from sandbox_disputes
      where payment_id = sandbox_payments.id), '[]') as disputes`
  const rows = await runNamed(db, 'sandbox_take_messages', statement)
  return rows.map((row) => ({ payment: paymentOf(row), disputes: row.disputes, due: row.tell_at }))
}

/** The shop has heard of these, unless something new has happened to one meanwhile. */
export async function closeMessages(db: Db, messages: readonly Message[]): Promise<void> {
  const [ids, dues] = [messages.map(({ payment }) => payment.id), messages.map(({ due }) => due)]
  await sql`update sandbox_payments p set tell_at = null
    from unnest(${ids}::text[], ${dues}::timestamptz[]) as told(id, due)
    where p.id = told.id and p.tell_at = told.due`.execute(db)
}

/** Something happened behind the counter. */
export async function tellNow(db: Db, id: string): Promise<void> {
  await sql`update sandbox_payments set tell_at = now() where id = ${id}`.execute(db)
}

/** What the shop has heard by asking, by payment: what it knows need not be sent to it. */
export type Heard = Map<string, string>
const MOST_HEARD = 10_000

/** How a payment stands, in a word: the same as long as nothing happens to it. */
export const standOf = ({ state, captured, refunded }: SandboxPayment, disputes: readonly Disputed[]): string =>
  [state, captured.amount, refunded.amount, ...disputes.map((one) => one.state)].join('_')

/** A dispute is always said: who asks whether a payment is good agrees the order first, and looks no further. */
export function hears(heard: Heard, payment: SandboxPayment): void {
  if (heard.size >= MOST_HEARD) heard.clear()
  heard.set(payment.id, standOf(payment, []))
}
