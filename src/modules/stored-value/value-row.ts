import type { CreditAccountId, GiftCardId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import type { Mode } from '#modules/ledger'
import type { ValueFacts } from './value.ts'

export type ValueRow = {
  cards: { id: string; hint: string; balance: number; currency: string }[]
  account_id: string | null
  credit: number
  currency: string
  chosen: boolean
  blocked: boolean
  mode: Mode
  by_hand: Mode
}

/** What the database says about somebody's cards and credit, as the quote reads it. */
export const factsOf = ({ cards, account_id: account, credit, currency, ...row }: ValueRow): ValueFacts => ({
  mode: row.mode,
  byHand: row.by_hand,
  giftCards: cards.map(({ id, hint, ...card }) => ({
    id: id as GiftCardId,
    hint,
    balance: money(card.balance, currencyOf(card.currency)),
    currency: currencyOf(card.currency),
  })),
  credit:
    account !== null && credit > 0
      ? { id: account as CreditAccountId, balance: money(credit, currencyOf(currency)), chosen: row.chosen }
      : null,
  blocked: row.blocked,
})
