import { never } from '#kernel/result'
import { closeCart } from '#modules/cart'
import { isUnknown, learnBuyer, type CancelReason, type LockedOrder, type SaleFacts } from '#modules/order'
import {
  isUndecided,
  keepUnmatched,
  markProcessing,
  mismatchOf,
  recordMismatch,
  type GatewayPayment,
  type LockedPayment,
  type PaymentState,
} from '#modules/payment'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { drop } from './drop.ts'
import { followGateway } from './follow-gateway.ts'
import { take } from './take.ts'

/** What the gateway said; without `payment` it refused to make one. */
export type Said =
  | Readonly<{ state: 'failed'; failureCode: string; payment?: undefined }>
  | Readonly<{ state: GatewayPayment['state']; payment: GatewayPayment; givenUp?: CancelReason }>

/** `goesBack`: the money came too late, or twice, and the gateway must be asked to return it. */
export type Settled = Readonly<{ state: PaymentState; goesBack: boolean }>

export type Locked = Readonly<{
  order: LockedOrder
  payment: LockedPayment
  /** All of the order, this one too. */
  payments: readonly LockedPayment[]
  sale: SaleFacts
  said: Said
  payee: string | null
  now: Date
}>

/** Decides under the locks, once, whatever the gateway says and however often. */
export async function settle(tx: Tx, locked: Locked): Promise<Settled> {
  const { order, payment, said, payee } = locked
  const stays = { state: payment.state, goesBack: false }
  if (!said.payment) return isUndecided(payment.state) ? drop(tx, locked) : stays
  const why = mismatchOf({ payment, payee, reference: String(order.number) }, said.payment)
  if (why) {
    await alarm(tx, locked, { said: said.payment, why })
    return stays
  }
  const isAgreed = payment.state === 'authorized' || payment.state === 'captured'
  if (isAgreed) return followGateway(tx, locked, said.payment)
  if (isUnknown(order) && isPaid(said.payment) && !(await learnBuyer(tx, order, said.payment))) {
    await alarm(tx, locked, { said: said.payment, why: 'buyer' })
    return stays
  }
  return step(tx, locked, said.payment)
}

const isPaid = ({ state }: GatewayPayment): boolean =>
  state === 'captured' || state === 'authorized' || state === 'processing'

function step(tx: Tx, locked: Locked, said: GatewayPayment): Promise<Settled> | Settled {
  const { state } = locked.payment
  const stays = { state, goesBack: false }
  switch (said.state) {
    case 'pending':
      return stays
    case 'processing':
      return state === 'processing' ? stays : wait(tx, locked, said)
    case 'authorized':
    case 'captured':
      return take(tx, locked, { said, state: said.state })
    case 'failed':
    case 'canceled':
      return isUndecided(state) ? drop(tx, locked) : stays
    default:
      return never(said.state)
  }
}

type Odd = Readonly<{ said: GatewayPayment; why: NonNullable<ReturnType<typeof mismatchOf>> }>

/** Nothing counts as paid; people must look, and can give the money back. */
async function alarm(tx: Tx, { order, payment, now }: Locked, { said, why }: Odd): Promise<void> {
  if (said.state === 'pending') return
  const amount = said.captured.amount > 0 ? said.captured : said.amount
  await keepUnmatched(tx, payment, { ref: said.ref, amount, why, now })
  if (!(await recordMismatch(tx, payment))) return
  const data = { paymentId: payment.id, why, said: said.amount, asked: payment.amount, ref: said.ref }
  await recordEvent(tx, { type: 'payment.mismatched', subjectId: order.id, data })
}

/** The bank has it in work, for days perhaps: goods stay held, and the shopper may fill another cart. */
async function wait(tx: Tx, { order, payment }: Locked, said: GatewayPayment): Promise<Settled> {
  if (isUndecided(payment.state)) {
    const data = { paymentId: payment.id, method: payment.method, number: order.number }
    await Promise.all([
      markProcessing(tx, payment, said.ref),
      closeCart(tx, { cartId: order.cartId, orderId: order.id }),
      recordEvent(tx, { type: 'payment.processing', subjectId: order.id, data }),
    ])
  }
  return { state: isUndecided(payment.state) ? 'processing' : payment.state, goesBack: false }
}
