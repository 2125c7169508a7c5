import type { Clock } from '#kernel/clock'
import type { Db } from '#platform/db'
import { disputesInBook, findInBook } from './book.ts'
import { signMessage } from './webhook.ts'

const TIMEOUT_MS = 10_000

type Delivery = Readonly<{ db: Db; clock: Clock; secret: string; url: string; ref: string }>

/**
 * Tells the shop how a payment ended, as a real gateway would: by HTTP, signed, with the same event id each time.
 * @throws Error when the shop does not take it, so that the job comes again.
 */
export async function deliverWebhook({ db, clock, secret, url, ref }: Delivery): Promise<void> {
  const payment = await findInBook(db, ref)
  if (!payment) return
  const disputes = await disputesInBook(db, ref, payment.amount.currency)
  const stand = [payment.state, payment.captured.amount, payment.refunded.amount, ...disputes.map((one) => one.state)]
  const eventId = `sbe_${payment.id.slice(4)}_${stand.join('_')}`
  const { body, headers } = signMessage(secret, { eventId, ref, state: payment.state }, clock.now())
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
