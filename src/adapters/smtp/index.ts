import { createTransport } from 'nodemailer'

import { ok, refuse, type Result } from '#kernel/result'
import type { Mailer, OutgoingMail, SendRefusal } from '#modules/notification'

/** A server that says nothing for this long is taken for dead (milliseconds). */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 5000 }

/** Sends through the mail server of SMTP_URL, one connection a mail. STARTTLS is used where the server offers it. */
export function smtpMailer(url: string, patience: Partial<typeof PATIENCE> = {}): Mailer {
  const transport = createTransport({ url, ...PATIENCE, ...patience, disableFileAccess: true, disableUrlAccess: true })
  return { send: (mail) => send(transport, mail) }
}

type Transport = ReturnType<typeof createTransport>

async function send(transport: Transport, mail: OutgoingMail): Promise<Result<null, SendRefusal>> {
  const { messageId, from, to, subject, text, html } = mail
  try {
    // Answers to out-of-office robots and lists are not wanted.
    const headers = { 'Auto-Submitted': 'auto-generated' }
    await transport.sendMail({ messageId, from, to: { name: '', address: to }, subject, text, html, headers })
    return ok(null)
  } catch (error) {
    return refuse(refusalOf(error))
  }
}

/** 5xx is for ever, except that a wrong password or a missing permission is ours to mend; all else may pass. */
function refusalOf(error: unknown): SendRefusal {
  const { responseCode, code, message } = error as { responseCode?: number; code?: string; message?: string }
  const reason = (message ?? String(error)).slice(0, 500)
  const isOurs = code === 'EAUTH' || (responseCode !== undefined && [530, 534, 535, 538].includes(responseCode))
  const isForEver = responseCode !== undefined && responseCode >= 500 && !isOurs
  return { code: isForEver ? 'rejected' : 'unreachable', reason }
}
