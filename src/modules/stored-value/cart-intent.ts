import type { CartId, GiftCardId } from '#kernel/id'
import type { Currency } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { deleteCartCard, insertCartCard, readCartForCard, saveCartCredit } from './cart-store.ts'

/** A cart that its module has locked; whoever calls makes its version one higher. */
export type PayingCart = Readonly<{ id: CartId; currency: Currency }>

export type PutGiftCardRefusal =
  | { code: 'wrong_currency'; currency: Currency }
  | { code: 'gift_card_empty' }
  | { code: 'too_many_gift_cards'; most: number }
  /** One that was bought on a trial, in a shop that takes real money; or the other way round. */
  | { code: 'gift_card_of_other_mode' }
  /** A gift card is bought with money. */
  | { code: 'buys_gift_card' }

export const MOST_CARDS = 10

/** Means to pay with this card. The same card twice is in there once. */
export async function putGiftCard(
  tx: Tx,
  cart: PayingCart,
  giftCardId: GiftCardId,
): Promise<Result<null, PutGiftCardRefusal>> {
  const { card, others, buysGiftCard, mode } = await readCartForCard(tx, cart.id, giftCardId)
  if (buysGiftCard) return refuse({ code: 'buys_gift_card' })
  if (!card || card.balance === 0) return refuse({ code: 'gift_card_empty' })
  if (card.mode !== mode) return refuse({ code: 'gift_card_of_other_mode' })
  if (card.currency !== cart.currency) return refuse({ code: 'wrong_currency', currency: card.currency })
  if (others >= MOST_CARDS) return refuse({ code: 'too_many_gift_cards', most: MOST_CARDS })
  await insertCartCard(tx, cart.id, giftCardId)
  return ok(null)
}

export async function takeGiftCardOut(tx: Tx, cart: PayingCart, giftCardId: GiftCardId): Promise<void> {
  await deleteCartCard(tx, cart.id, giftCardId)
}

/** Whether the signed-in customer pays with their credit. */
export async function useCredit(tx: Tx, cart: PayingCart, yes: boolean): Promise<void> {
  await saveCartCredit(tx, cart.id, yes)
}
