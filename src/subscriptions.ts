import { mailFollows, writeMail, type MailDeps } from '#modules/notification'
import { setListeners, type Heard, type ShopEvent } from '#platform/events'
import type { Listener } from '#platform/jobs'

/** One line a listener: its name, the events it hears, what it does. At least once, so each says how it is idempotent. */
export type Subscription = Readonly<{
  name: string
  hears: (event: Heard) => boolean
  run: (event: ShopEvent) => Promise<void>
}>

/** The after-life of an order, on one screen. */
export const subscriptions = (mails: MailDeps): Subscription[] => [
  // One mail for an event and kind, kept by a unique key.
  { name: 'write mail', hears: mailFollows, run: (event) => writeMail(mails, event) },
]

/** Lets `recordEvent` ask for the jobs of these listeners; answers them by name, for the job runner. */
export function subscribe(all: readonly Subscription[]): Record<string, Listener> {
  setListeners((event) => all.filter(({ hears }) => hears(event)).map(({ name }) => name))
  return Object.fromEntries(all.map(({ name, run }) => [name, run]))
}
