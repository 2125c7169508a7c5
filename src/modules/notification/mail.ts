import type { MailId, OrderId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Money } from '#kernel/money'
import type { ShopSettings } from '#modules/market'
import type { Order, OrderFulfillment } from '#modules/order'

/** What the shop writes to a customer about an order. */
export const mailKinds = ['confirmation', 'paid', 'shipped', 'canceled', 'refunded', 'pay_link'] as const
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

/** What a mail with a gift card says; `code` is a place that is filled when the mail leaves. */
export type GiftCardMailFacts = Readonly<{
  language: Language
  shop: MailFacts['shop']
  origin: string
  /** Where its reader sees what is left. */
  balanceUrl: string
  amount: Money
  expiresAt: Date | null
  /** What the giver wrote; '' when nothing. */
  note: string
  isNewCode: boolean
  code: string
}>

export type RenderedMail = Readonly<{ subject: string; html: string; text: string }>

export type WrittenMail = Readonly<{
  id: MailId
  /** `sign_in` and some gift cards are about no order; `merchant` goes to the shop itself. */
  kind: MailKind | 'sign_in' | 'gift_card' | 'merchant'
  eventId: number
  orderId: OrderId | null
  to: string
  language: Language
}> &
  RenderedMail
