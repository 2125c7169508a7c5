import { isGivenBack, openTransfer, type Order } from '#modules/order'
import type { OrderWords } from './messages.ts'

/** Whether this order stands, as far as its shopper is concerned. */
export const isAgreed = ({ state }: Order): boolean => state === 'open' || state === 'completed'

export const awaitsTransfer = (order: Order): boolean =>
  order.state === 'open' && order.paymentMethod === 'bank_transfer' && openTransfer(order) !== null

/** Whether there is a parcel to tell the days of. */
export const isComing = (order: Order): boolean =>
  isAgreed(order) && !awaitsTransfer(order) && order.fulfillmentStatus !== 'removed' && !isCalledOff(order)

/** Its money went back before all of it was sent: the rest stays. */
const isCalledOff = (order: Order): boolean =>
  order.state === 'open' && order.fulfillmentStatus !== 'fulfilled' && isGivenBack(order)

/** What comes next, in a sentence. */
export function nextStepText(order: Order, words: OrderWords, payWithinDays: number | null): string {
  if (order.state === 'pending')
    return order.payments.some(({ state }) => state === 'processing') ? words.nextProcessing : words.nextWaiting
  if (order.state === 'offered') return words.nextOffered
  if (order.state === 'canceled') {
    if (order.confirmedAt === null) return words.nextDropped
    return order.refunds.length > 0 ? `${words.nextCanceled} ${words.nextRefunded}` : words.nextCanceled
  }
  if (awaitsTransfer(order)) return words.nextPay
  const sending = sendingText(order, words)
  const owesInvoice = order.paymentMethod === 'invoice' && openTransfer(order) !== null
  return owesInvoice ? `${sending} ${words.payInvoice(payWithinDays)}` : sending
}

function sendingText(order: Order, words: OrderWords): string {
  if (!order.lines.some((line) => line.requiresShipping))
    return order.lines.some((line) => line.giftCard) ? words.nextCards(order.email) : words.nextNothing
  if (order.fulfillmentStatus === 'removed' || isCalledOff(order)) return `${words.nextRemoved} ${words.nextRefunded}`
  if (order.state === 'completed')
    return order.lines.some(({ removed }) => removed > 0) ? words.nextDoneRest : words.nextDone
  if (order.fulfillmentStatus === 'fulfilled') return words.nextShipped
  if (order.fulfillmentStatus === 'partly_fulfilled') return words.nextPartly
  return order.paymentMethod === 'cash_on_delivery' ? words.nextPackCash : words.nextPack
}
