import type { Result } from '#kernel/result'
import type { GiftCardMailFacts, MailFacts, RenderedMail } from './mail.ts'

/** Puts facts into words; a face does that. */
export type RenderMail = (facts: MailFacts) => RenderedMail
export type RenderGiftCardMail = (facts: GiftCardMailFacts) => RenderedMail

export type OutgoingMail = RenderedMail &
  Readonly<{
    /** Stays the same over all tries, so that a mail program shows a mail that came twice once. */
    messageId: string
    from: { name: string; address: string }
    to: string
  }>

/** rejected: the server will never take it. unreachable: it may take it later. */
export type SendRefusal = { code: 'rejected'; reason: string } | { code: 'unreachable'; reason: string }

/** Hands a mail to a mail server. */
export type Mailer = Readonly<{ send: (mail: OutgoingMail) => Promise<Result<null, SendRefusal>> }>
