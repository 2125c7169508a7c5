import type { Clock } from '#kernel/clock'
import type { Db } from '#platform/db'
import { findInBook } from './book.ts'
import { closeMessages, standOf, takeMessages, type Heard, type Message } from './messages-due.ts'
import { signMessage } from './webhook.ts'

const TIMEOUT_MS = 10_000

type Telling = Readonly<{ db: Db; clock: Clock; secret: string; url: string; heard: Heard }>

/**
 * Tells the shop how payments stand, as a real gateway would: by HTTP, signed, with the same event id each time. What the
 * shop has heard already, because its shopper came back and it asked, is not said again.
 * @throws Error when the shop does not take a message; that one comes again.
 */
export async function tellShop(telling: Telling): Promise<void> {
  const { db, heard } = telling
  const due = await Promise.all((await takeMessages(db)).map((message) => asItStands(db, message)))
  const isKnown = (message: Message): boolean =>
    heard.get(message.payment.id) === standOf(message.payment, message.disputes)
  const [known, news] = [due.filter(isKnown), due.filter((message) => !isKnown(message))]
  for (const { payment } of known) heard.delete(payment.id)
  if (known.length > 0) await closeMessages(db, known)
  for (const message of news) {
    await deliver(telling, message)
    await closeMessages(db, [message])
  }
}

/** A slow bank has decided by now, an old authorization has ended: whoever looks at one of these finds it so. */
async function asItStands(db: Db, message: Message): Promise<Message> {
  const { id, state } = message.payment
  if (state !== 'processing' && state !== 'authorized') return message
  return { ...message, payment: (await findInBook(db, id)) ?? message.payment }
}

async function deliver({ clock, secret, url }: Telling, { payment, disputes }: Message): Promise<void> {
  const { id: ref, state } = payment
  const eventId = `sbe_${ref.slice(4)}_${standOf(payment, disputes)}`
  const { body, headers } = signMessage(secret, { eventId, ref, state }, clock.now())
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`the shop answered ${answer.status} to a webhook`)
}
