import type { OrderId } from '#kernel/id'
import {
  giftCardMailFollows,
  mailFollows,
  merchantMailFollows,
  sendSignInMail,
  signInMailFollows,
  writeGiftCardMail,
  writeMail,
  writeMerchantMail,
  type MailDeps,
  type MerchantMailDeps,
  type SignInDeps,
} from '#modules/notification'
import { completeWithCards } from '#modules/order'
import { issueBought } from '#modules/stored-value'
import { setListeners, type Heard, type ShopEvent } from '#platform/events'
import type { Listener } from '#platform/jobs'

/** One line a listener: its name, the events it hears, what it does. At least once, so each says how it is idempotent. */
export type Subscription = Readonly<{
  name: string
  hears: (event: Heard) => boolean
  run: (event: ShopEvent) => Promise<void>
}>

type Posts = Readonly<{ mails: MailDeps; signIns: SignInDeps; merchant: MerchantMailDeps }>

/** The after-life of an order, on one screen. */
export const subscriptions = ({ mails, signIns, merchant }: Posts): Subscription[] => [
  // One mail for an event and kind, kept by a unique key.
  { name: 'write mail', hears: mailFollows, run: (event) => writeMail(mails, event) },
  // One card for a piece of a line, kept by a unique key.
  {
    name: 'issue gift cards',
    hears: ({ type }) => type === 'payment.captured' || type === 'payment.taken',
    run: async ({ subjectId }) => {
      if (await issueBought(mails, subjectId as OrderId)) await completeWithCards(mails, subjectId as OrderId)
    },
  },
  // One mail for an event, kept by a unique key.
  { name: 'write gift card mail', hears: giftCardMailFollows, run: (event) => writeGiftCardMail(mails, event) },
  // One mail for an event, kept by a unique key.
  { name: 'write merchant mail', hears: merchantMailFollows, run: (event) => writeMerchantMail(merchant, event) },
  // A link that is used or replaced is not sent; one sent twice has the same Message-ID.
  { name: 'send sign-in mail', hears: signInMailFollows, run: (event) => sendSignInMail(signIns, event) },
]

/** Lets `recordEvent` ask for the jobs of these listeners; answers them by name, for the job runner. */
export function subscribe(all: readonly Subscription[]): Record<string, Listener> {
  setListeners((event) => all.filter(({ hears }) => hears(event)).map(({ name }) => name))
  return Object.fromEntries(all.map(({ name, run }) => [name, run]))
}
