import type { Clock } from '#kernel/clock'
import type { OrderId } from '#kernel/id'
import type { Db } from '#platform/db'
import type { Mailer, RenderMail } from './port.ts'

export type MailDeps = Readonly<{
  db: Db
  clock: Clock
  renderMail: RenderMail
  /** Null: mails are kept, to be read in the admin. */
  mailer: Mailer | null
  /** The shop's public address. */
  origin: URL
  orderUrl: (orderId: OrderId) => Promise<string>
}>
