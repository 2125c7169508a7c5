import type { FulfillmentId, OrderId, OrderLineId } from '#kernel/id'
import { newId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { commitStock, mainLocation } from '#modules/inventory'
import {
  can,
  completeIfDone,
  leftToSend,
  lockOrder,
  readOrder,
  touchOrder,
  type OrderLine,
  type Stale,
} from '#modules/order'
import type { PaymentMethods } from '#modules/payment'
import { claimParcel } from '#modules/settlement'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { insertFulfillment } from './store.ts'

export type Fulfill = Readonly<{
  orderId: OrderId
  /** What goes into this parcel; each line of the order at most once. */
  lines: readonly { orderLineId: OrderLineId; quantity: number }[]
  carrier: string
  trackingNumber: string
  /** '' or an https address. */
  trackingUrl: string
  /** The order's version that the screen showed. */
  version?: number | undefined
  /** Who takes money that is set aside, where it is taken at shipping. */
  methods: PaymentMethods
  actor: string
  now: Date
}>

export type FulfillRefusal =
  | { code: 'not_allowed'; reason: string }
  | Stale
  | { code: 'nothing_to_send' }
  | { code: 'bad_tracking_url' }
  | { code: 'too_many'; orderLineId: OrderLineId; left: number }

/**
 * Sends a parcel: never more of a line than was ordered and not taken out, however many click at once. Goods that were
 * only held (cash on delivery) leave the shelf now, and the parcel's share of money that is set aside is promised to be
 * taken: ask for it after the commit, with `finishCaptures`. The order is completed when everything is sent and paid.
 */
export async function fulfill(tx: Tx, parcel: Fulfill): Promise<Result<FulfillmentId, FulfillRefusal>> {
  const { orderId, actor, now } = parcel
  const locked = await lockOrder(tx, orderId)
  if (parcel.version !== undefined && parcel.version !== locked.version) return refuse({ code: 'stale' })
  const order = await readOrder(tx, orderId)
  if (!order) return refuse({ code: 'not_allowed', reason: 'There is no such order' })
  const objection = can(order).fulfill
  if (objection !== null) return refuse({ code: 'not_allowed', reason: objection })
  const problem = problemWith(parcel, order.lines)
  if (problem) return { ok: false, refusal: problem }

  await commitStock(tx, { orderId, actor })
  const id = newId<'fulfillment'>()
  await insertFulfillment(tx, { id, locationId: await mainLocation(tx), ...parcel })
  const { carrier, trackingNumber, trackingUrl, lines } = parcel
  const data = { fulfillmentId: id, number: locked.number, carrier, trackingNumber, trackingUrl, lines }
  await recordEvent(tx, { type: 'fulfillment.shipped', subjectId: orderId, data, actor })
  await claimParcel(tx, parcel.methods, {
    order,
    lines: withParcel(order.lines, parcel),
    fulfillmentId: id,
    actor,
    now,
  })
  await touchOrder(tx, locked)
  await completeIfDone(tx, locked, now)
  return ok(id)
}

/** The lines as they stand when this parcel has been sent. */
const withParcel = (lines: readonly OrderLine[], parcel: Fulfill): OrderLine[] =>
  lines.map((line) => {
    const part = parcel.lines.find(({ orderLineId }) => orderLineId === line.id)
    return { ...line, sent: line.sent + (part?.quantity ?? 0) }
  })

function problemWith({ lines, trackingUrl }: Fulfill, ordered: readonly OrderLine[]): FulfillRefusal | null {
  if (lines.length === 0 || lines.some((line) => line.quantity < 1)) return { code: 'nothing_to_send' }
  if (trackingUrl !== '' && !isWebAddress(trackingUrl)) return { code: 'bad_tracking_url' }
  for (const [index, { orderLineId, quantity }] of lines.entries()) {
    const line = ordered.find((one) => one.id === orderLineId)
    const isTwice = lines.findIndex((other) => other.orderLineId === orderLineId) !== index
    const left = line && !isTwice ? leftToSend(line) : 0
    if (quantity > left) return { code: 'too_many', orderLineId, left }
  }
  return null
}

/** The shopper will click on it: nothing but a web page. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol)
}
