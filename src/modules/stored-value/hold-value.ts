import type { OrderId, PaymentId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Mode } from '#modules/ledger'
import type { Tx } from '#platform/db'
import { debitCard } from './card-store.ts'
import { debitAccount, lockAccount } from './credit-store.ts'
import type { Tender } from './value.ts'

type HoldValue = Readonly<{
  orderId: OrderId
  paymentId: PaymentId
  tender: Tender
  /** What the order is paid with beside this: real money, or a test account's. */
  mode: Mode
  now?: Date
}>

/** Somebody else was faster, or the card was switched off or ended meanwhile. */
export type ValueGone = { code: 'value_gone'; hint: string }

/** Play money does not pay for what costs real money, and no real card is lost on a trial. */
export type ValueOfOtherMode = { code: 'value_of_other_mode'; hint: string }

/**
 * Takes what a tender pays out of its card or account, for one payment of an order in the making. Of many at once, no
 * more get it than there is. Hold in the order in which `tendersFor` lists them.
 */
export async function holdValue(
  tx: Tx,
  { orderId, paymentId, tender, mode, now = new Date() }: HoldValue,
): Promise<Result<null, ValueGone | ValueOfOtherMode>> {
  if (tender.mode !== mode) return refuse({ code: 'value_of_other_mode', hint: tender.hint })
  const debit = { orderId, paymentId, amount: tender.amount, mode, now }
  const isHeld =
    tender.kind === 'gift_card' ? await debitCard(tx, { ...debit, id: tender.id }) : await holdCredit(tx, tender, debit)
  return isHeld ? ok(null) : refuse({ code: 'value_gone', hint: tender.hint })
}

async function holdCredit(tx: Tx, tender: Tender, debit: Parameters<typeof debitAccount>[2]): Promise<boolean> {
  const account = await lockAccount(tx, tender.id, tender.amount.currency)
  return account?.mode === debit.mode && debitAccount(tx, account, debit)
}
