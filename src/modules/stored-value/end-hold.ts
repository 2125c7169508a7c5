import type { PaymentId, RefundId } from '#kernel/id'
import type { Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import { recordStoredValue, type StoredValue } from '#modules/ledger'
import type { Tx } from '#platform/db'
import { creditCard } from './card-store.ts'
import { addLot, lockAccount, releaseLots, type LockedAccount } from './credit-store.ts'
import { endOfPaid, isReturned, modeOfHold, takeReturn, turnHold, type Hold } from './hold-store.ts'

/** The order is agreed: what was held is paid. A second call changes nothing. */
export async function claimValue(tx: Tx, paymentId: PaymentId): Promise<void> {
  const hold = await turnHold(tx, paymentId, 'claimed')
  if (hold)
    await recordStoredValue(tx, await movement(tx, hold, { move: 'redeem', id: paymentId, amount: hold.amount }))
}

/** The order came to nothing: what was held is back where it was. A second call changes nothing. */
export async function releaseValue(tx: Tx, paymentId: PaymentId): Promise<void> {
  const hold = await turnHold(tx, paymentId, 'released')
  if (!hold) return
  const { orderId, giftCardId, amount } = hold
  const back = { kind: 'release', amount: amount.amount, orderId, paymentId, refundId: null } as const
  if (giftCardId !== null) await creditCard(tx, { ...back, id: giftCardId })
  else await releaseLots(tx, await accountOf(tx, hold), back)
}

type ReturnValue = Readonly<{ paymentId: PaymentId; refundId: RefundId; amount: Money }>

/** Refused: more than this payment took, less what went back before; or it never paid. */
export type MoreThanPaid = { code: 'more_than_paid' }

/** A refund goes back to the card or account that paid. The same refund again changes nothing. */
export async function returnValue(
  tx: Tx,
  { paymentId, refundId, amount }: ReturnValue,
): Promise<Result<null, MoreThanPaid>> {
  if (await isReturned(tx, refundId)) return ok(null)
  const hold = await takeReturn(tx, paymentId, amount)
  if (!hold) return refuse({ code: 'more_than_paid' })
  const { orderId, giftCardId } = hold
  if (giftCardId !== null) {
    await creditCard(tx, { id: giftCardId, kind: 'return', amount: amount.amount, orderId, paymentId, refundId })
  } else {
    const account = await accountOf(tx, hold)
    const expiresAt = await endOfPaid(tx, paymentId)
    const lot = { kind: 'return', amount, expiresAt, reason: '', actor: 'system' } as const
    await addLot(tx, account, { ...lot, orderId, paymentId, refundId })
  }
  await recordStoredValue(tx, await movement(tx, hold, { move: 'return', id: refundId, amount }))
  return ok(null)
}

type Moved = Readonly<{ move: 'redeem' | 'return'; id: string; amount: Money }>

async function movement(tx: Tx, hold: Hold, { move, id, amount }: Moved): Promise<StoredValue> {
  const { orderId, giftCardId } = hold
  const holding = giftCardId === null ? 'store_credit' : 'gift_card'
  return { movementId: id, move, holding, orderId, amount, mode: await modeOfHold(tx, hold) }
}

async function accountOf(tx: Tx, { accountId, currency }: Hold): Promise<LockedAccount> {
  const account = accountId === null ? null : await lockAccount(tx, accountId, currency)
  if (!account) throw new RangeError('a hold without its account')
  return account
}
