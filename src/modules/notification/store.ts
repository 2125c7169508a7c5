import { sql } from 'kysely'

import type { MailId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import type { MailState, RenderedMail, WrittenMail } from './mail.ts'

/** Keeps the mail unless this event has one of this kind already; a queued one is sent by a job. */
export async function insertMail(
  tx: Tx,
  mail: WrittenMail,
  state: Extract<MailState, 'kept' | 'queued'>,
): Promise<void> {
  const { id, kind, eventId, orderId, to, language, subject, html, text } = mail
  const inserted = await tx
    .insertInto('mails')
    .values({ id, kind, event_id: eventId, order_id: orderId, to_email: to, language, subject, html, text, state })
    .onConflict((same) => same.columns(['kind', 'event_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted && state === 'queued') await addJob(tx, id, null)
}

/** A job a try. One that finds the mail sent does nothing. */
async function addJob(tx: Tx, id: MailId, at: Date | null): Promise<void> {
  await sql`select graphile_worker.add_job('send_mail', json_build_object('mailId', ${id}::text),
    run_at := ${at}::timestamptz, max_attempts := 20)`.execute(tx)
}

export type QueuedMail = RenderedMail & Readonly<{ id: MailId; to: string; attempts: number }>

/** The mail while it waits to be sent, else null. */
export async function readQueued(db: Db, id: MailId): Promise<QueuedMail | null> {
  const row = await db
    .selectFrom('mails')
    .select(['to_email as to', 'subject', 'html', 'text', 'attempts'])
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  return row ? { id, ...row } : null
}

export async function markSent(tx: Tx, id: MailId, now: Date): Promise<void> {
  await tx
    .updateTable('mails')
    .set((the) => ({ state: 'sent', sent_at: now, error: null, attempts: the('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function failMail(tx: Tx, id: MailId, reason: string): Promise<void> {
  await tx
    .updateTable('mails')
    .set((the) => ({ state: 'failed', error: reason, attempts: the('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function tryLater(tx: Tx, id: MailId, { reason, at }: { reason: string; at: Date }): Promise<void> {
  await tx
    .updateTable('mails')
    .set((the) => ({ error: reason, attempts: the('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await addJob(tx, id, at)
}

export async function queueAgain(tx: Tx, id: MailId): Promise<void> {
  await tx.updateTable('mails').set({ state: 'queued', attempts: 0, error: null }).where('id', '=', id).execute()
  await addJob(tx, id, null)
}
