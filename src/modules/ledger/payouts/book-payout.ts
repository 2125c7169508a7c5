import type { PayoutId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { clearingOf, feesOf, type AccountCode } from '../accounts.ts'
import { credit, debit, type Entry } from '../entry.ts'
import { markBooked } from '../payout-store.ts'
import { postAll } from '../post.ts'
import { checkPayout, feeToBook, type CheckedPayout } from './read-payout.ts'

/** What a movement is that the shop does not know: a fee, or money that has nothing to do with the shop. */
export type Settling = Readonly<Record<string, 'fee' | 'outside'>>

type Booking = Readonly<{ id: PayoutId; settle: Settling; now: Date }>

export type BookRefusal = { code: 'not_found' } | { code: 'booked_before' }

/**
 * Books a payout, once: the fees that the ledger does not have, what was decided about unknown movements, and the way of
 * the money to the bank. What still differs stays in the clearing account, where it can be seen.
 */
export async function bookPayout(tx: Tx, { id, settle, now }: Booking): Promise<Result<null, BookRefusal>> {
  const payout = await checkPayout(tx, id)
  if (!payout) return refuse({ code: 'not_found' })
  if (!(await markBooked(tx, id, { mode: payout.mode, now }))) return refuse({ code: 'booked_before' })
  await postAll(tx, payoutEntries(payout, settle))
  return ok(null)
}

/** All that a payout brings into the ledger, at the time when it reached the bank. */
export function payoutEntries(payout: CheckedPayout, settle: Settling): Entry[] {
  const { gateway, currency, mode, at } = payout
  const clearing = clearingOf(gateway)
  const whole = { currency, mode, at }
  const fees = payout.lines.map((line): Entry => ({
    ...whole,
    source: `payout_fee:${line.movement.id}`,
    kind: 'fee',
    orderId: line.known?.orderId ?? null,
    lines: [debit(feesOf(gateway), feeToBook(line)), credit(clearing, feeToBook(line))],
  }))
  const settled = payout.lines.flatMap(({ movement, known, verdict }): Entry[] => {
    const as = settle[movement.id]
    const isOpen = known === null && (verdict === 'missing_here' || verdict === 'unknown')
    if (!as || !isOpen) return []
    const account: AccountCode = as === 'fee' ? feesOf(gateway) : 'outside'
    const lines = [debit(clearing, movement.gross), credit(account, movement.gross)]
    return [{ ...whole, source: `payout_line:${movement.id}`, kind: 'payout_line', orderId: null, lines }]
  })
  const toBank: Entry = {
    ...whole,
    source: `payout:${payout.id}`,
    kind: 'payout',
    orderId: null,
    lines: [debit('bank', payout.amount), credit(clearing, payout.amount)],
  }
  return [...fees, ...settled, toBank]
}
