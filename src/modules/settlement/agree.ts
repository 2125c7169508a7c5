import { postAll, saleEntry, type Entry, type Mode } from '#modules/ledger'
import { decide, STORED_VALUE, type LockedPayment } from '#modules/payment'
import { claimValue } from '#modules/stored-value'
import type { Tx } from '#platform/db'
import { type SaleFacts, saleOf } from '#modules/order'

type Agreed = Readonly<{
  sale: SaleFacts
  /** All payments of the order, locked. */
  payments: readonly LockedPayment[]
  mode: Mode
  /** What else the books learn at this moment. */
  entries?: readonly Entry[]
  now: Date
}>

/** The order is agreed: it goes into the books, and what was held of gift cards and credit is paid. */
export async function agree(tx: Tx, { sale, payments, mode, entries = [], now }: Agreed): Promise<void> {
  const held = payments.filter(({ gateway, state }) => gateway === STORED_VALUE && state === 'created')
  await Promise.all([
    postAll(tx, [saleEntry(saleOf(sale, { mode, at: now })), ...entries]),
    ...held.flatMap((payment) => [claimValue(tx, payment.id), decide(tx, payment, { state: 'captured', now })]),
  ])
}

/** Test money when any of it is: the two never meet in a sum. An earlier try that came to nothing does not count. */
export const modeOf = (payments: readonly Pick<LockedPayment, 'mode' | 'state'>[]): Mode =>
  payments.some(({ mode, state }) => mode === 'test' && state !== 'failed' && state !== 'canceled') ? 'test' : 'live'
