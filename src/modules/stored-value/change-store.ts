import { sql } from 'kysely'

import type { GiftCardId, OrderId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import type { Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'
import type { GiftCardState } from './gift-card.ts'

declare const locked: unique symbol
/** Only `lockCards` makes one. */
export type LockedCard = Readonly<{
  id: GiftCardId
  hint: string
  state: GiftCardState
  initial: Money
  balance: Money
  expiresAt: Date | null
  codeVersion: number
  mode: Mode
  orderLineId: string | null
  [locked]: true
}>

/** In the order in which a checkout takes them (the oldest end first), so that nobody waits for each other. */
export async function lockCards(
  tx: Tx,
  which: { ids: readonly GiftCardId[] } | { orderId: OrderId },
): Promise<LockedCard[]> {
  const rows = await tx
    .selectFrom('gift_cards')
    .selectAll()
    .where((card) => ('ids' in which ? card('id', 'in', [...which.ids]) : card('order_id', '=', which.orderId)))
    .orderBy('expires_at', (order) => order.asc().nullsLast())
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => {
    const currency = currencyOf(row.currency)
    return {
      id: row.id as GiftCardId,
      hint: row.hint,
      state: row.state === 'active' ? 'active' : 'disabled',
      initial: money(row.initial_amount, currency),
      balance: money(row.balance_amount, currency),
      expiresAt: row.expires_at,
      codeVersion: row.code_version,
      mode: row.mode === 'test' ? 'test' : 'live',
      orderLineId: row.order_line_id,
    } as LockedCard
  })
}

type Change = Readonly<{
  kind: 'adjust' | 'merge' | 'cancel' | 'expire'
  /** Below zero: taken off. */
  by: number
  reason: string
  actor: string
  otherId?: GiftCardId
  orderId?: OrderId
}>

/** Changes a balance that is not below zero afterwards, with its entry. Answers the entry's id, or null: nothing done. */
export async function changeBalance(tx: Tx, { id }: LockedCard, change: Change): Promise<string | null> {
  const { kind, by, reason, actor, otherId = null, orderId = null } = change
  const { rows } = await sql<{ id: string }>`with card as (
      update gift_cards set balance_amount = balance_amount + ${by}::bigint
      where id = ${id} and balance_amount + ${by}::bigint >= 0 returning id
    )
    insert into gift_card_entries (gift_card_id, kind, amount, other_id, order_id, reason, actor)
    select id, ${kind}, ${by}::bigint, ${otherId}::uuid, ${orderId}::uuid, ${reason}, ${actor} from card
    returning id::text`.execute(tx)
  return rows[0]?.id ?? null
}

export async function saveState(tx: Tx, { id }: LockedCard, state: GiftCardState): Promise<void> {
  await tx.updateTable('gift_cards').set({ state }).where('id', '=', id).execute()
}

export async function saveEnd(tx: Tx, { id }: LockedCard, expiresAt: Date | null): Promise<void> {
  await tx.updateTable('gift_cards').set({ expires_at: expiresAt }).where('id', '=', id).execute()
}

type Code = Readonly<{ hash: Buffer; hint: string; version: number }>

export async function saveCode(tx: Tx, { id }: LockedCard, { hash, hint, version }: Code): Promise<void> {
  await tx
    .updateTable('gift_cards')
    .set({ code_hash: hash, hint, code_version: version })
    .where('id', '=', id)
    .execute()
}
