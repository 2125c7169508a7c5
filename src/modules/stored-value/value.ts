import type { CreditAccountId, GiftCardId } from '#kernel/id'
import { money, type Currency, type Money } from '#kernel/money'
import type { Mode } from '#modules/ledger'

/** A way to pay out of what the shop owes. `hint`: the last four characters of a gift card's code, '' for credit. */
export type Tender = Readonly<{
  kind: 'gift_card' | 'store_credit'
  id: string
  hint: string
  amount: Money
  mode: Mode
}>

/** A gift card in a cart. Its balance is zero once it is expired, switched off or spent, or of the other mode. */
export type CartGiftCard = Readonly<{ id: GiftCardId; hint: string; balance: Money; currency: Currency }>

/** What the cart's customer has, in the cart's currency. `chosen`: they want to pay with it. */
export type CartCredit = Readonly<{ id: CreditAccountId; balance: Money; chosen: boolean }>

export type ValueFacts = Readonly<{
  /** Of the shop at this moment, and so of what pays in it: real money, or a trial. */
  mode: Mode
  /** Of money that staff receive: play money in the demo only. */
  byHand: Mode
  /** The oldest end first. */
  giftCards: readonly CartGiftCard[]
  /** Null for a guest, and for a customer who has none. */
  credit: CartCredit | null
  /** The cart holds a gift card to buy: that is paid with money, never with stored value. */
  blocked: boolean
}>

export const noValue: ValueFacts = { mode: 'live', byHand: 'live', giftCards: [], credit: null, blocked: false }

/**
 * What pays how much of a total: gift cards first, the oldest end before the others, then credit. Never more than the
 * total, only in its currency, and nothing for a cart in which a gift card is bought.
 */
export function tendersFor(total: Money, { mode, giftCards, credit, blocked }: ValueFacts): Tender[] {
  if (blocked) return []
  const offered: Tender[] = [
    ...giftCards.map(({ id, hint, balance }) => ({ kind: 'gift_card' as const, id, hint, amount: balance, mode })),
    ...(credit?.chosen
      ? [{ kind: 'store_credit' as const, id: credit.id, hint: '', amount: credit.balance, mode }]
      : []),
  ]
  const tenders: Tender[] = []
  let due = total.amount
  for (const tender of offered) {
    const taken = tender.amount.currency === total.currency ? Math.min(due, tender.amount.amount) : 0
    if (taken <= 0) continue
    tenders.push({ ...tender, amount: money(taken, total.currency) })
    due -= taken
  }
  return tenders
}
