import { newId, type OrderId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import { ok } from '#kernel/result'
import { readSetting, shopSettings, type ShopSettings } from '#modules/market'
import { readOrder, type Order } from '#modules/order'
import { command } from '#platform/db'
import type { EventType, ShopEvent } from '#platform/events'
import { together } from '#platform/transaction'
import type { MailDeps } from './deps.ts'
import type { MailFacts, MailKind } from './mail.ts'
import { insertMail } from './store.ts'

/** What happened, and which mail tells of it. */
const kinds: Partial<Record<EventType, MailKind>> = {
  'order.confirmed': 'confirmation',
  'payment.captured': 'paid',
  'fulfillment.shipped': 'shipped',
  'order.canceled': 'canceled',
  'payment.refunded': 'refunded',
  'order.offered': 'pay_link',
}

/** A captured payment is part of the confirmation, unless staff have seen the money come in: that is news. */
export const mailFollows = ({ type, actor }: Pick<ShopEvent, 'type' | 'actor'>): boolean =>
  kinds[type] === 'paid' ? actor.startsWith('staff:') : kinds[type] !== undefined

/**
 * Writes the mail that an event asks for, and has it sent in the same transaction. Idempotent: there is one mail for an
 * event and kind, so a second run finds it and writes nothing.
 */
export async function writeMail(deps: MailDeps, event: ShopEvent): Promise<void> {
  const kind = kinds[event.type]
  if (!kind || !mailFollows(event)) return
  const [order, shop] = await together(deps.db, (one) =>
    Promise.all([readOrder(one, event.subjectId as OrderId), readSetting(one, 'shop', shopSettings)]),
  )
  if (!order || !isTold(kind, order)) return

  const facts = await factsOf(deps, event, { kind, order, shop })
  const mail = {
    ...deps.renderMail(facts),
    id: newId<'mail'>(),
    kind,
    eventId: event.id,
    orderId: order.id,
    to: order.email,
    language: order.language,
  }
  await command(deps.db, async (tx) => ok(await insertMail(tx, mail, deps.mailer ? 'queued' : 'kept')))
}

/** An order that was never agreed was never confirmed, so nobody needs to hear that it ended. */
const isTold = (kind: MailKind, order: Order): boolean => kind !== 'canceled' || order.confirmedAt !== null

type Told = { kind: MailKind; order: Order; shop: ShopSettings | null }

async function factsOf(deps: MailDeps, event: ShopEvent, { kind, order, shop }: Told): Promise<MailFacts> {
  const parcelId = event.data['fulfillmentId']
  return {
    kind,
    order,
    shop: shop ?? { name: deps.origin.hostname, email: `shop@${deps.origin.hostname}`, address: [] },
    orderUrl: await deps.orderUrl(order.id),
    origin: deps.origin.origin,
    parcel: kind === 'shipped' ? (order.fulfillments.find(({ id }) => id === parcelId) ?? null) : null,
    refunded: kind === 'refunded' ? amountIn(event) : null,
  }
}

function amountIn({ data }: ShopEvent): Money | null {
  const { amount, currency } = data
  return typeof amount === 'number' && typeof currency === 'string' ? money(amount, currencyOf(currency)) : null
}
