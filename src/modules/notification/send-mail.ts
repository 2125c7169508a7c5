import { z } from 'zod'

import type { MailId } from '#kernel/id'
import { ok } from '#kernel/result'
import { readSetting, shopSettings } from '#modules/market'
import { withCodes } from '#modules/stored-value'
import { command } from '#platform/db'
import type { MailDeps } from './deps.ts'
import type { OutgoingMail } from './port.ts'
import { failMail, markSent, readQueued, tryLater, type QueuedMail } from './store.ts'

/** How long to wait after each try that failed (seconds): greylisting wants minutes, a broken server a day. */
const pauses = [30, 60, 120, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200] as const

const payloadSchema = z.object({ mailId: z.uuid().transform((id) => id as MailId) })

/**
 * Sends a mail that waits; a job's work. One that is sent already is left alone. Nothing is held open while the mail
 * server thinks. A process that dies between the server's yes and our note sends again, under the same Message-ID.
 */
export async function sendMail(deps: MailDeps, payload: unknown): Promise<void> {
  const { mailId } = payloadSchema.parse(payload)
  const mail = await readQueued(deps.db, mailId)
  if (!mail || !deps.mailer) return
  const sent = await deps.mailer.send(await outgoing(deps, await withCodes(deps, mail)))
  await command(deps.db, async (tx) => {
    if (sent.ok) return ok(await markSent(tx, mailId, deps.clock.now()))
    const { code, reason } = sent.refusal
    const pause = code === 'rejected' ? undefined : pauses[mail.attempts]
    if (pause === undefined) return ok(await failMail(tx, mailId, reason))
    const at = new Date(deps.clock.now().getTime() + pause * 1000)
    return ok(await tryLater(tx, mailId, { reason, at }))
  })
}

async function outgoing(deps: MailDeps, mail: QueuedMail): Promise<OutgoingMail> {
  const shop = await readSetting(deps.db, 'shop', shopSettings)
  const host = deps.origin.hostname
  return {
    messageId: `<${mail.id}@${host}>`,
    from: { name: shop?.name ?? host, address: shop?.email ?? `shop@${host}` },
    to: mail.to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
  }
}
