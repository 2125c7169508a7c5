import type { OrderId, PaymentId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { debitCard } from './card-store.ts'
import { debitAccount, lockAccount } from './credit-store.ts'
import type { Tender } from './value.ts'

type HoldValue = Readonly<{ orderId: OrderId; paymentId: PaymentId; tender: Tender; now?: Date }>

/** Somebody else was faster, or the card was switched off or ended meanwhile. */
export type ValueGone = { code: 'value_gone'; hint: string }

/**
 * Takes what a tender pays out of its card or account, for one payment of an order in the making. Of many at once, no
 * more get it than there is. Hold in the order in which `tendersFor` lists them.
 */
export async function holdValue(
  tx: Tx,
  { orderId, paymentId, tender, now = new Date() }: HoldValue,
): Promise<Result<null, ValueGone>> {
  const debit = { orderId, paymentId, amount: tender.amount, now }
  const isHeld =
    tender.kind === 'gift_card' ? await debitCard(tx, { ...debit, id: tender.id }) : await holdCredit(tx, tender, debit)
  return isHeld ? ok(null) : refuse({ code: 'value_gone', hint: tender.hint })
}

async function holdCredit(tx: Tx, tender: Tender, debit: Parameters<typeof debitAccount>[2]): Promise<boolean> {
  const account = await lockAccount(tx, tender.id, tender.amount.currency)
  return account !== null && debitAccount(tx, account, debit)
}
