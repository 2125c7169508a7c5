import type { GiftCardId } from '#kernel/id'
import { money, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import { recordStoredValue } from '#modules/ledger'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { changeBalance, lockCards, saveCode, saveState, type LockedCard } from './change-store.ts'
import { codeOf, hashOf, hintOf, writtenCode } from './code.ts'
import type { GiftCardState } from './gift-card.ts'

export type NoSuchCard = { code: 'not_found' }

async function lockCard(tx: Tx, id: GiftCardId): Promise<Result<LockedCard, NoSuchCard>> {
  const [card] = await lockCards(tx, { ids: [id] })
  return card ? ok(card) : refuse({ code: 'not_found' })
}

type Whose = Readonly<{ giftCardId: GiftCardId; actor: string }>

/** Switches a card off, or on again. Its balance stays. */
export async function setGiftCardState(
  tx: Tx,
  { giftCardId, state, actor }: Whose & { state: GiftCardState },
): Promise<Result<null, NoSuchCard>> {
  const card = await lockCard(tx, giftCardId)
  if (!card.ok) return card
  if (card.value.state === state) return ok(null)
  await saveState(tx, card.value, state)
  const type = state === 'active' ? 'gift_card.enabled' : 'gift_card.disabled'
  await recordEvent(tx, { type, subjectId: giftCardId, actor })
  return ok(null)
}

export type AdjustRefusal = NoSuchCard | { code: 'below_zero'; balance: Money } | { code: 'no_change' }

type Adjust = Whose &
  Readonly<{ /** Minor units of the card's currency, below zero to take off. */ by: number; reason: string }>

/** Staff put something on a card, or take something off, with a reason. */
export async function adjustGiftCard(
  tx: Tx,
  { giftCardId, by, reason, actor }: Adjust,
): Promise<Result<null, AdjustRefusal>> {
  if (by === 0) return refuse({ code: 'no_change' })
  const found = await lockCard(tx, giftCardId)
  if (!found.ok) return found
  const card = found.value
  const entry = await changeBalance(tx, card, { kind: 'adjust', by, reason, actor })
  if (entry === null) return refuse({ code: 'below_zero', balance: card.balance })
  await recordStoredValue(tx, {
    movementId: entry,
    move: by > 0 ? 'grant' : 'withdraw',
    holding: 'gift_card',
    orderId: null,
    amount: money(Math.abs(by), card.balance.currency),
    mode: card.mode,
  })
  return ok(null)
}

/**
 * A code that was lost: the old one opens nothing any more, the new one is told here and never again; or, with `mailed`,
 * it is mailed to whoever the card is for.
 */
export async function replaceCode(
  tx: Tx,
  { giftCardId, codeSecret, mailed, actor }: Whose & { codeSecret: string; mailed: boolean },
): Promise<Result<{ code: string }, NoSuchCard>> {
  const card = await lockCard(tx, giftCardId)
  if (!card.ok) return card
  const version = card.value.codeVersion + 1
  const code = codeOf(codeSecret, giftCardId, version)
  await saveCode(tx, card.value, { hash: hashOf(codeSecret, code), hint: hintOf(code), version })
  await recordEvent(tx, { type: 'gift_card.code_replaced', subjectId: giftCardId, data: { mailed }, actor })
  return ok({ code: writtenCode(code) })
}
