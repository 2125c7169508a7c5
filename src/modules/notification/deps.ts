import type { Clock } from '#kernel/clock'
import type { OrderId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Db } from '#platform/db'
import type { Mailer, RenderGiftCardMail, RenderMail } from './port.ts'

export type MailDeps = Readonly<{
  db: Db
  clock: Clock
  renderMail: RenderMail
  renderGiftCardMail: RenderGiftCardMail
  /** Makes the codes of gift cards when their mails leave. */
  codeSecret: string
  /** Null: mails are kept, to be read in the admin. */
  mailer: Mailer | null
  /** The shop's public address. */
  origin: URL
  /** A page of the shop in a language, as an absolute address. */
  pageUrl: (path: string, language: Language) => string
  orderUrl: (orderId: OrderId) => Promise<string>
}>
