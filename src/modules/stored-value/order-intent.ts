import type { GiftCardId, OrderId } from '#kernel/id'
import type { Currency } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { MOST_CARDS, type PutGiftCardRefusal } from './cart-intent.ts'
import { saveOrderChoice, readOrderValue } from './order-store.ts'
import { readGiftCard } from './queries.ts'

type Chosen = Readonly<{ orderId: OrderId; currency: Currency; giftCardId: GiftCardId; now: Date }>

/** Means to pay an offered order with this card too. The caller holds the order's lock. Nothing is held by it. */
export async function putCardOnOrder(
  tx: Tx,
  { orderId, currency, giftCardId, now }: Chosen,
): Promise<Result<null, PutGiftCardRefusal>> {
  const card = await readGiftCard(tx, giftCardId)
  const facts = await readOrderValue(tx, orderId, now)
  if (facts.blocked) return refuse({ code: 'buys_gift_card' })
  if (!card || card.balance.amount === 0) return refuse({ code: 'gift_card_empty' })
  if (card.isTest !== (facts.mode === 'test')) return refuse({ code: 'gift_card_of_other_mode' })
  if (card.balance.currency !== currency) return refuse({ code: 'wrong_currency', currency: card.balance.currency })
  const others = facts.giftCards.filter(({ id }) => id !== giftCardId)
  if (others.length >= MOST_CARDS) return refuse({ code: 'too_many_gift_cards', most: MOST_CARDS })
  await saveOrderChoice(tx, orderId, { giftCardId, chosen: true })
  return ok(null)
}

/** Does not mean to pay with it, even if it paid a part of an earlier try. */
export async function takeCardOffOrder(tx: Tx, orderId: OrderId, giftCardId: GiftCardId): Promise<void> {
  await saveOrderChoice(tx, orderId, { giftCardId, chosen: false })
}

/** Whether the order's customer pays with their credit. */
export async function useCreditOnOrder(tx: Tx, orderId: OrderId, yes: boolean): Promise<void> {
  await saveOrderChoice(tx, orderId, { giftCardId: null, chosen: yes })
}
