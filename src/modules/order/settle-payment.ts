import { never, ok } from '#kernel/result'
import {
  keepUnmatched,
  lockPayments,
  markProcessing,
  mismatchOf,
  isUndecided,
  recordMismatch,
  type GatewayPayment,
  type LockedPayment,
  type Payment,
  type PaymentState,
} from '#modules/payment'
import { closeCart } from '#modules/cart'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { drop } from './drop.ts'
import { followGateway } from './follow-gateway.ts'
import type { OrderDeps } from './order.ts'
import { readSale } from './read-sale.ts'
import { finishRefunds } from './finish-refunds.ts'
import { finishVoids } from './void-payment.ts'
import type { SaleFacts } from './sale.ts'
import { take } from './take.ts'
import type { CancelReason } from './states.ts'
import { lockOrder, type LockedOrder } from './store.ts'

/** What the gateway said; without `payment` it refused to make one. */
export type Said =
  | Readonly<{ state: 'failed'; failureCode: string; payment?: undefined }>
  | Readonly<{ state: GatewayPayment['state']; payment: GatewayPayment; givenUp?: CancelReason }>

/**
 * The only place that decides about an online payment, whoever asks: return page, webhook, completer, staff. It holds
 * what was said against what we asked for, and decides once.
 */
export async function settlePayment(
  deps: OrderDeps,
  { id, orderId, gateway }: Whose,
  said: Said,
): Promise<PaymentState> {
  const now = deps.clock.now()
  const payee = deps.methods.gateway(gateway)?.payee ?? null
  const settled = await command<Settled, never>(deps.db, async (tx) => {
    const [order, payments, sale] = await Promise.all([
      lockOrder(tx, orderId),
      lockPayments(tx, orderId),
      readSale(tx, orderId),
    ])
    const payment = payments.find((one) => one.id === id)
    if (!payment) throw new RangeError(`no such payment: ${id}`)
    return ok(await settle(tx, { order, payment, payments, sale, said, payee, now }))
  })
  if (!settled.ok) return never(settled.refusal)
  const { state, goesBack } = settled.value
  if (goesBack) {
    await finishVoids(deps, { orderId })
    await finishRefunds(deps, { orderId })
  }
  return state
}

type Whose = Pick<Payment, 'id' | 'orderId' | 'gateway'>

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

async function settle(tx: Tx, locked: Locked): Promise<Settled> {
  const { order, payment, said, payee } = locked
  const stays = { state: payment.state, goesBack: false }
  if (!said.payment) return isUndecided(payment.state) ? drop(tx, locked) : stays
  const why = mismatchOf({ payment, payee, reference: String(order.number) }, said.payment)
  if (why) {
    await alarm(tx, locked, { said: said.payment, why })
    return stays
  }
  if (payment.state === 'authorized' || payment.state === 'captured') return followGateway(tx, locked, said.payment)
  switch (said.state) {
    case 'pending':
      return stays
    case 'processing':
      return payment.state === 'processing' ? stays : wait(tx, locked, said.payment)
    case 'authorized':
    case 'captured':
      return take(tx, locked, { said: said.payment, state: said.state })
    case 'failed':
    case 'canceled':
      return isUndecided(payment.state) ? drop(tx, locked) : stays
    default:
      return never(said)
  }
}

type Odd = Readonly<{ said: GatewayPayment; why: NonNullable<ReturnType<typeof mismatchOf>> }>

/** Nothing counts as paid; people must look, and can give the money back. */
async function alarm(tx: Tx, { order, payment, now }: Locked, { said, why }: Odd): Promise<void> {
  if (said.state === 'pending') return
  await keepUnmatched(tx, payment, { said, why, now })
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
