import type { MailId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { queueAgain } from './store.ts'

export type ResendRefusal = { code: 'not_found' } | { code: 'on_its_way' }

/** Sends a mail once more, as it was written. One that is about to be sent is left alone. */
export async function resendMail(tx: Tx, id: MailId): Promise<Result<null, ResendRefusal>> {
  const row = await tx.selectFrom('mails').select('state').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return refuse({ code: 'not_found' })
  if (row.state === 'queued') return refuse({ code: 'on_its_way' })
  await queueAgain(tx, id)
  return ok(null)
}
