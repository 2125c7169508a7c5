import { closeCart } from '#modules/cart'
import { commitStock } from '#modules/inventory'
import { captureEntry, feeEntry, postAll, type Entry } from '#modules/ledger'
import {
  beginVoid,
  claimRefund,
  decide,
  insertExternalCapture,
  isUndecided,
  keepSavedMethod,
  nothingNamed,
  type GatewayPayment,
  type LockedPayment,
} from '#modules/payment'
import { newId, type CaptureId } from '#kernel/id'
import { money, type Money } from '#kernel/money'
import { moveOrder } from '#modules/order'
import type { Tx } from '#platform/db'
import { recordEvent, recordEvents } from '#platform/events'
import { agree, modeOf } from './agree.ts'
import { followFirst } from './follow-gateway.ts'
import type { Locked, Settled } from './settle.ts'
import { noteSurplus } from './surplus.ts'

type Came = Readonly<{ said: GatewayPayment; state: 'authorized' | 'captured' }>

/** Money came, or was set aside. For an order that waits for it, that is the agreement; else it goes back. */
export function take(tx: Tx, locked: Locked, came: Came): Promise<Settled> {
  const waits = locked.order.state === 'pending' && isUndecided(locked.payment.state)
  return waits ? confirm(tx, locked, came) : tooLate(tx, locked, came)
}

async function confirm(tx: Tx, locked: Locked, { said, state }: Came): Promise<Settled> {
  const { order, payment, payments, sale, now } = locked
  const amount = state === 'captured' ? takenOf(payment, said) : payment.amount
  const captured = { ...amount, paymentId: payment.id, method: payment.method, number: order.number }
  const captureId = newId<'capture'>()
  const entries = state === 'captured' ? entriesOf(payment, { captureId, amount, fee: said.fee, now }) : []
  await Promise.all([
    write(tx, payment, { said, state, captureId, now }),
    noteSurplus(tx, locked, said),
    moveOrder(tx, order, { to: 'open', now }),
    recordEvents(tx, [
      { type: 'order.confirmed', subjectId: order.id, data: { number: order.number } },
      { type: `payment.${state}`, subjectId: order.id, data: captured },
    ]),
    commitStock(tx, { orderId: order.id, actor: 'system' }),
    closeCart(tx, { cartId: order.cartId, orderId: order.id }),
    agree(tx, { sale, payments, mode: modeOf(payments), entries, now }),
    order.customerId !== null && said.saved !== null && payment.saveMethod
      ? keepSavedMethod(tx, { customerId: order.customerId, gateway: payment.gateway, saved: said.saved })
      : null,
  ])
  await followFirst(tx, locked, said)
  return { state, goesBack: false }
}

/** Of what was set aside somebody may have taken a part, or more, at the gateway's own desk before we looked. */
const takenOf = ({ amount }: LockedPayment, { captured }: GatewayPayment): Money =>
  captured.amount < amount.amount ? captured : amount

type Written = Came & Readonly<{ captureId: CaptureId; now: Date }>

async function write(tx: Tx, payment: LockedPayment, { said, state, captureId, now }: Written): Promise<void> {
  const taken = takenOf(payment, said)
  if (state === 'authorized' || taken.amount === payment.amount.amount)
    return decide(tx, payment, { state, said, captureId, now })
  await decide(tx, payment, { state: 'authorized', said, now })
  await insertExternalCapture(tx, payment, { id: captureId, amount: taken, final: true, now })
}

type Taken = Readonly<{ captureId: CaptureId; amount: Money; fee: Money | null; now: Date }>

/** What the books learn of money taken at once. */
function entriesOf(payment: LockedPayment, { captureId, amount, fee, now }: Taken): Entry[] {
  const { orderId, gateway, mode } = payment
  const captured = captureEntry({ captureId, orderId, gateway, amount, mode, at: now })
  if (fee === null) return [captured]
  return [captured, feeEntry({ feeId: captureId, orderId, gateway, amount: fee, mode, at: now })]
}

/**
 * Too late: the goods may be sold to somebody else, or the order is paid already. What was taken goes back, what was set
 * aside is freed.
 */
async function tooLate(tx: Tx, locked: Locked, { said, state }: Came): Promise<Settled> {
  const { order, payment, now } = locked
  const captureId = newId<'capture'>()
  const amount = state === 'captured' ? takenOf(payment, said) : payment.amount
  await write(tx, payment, { said, state, captureId, now })
  await noteSurplus(tx, locked, said)
  const data = { paymentId: payment.id, ...amount, method: payment.method, number: order.number }
  await recordEvent(tx, { type: 'payment.late', subjectId: order.id, data })
  if (state === 'authorized') {
    await beginVoid(tx, payment)
    return { state, goesBack: true }
  }
  await postAll(tx, entriesOf(payment, { captureId, amount, fee: said.fee, now }))
  await followFirst(tx, locked, said)
  const left = money(Math.max(0, amount.amount - said.refunded.amount), amount.currency)
  const back = { amount: left, parts: nothingNamed, reason: 'late_payment', actor: 'system', now }
  if (left.amount > 0) await claimRefund(tx, payment, { groupId: captureId, ...back })
  return { state, goesBack: true }
}
