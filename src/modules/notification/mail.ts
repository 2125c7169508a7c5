import type { MailId, OrderId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Money } from '#kernel/money'
import type { ShopSettings } from '#modules/market'
import type { Order, OrderFulfillment } from '#modules/order'

/** What the shop writes to a customer about an order. */
export const mailKinds = ['confirmation', 'paid', 'shipped', 'canceled', 'refunded'] as const
export type MailKind = (typeof mailKinds)[number]

/** kept: there is no mail server, it is read in the admin. queued: a job sends it. failed: nobody tries any more. */
export type MailState = 'kept' | 'queued' | 'sent' | 'failed'

/** Everything a mail may say. All addresses are absolute: it is read elsewhere. */
export type MailFacts = Readonly<{
  kind: MailKind
  shop: Pick<ShopSettings, 'name' | 'email' | 'phone' | 'address' | 'bank'>
  order: Order
  /** The order's page, which only who has this link can see. */
  orderUrl: string
  /** The shop's own address, where its pictures lie too. */
  origin: string
  /** Of a shipped mail. */
  parcel: OrderFulfillment | null
  /** Of a refunded mail. */
  refunded: Money | null
}>

export type RenderedMail = Readonly<{ subject: string; html: string; text: string }>

export type WrittenMail = Readonly<{
  id: MailId
  kind: MailKind
  eventId: number
  orderId: OrderId
  to: string
  language: Language
}> &
  RenderedMail
