import { sql, type Selectable } from 'kysely'

import type { GiftCardId, OrderId, PaymentId } from '#kernel/id'
import { isLanguage } from '#kernel/locale'
import { currencyOf, money } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import { sortedBy, type Sort } from '#platform/sort'
import type { GiftCards } from '#platform/tables'
import { giftCardKinds, type GiftCard, type GiftCardEntry } from './gift-card.ts'

const cardOf = (row: Selectable<GiftCards> & { order_number: number | null }): GiftCard => {
  const currency = currencyOf(row.currency)
  return {
    id: row.id as GiftCardId,
    hint: row.hint,
    state: row.state === 'active' ? 'active' : 'disabled',
    initial: money(row.initial_amount, currency),
    balance: money(row.balance_amount, currency),
    expiresAt: row.expires_at,
    isTest: row.mode === 'test',
    orderId: row.order_id as OrderId | null,
    orderNumber: row.order_number,
    recipientEmail: row.recipient_email,
    language: isLanguage(row.language) ? row.language : 'en',
    note: row.note,
    actor: row.actor,
    createdAt: row.created_at,
  }
}

const cards = (db: Db | Tx) =>
  db
    .selectFrom('gift_cards as g')
    .leftJoin('orders as o', 'o.id', 'g.order_id')
    .selectAll('g')
    .select('o.number as order_number')

export async function readGiftCard(db: Db | Tx, id: GiftCardId): Promise<GiftCard | null> {
  const row = await cards(db).where('g.id', '=', id).executeTakeFirst()
  return row ? cardOf(row) : null
}

export type GiftCardWish = Readonly<{
  view: 'all' | 'open' | 'empty' | 'disabled'
  /** The last characters of a code, an order's number, or a part of an address. */
  search: string
  /** The newest first unless asked for otherwise. */
  sort?: Sort<'made' | 'whose' | 'ends' | 'left'> | undefined
  limit: number
  offset: number
}>

/** Each currency stands among its own. */
const columns = {
  made: sql`g.created_at`,
  whose: sql`g.recipient_email is null, lower(g.recipient_email)`,
  ends: sql`g.expires_at`,
  left: sql`g.currency, g.balance_amount`,
}

/** A page of them, with how many there are. */
export async function listGiftCards(
  db: Db | Tx,
  { view, search, sort = { by: 'made', isDown: true }, limit, offset }: GiftCardWish,
): Promise<{ cards: GiftCard[]; total: number }> {
  const words = search.trim()
  const part = `%${words.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`
  let wanted = cards(db)
  if (view === 'open') wanted = wanted.where('g.state', '=', 'active').where('balance_amount', '>', 0)
  if (view === 'empty') wanted = wanted.where('balance_amount', '=', 0)
  if (view === 'disabled') wanted = wanted.where('g.state', '=', 'disabled')
  if (words !== '')
    wanted = wanted.where(
      sql<boolean>`(g.hint = ${words.toUpperCase().slice(-4)} or lower(g.recipient_email) like ${part}
        or o.number::text = ${words})`,
    )
  const rows = await wanted
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy(sortedBy(sort, columns))
    .orderBy('g.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { cards: rows.map(cardOf), total: rows[0]?.total ?? 0 }
}

/** A card's whole story, the oldest first. */
export async function entriesOf(db: Db | Tx, id: GiftCardId): Promise<GiftCardEntry[]> {
  const rows = await db
    .selectFrom('gift_card_entries as e')
    .innerJoin('gift_cards as g', 'g.id', 'e.gift_card_id')
    .leftJoin('gift_cards as other', 'other.id', 'e.other_id')
    .leftJoin('orders as o', 'o.id', 'e.order_id')
    .selectAll('e')
    .select(['g.currency', 'o.number as order_number', 'other.hint as other_hint'])
    .where('e.gift_card_id', '=', id)
    .orderBy('e.id')
    .execute()
  return rows.map((row) => ({
    kind: giftCardKinds.find((kind) => kind === row.kind) ?? 'adjust',
    amount: money(row.amount, currencyOf(row.currency)),
    orderId: row.order_id as OrderId | null,
    orderNumber: row.order_number,
    paymentId: row.payment_id as PaymentId | null,
    other: row.other_id === null ? null : { id: row.other_id as GiftCardId, hint: row.other_hint ?? '' },
    reason: row.reason,
    actor: row.actor,
    at: row.at,
  }))
}

/** Whether the shop sells gift cards, or has ever given one out. */
export async function hasGiftCards(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from products where gift_card and status = 'active') or exists (select from gift_cards) as has`.execute(
    db,
  )
  return rows[0]?.has === true
}

/** The cards that an order bought. */
export async function cardsOfOrder(db: Db | Tx, orderId: OrderId): Promise<GiftCard[]> {
  const rows = await cards(db).where('g.order_id', '=', orderId).orderBy('g.piece').orderBy('g.id').execute()
  return rows.map(cardOf)
}
