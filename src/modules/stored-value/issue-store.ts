import { sql } from 'kysely'

import { newId, type GiftCardId, type OrderId, type OrderLineId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Money } from '#kernel/money'
import type { Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'
import { codeOf, hashOf, hintOf, type GiftCardCode } from './code.ts'

export type NewCard = Readonly<{
  amount: Money
  expiresAt: Date | null
  mode: Mode
  /** Of a card that was bought: which piece of which line. */
  piece: { orderId: OrderId; orderLineId: OrderLineId; number: number } | null
  recipientEmail: string | null
  language: Language
  note: string
  actor: string
}>

export type MadeCard = NewCard & Readonly<{ id: GiftCardId; code: GiftCardCode }>

/** Makes cards with their first entry; a piece that has its card already is left alone. Answers those that are new. */
export async function insertCards(tx: Tx, codeSecret: string, cards: readonly NewCard[]): Promise<MadeCard[]> {
  const made = cards.map((card): MadeCard => {
    const id: GiftCardId = newId<'gift_card'>()
    return { ...card, id, code: codeOf(codeSecret, id, 1) }
  })
  const rows = made.map(({ id, code, amount, piece, ...card }) => ({
    id,
    code_hash: `\\x${hashOf(codeSecret, code).toString('hex')}`,
    hint: hintOf(code),
    currency: amount.currency,
    amount: amount.amount,
    expires_at: card.expiresAt,
    mode: card.mode,
    order_id: piece?.orderId ?? null,
    order_line_id: piece?.orderLineId ?? null,
    piece: piece?.number ?? null,
    recipient_email: card.recipientEmail,
    language: card.language,
    note: card.note,
    actor: card.actor,
  }))
  const { rows: inserted } = await sql<{ id: string }>`with card as (
      insert into gift_cards (id, code_hash, hint, currency, initial_amount, balance_amount, expires_at, mode, order_id,
        order_line_id, piece, recipient_email, language, note, actor)
      select id, code_hash, hint, currency, amount, amount, expires_at, mode, order_id, order_line_id, piece,
        recipient_email, language, note, actor
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(id uuid, code_hash bytea, hint text, currency text,
        amount bigint, expires_at timestamptz, mode text, order_id uuid, order_line_id uuid, piece integer,
        recipient_email text, language text, note text, actor text)
      on conflict (order_line_id, piece) do nothing
      returning id, initial_amount, order_id, note, actor
    )
    insert into gift_card_entries (gift_card_id, kind, amount, order_id, reason, actor)
    select id, 'issue', initial_amount, order_id, note, actor from card
    returning gift_card_id as id`.execute(tx)
  const ids = new Set(inserted.map(({ id }) => id))
  return made.filter(({ id }) => ids.has(id))
}
