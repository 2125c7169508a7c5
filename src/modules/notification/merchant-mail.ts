import { newId, type OrderId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import { currencyOf, money, type Money } from '#kernel/money'
import { ok } from '#kernel/result'
import { readMarkets, readSetting, shopSettings } from '#modules/market'
import { command } from '#platform/db'
import type { EventType, Heard, ShopEvent } from '#platform/events'
import type { MailDeps } from './deps.ts'
import type { MailFacts, RenderedMail } from './mail.ts'
import { insertMail } from './store.ts'

/** What the merchant is written about: money that is lost or wrong when nobody looks. */
export type MerchantMailKind = 'expiring' | 'refund_failed' | 'inquiry' | 'dispute' | 'mismatch'

export type MerchantMailFacts = Readonly<{
  kind: MerchantMailKind
  language: Language
  shop: MailFacts['shop']
  origin: string
  orderNumber: number
  /** The order at the desk. */
  deskUrl: string
  amount: Money | null
  /** When it is too late to do anything. */
  until: Date | null
  /** The provider's word; '' when it gave none. */
  why: string
}>

export type MerchantMailDeps = Pick<MailDeps, 'db' | 'origin' | 'mailer'> &
  Readonly<{ renderMerchantMail: (facts: MerchantMailFacts) => RenderedMail }>

const kinds: Partial<Record<EventType, MerchantMailKind>> = {
  'payment.expiring': 'expiring',
  'payment.refund_failed': 'refund_failed',
  'payment.unmatched_failed': 'refund_failed',
  'payment.dispute_asked': 'inquiry',
  'payment.dispute_opened': 'dispute',
  'payment.mismatched': 'mismatch',
}

export const merchantMailFollows = ({ type }: Heard): boolean => kinds[type] !== undefined

/** Writes to the shop's own address. One mail for an event, however often this runs; none before there is an address. */
export async function writeMerchantMail(deps: MerchantMailDeps, event: ShopEvent): Promise<void> {
  const kind = kinds[event.type]
  const shop = await readSetting(deps.db, 'shop', shopSettings)
  const order = await deps.db
    .selectFrom('orders')
    .select(['id', 'number'])
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  if (!kind || !shop || !order) return

  const [home] = await readMarkets(deps.db)
  const language = home?.languages[0] ?? 'en'
  const { origin } = deps.origin
  const rendered = deps.renderMerchantMail({
    kind,
    language,
    shop,
    origin,
    orderNumber: order.number,
    deskUrl: `${origin}/admin/orders/${order.id}`,
    ...factsIn(event),
  })
  const about = { kind: 'merchant', eventId: event.id, orderId: order.id as OrderId, to: shop.email, language } as const
  const mail = { ...rendered, ...about, id: newId<'mail'>() }
  await command(deps.db, async (tx) => ok(await insertMail(tx, mail, deps.mailer ? 'queued' : 'kept')))
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function factsIn({ data }: ShopEvent): Pick<MerchantMailFacts, 'amount' | 'until' | 'why'> {
  const { amount, currency, expiresAt, dueAt, failure, reason } = data
  const until = text(expiresAt) || text(dueAt)
  return {
    amount: typeof amount === 'number' && typeof currency === 'string' ? money(amount, currencyOf(currency)) : null,
    until: until === '' ? null : new Date(until),
    why: text(failure) || text(reason),
  }
}
