import type { GiftCardId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Money } from '#kernel/money'
import { recordStoredValue } from '#modules/ledger'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { writtenCode } from './code.ts'
import { insertCards } from './issue-store.ts'
import { modeOfShop } from './mode.ts'
import { hasGiftCards } from './queries.ts'

export type IssueGiftCard = Readonly<{
  codeSecret: string
  amount: Money
  expiresAt: Date | null
  /** Somebody to mail the code to; null: whoever makes the card hands it over. */
  recipientEmail: string | null
  language: Language
  note: string
  actor: string
}>

/** A card that staff give away. `code` is told here and never again. */
export async function issueGiftCard(
  tx: Tx,
  { codeSecret, ...card }: IssueGiftCard,
): Promise<{ giftCardId: GiftCardId; code: string }> {
  const mode = await modeOfShop(tx)
  // Every page says where to see what is left, from the first card on.
  if (!(await hasGiftCards(tx))) await markStale(tx, ['settings'])
  const [made] = await insertCards(tx, codeSecret, [{ ...card, mode, piece: null }])
  if (!made) throw new Error('the card was not written')
  const { id, amount, recipientEmail, actor } = made
  const value = { movementId: id, move: 'grant', holding: 'gift_card', orderId: null, amount, mode } as const
  await recordStoredValue(tx, value)
  const data = { ...amount, mailed: recipientEmail !== null }
  await recordEvent(tx, { type: 'gift_card.issued', subjectId: id, data, actor })
  return { giftCardId: id, code: writtenCode(made.code) }
}
