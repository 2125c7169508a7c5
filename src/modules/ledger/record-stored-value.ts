import type { Money } from '#kernel/money'
import { never } from '#kernel/result'
import type { Tx } from '#platform/db'
import { type AccountCode, liabilityOf } from './accounts.ts'
import { credit, debit, type Entry, type Line, type Mode } from './entry.ts'
import { post } from './post.ts'

/**
 * issue: a sold gift card is made. grant: given away by staff. redeem: pays an order. return: an order's share comes back.
 * expire: nobody will use it any more. withdraw: staff take back what they gave. recall: a sold card is taken back, its
 * sale being reversed.
 */
export type StoredValueMove = 'issue' | 'grant' | 'redeem' | 'return' | 'expire' | 'withdraw' | 'recall'

export type StoredValue = Readonly<{
  /** Unique together with `move`: the entry of the card's or the account's own book. */
  movementId: string
  move: StoredValueMove
  holding: 'gift_card' | 'store_credit'
  orderId: string | null
  amount: Money
  mode: Mode
  at?: Date | undefined
}>

/** A promise of the shop to the holder grows or shrinks; the other side says why. */
export function storedValueLines({ move, holding, amount: { amount } }: StoredValue): Line[] {
  const promise = liabilityOf(holding)
  const grows = (from: AccountCode): Line[] => [debit(from, amount), credit(promise, amount)]
  const shrinks = (to: AccountCode): Line[] => [debit(promise, amount), credit(to, amount)]
  switch (move) {
    case 'issue':
      return grows('gift_cards_due')
    case 'recall':
      return shrinks('gift_cards_due')
    case 'grant':
      return grows('credit_granted')
    case 'withdraw':
      return shrinks('credit_granted')
    case 'return':
      return grows('receivable')
    case 'redeem':
      return shrinks('receivable')
    case 'expire':
      return shrinks('breakage')
    default:
      return never(move)
  }
}

export const storedValueEntry = (value: StoredValue): Entry => ({
  source: `${value.holding}_${value.move}:${value.movementId}`,
  kind: `${value.holding}_${value.move}`,
  orderId: value.orderId,
  currency: value.amount.currency,
  lines: storedValueLines(value),
  mode: value.mode,
  at: value.at,
})

/** Books a movement of a gift card or of store credit. Once for a movement. */
export const recordStoredValue = (tx: Tx, value: StoredValue): Promise<boolean> => post(tx, storedValueEntry(value))
