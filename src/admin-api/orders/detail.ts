import { addressLines, type PostalAddress } from '#kernel/address'
import type { OrderId, VariantId } from '#kernel/id'
import { availabilityOf } from '#modules/inventory'
import { type Order, type OrderForStaff, type OrderLine, readOrderForStaff } from '#modules/order'
import { readRefundFacts } from '#modules/refund'
import { staffNames } from '#modules/staff'
import type { Db } from '#platform/db'
import type { AdminDeps } from '../deps.ts'
import { agreedOf, whyOf } from './agreed.ts'
import { moneyOf, refundableOf, unmatchedOf } from './money.ts'
import type { AddressView, MailState, OrderDetail, OrderLineView, OrderMail, ParcelView } from '../types.ts'

/** Everything about one order on one screen, and what may be done with it. Null when there is none. */
export async function readDetail({ db, orders, orderUrl }: AdminDeps, id: OrderId): Promise<OrderDetail | null> {
  const found = await readOrderForStaff(db, id)
  if (!found) return null
  const { order } = found
  const [lines, mails, names, shopUrl, unmatched, refundable] = await Promise.all([
    linesOf(db, order.lines),
    mailsOf(db, id),
    staffNames(db),
    orderUrl(id),
    unmatchedOf(db, { orderId: id }),
    readRefundFacts(db, id, order.payments),
  ])
  const money = {
    ...sumsOf(order),
    ...agreedOf(order),
    ...moneyOf(order, orders.methods),
    refundable: refundableOf(refundable),
  }
  return { ...money, ...headOf(order), ...storyOf(found, names), lines, mails, shopUrl, unmatched, can: found.can }
}

const headOf = (order: Order) => ({
  id: order.id,
  number: order.number,
  version: order.version,
  state: order.state,
  offeredUntil: order.offeredUntil?.toISOString() ?? null,
  payment: order.paymentStatus,
  fulfillment: order.fulfillmentStatus,
  cancelReason: order.cancelReason,
  placedAt: order.placedAt.toISOString(),
  email: order.email,
  phone: order.phone,
  language: order.language,
  shippingAddress: order.shippingAddress ? addressOf(order.shippingAddress) : null,
  billingAddress: addressOf(order.billingAddress),
  shippingName: order.shippingName,
  arrivesFrom: order.arrivesFrom,
  arrivesTo: order.arrivesTo,
  note: order.note,
  parcels: parcelsOf(order),
})

const addressOf = (address: PostalAddress): AddressView => ({
  lines: addressLines(address, 'en'),
  country: address.country,
})

const sumsOf = (order: Order) => ({
  paymentMethod: order.paymentMethod,
  subtotal: order.subtotal,
  shipping: order.shipping,
  tax: order.tax,
  total: order.total,
  taxIncluded: order.taxIncluded,
  taxes: order.taxes.map(({ name, ratePpm, tax }) => ({ name, ratePpm, tax })),
})

function parcelsOf({ fulfillments, lines }: Order): ParcelView[] {
  const titles = new Map(lines.map((line) => [line.id, [line.title, line.variantTitle].filter(Boolean).join(' · ')]))
  return fulfillments.map((parcel) => ({
    id: parcel.id,
    carrier: parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    trackingUrl: parcel.trackingUrl,
    shippedAt: parcel.shippedAt.toISOString(),
    lines: parcel.lines.map(({ orderLineId, quantity }) => ({
      lineId: orderLineId,
      title: titles.get(orderLineId) ?? '',
      quantity,
    })),
  }))
}

function storyOf({ timeline, notes }: OrderForStaff, names: ReadonlyMap<string, string>) {
  return {
    story: timeline.map(({ type, at, actor, data }) => ({
      type,
      at: at.toISOString(),
      by: names.get(actor) ?? null,
      data,
    })),
    notes: notes.map(({ actor, body, at }) => ({ by: names.get(actor) ?? '', body, at: at.toISOString() })),
  }
}

async function linesOf(db: Db, lines: readonly OrderLine[]): Promise<OrderLineView[]> {
  const variantIds = [...new Set(lines.map((line): VariantId => line.variantId))]
  const stock = await availabilityOf(db, variantIds)
  const products = await db
    .selectFrom('products')
    .select(['id', 'title'])
    .where('id', 'in', [...new Set(lines.map((line) => line.productId))])
    .execute()
  const titles = new Map(products.map(({ id, title }) => [id, title]))
  return lines.map((line) => {
    const known = stock.get(line.variantId)
    const { id, productId, title, variantTitle, sku, mediaHash, quantity, sent, removed, requiresShipping } = line
    const { unit, list, discount, total } = line
    const available = known && known.policy !== 'untracked' ? known.available : null
    const productTitle = titles.get(productId) ?? null
    const what = { id, productId, productTitle, title, variantTitle, sku, mediaHash, requiresShipping, available }
    return { ...what, quantity, sent, removed, unit, list, discount, total, why: whyOf(line.why) }
  })
}

async function mailsOf(db: Db, orderId: OrderId): Promise<OrderMail[]> {
  const rows = await db
    .selectFrom('mails')
    .select(['id', 'kind', 'subject', 'state', 'created_at'])
    .where('order_id', '=', orderId)
    .orderBy('created_at')
    .execute()
  return rows.map(({ created_at, state, ...mail }) => ({
    ...mail,
    state: state as MailState,
    at: created_at.toISOString(),
  }))
}
