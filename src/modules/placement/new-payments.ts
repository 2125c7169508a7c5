import { newId, type OrderId, type SavedMethodId } from '#kernel/id'
import type { Money } from '#kernel/money'
import { OFFLINE, STORED_VALUE, type Mode, type NewPayment, type PaymentMethod } from '#modules/payment'
import type { Attempt } from '#modules/settlement'
import type { Tender, ValueFacts } from '#modules/stored-value'
import type { WriteOrder } from './write-order.ts'

/** A way to pay that the gateway remembers, and whether it shall remember this one. */
export type Saved = Readonly<{ methodId: SavedMethodId | null; save: boolean }>

export const nothingSaved: Saved = { methodId: null, save: false }

type Paying = Readonly<{
  tenders: readonly Tender[]
  /** What they leave to pay with money. */
  due: Money
  /** Null when they leave nothing. */
  method: PaymentMethod | null
  saved: Saved
  mode: Mode
}>

/** One for each gift card and credit, then the one that a gateway or staff decide about. */
export function paymentsFor({ tenders, due, method, saved, mode }: Paying): NewPayment[] {
  const held = tenders.map((tender): NewPayment => ({
    id: newId<'payment'>(),
    method: tender.kind,
    gateway: STORED_VALUE,
    mode: tender.mode,
    captureMode: 'automatic',
    state: 'created',
    amount: tender.amount,
    holdSeconds: null,
    tenderId: tender.id,
    label: tender.hint,
  }))
  return method ? [...held, newAttempt(method, due, { saved, mode })] : held
}

type Reckoned = Readonly<{ tenders: readonly Tender[]; value: Pick<ValueFacts, 'byHand'> }>

/** As the gateway is; what staff receive beside play money is no more real than that. */
export function modeWith({ tenders, value }: Reckoned, method: PaymentMethod | null): Mode {
  return method?.kind === 'online' ? method.gateway.mode : (tenders[0]?.mode ?? value.byHand)
}

/** An attempt to pay `amount` in one way. */
function newAttempt(method: PaymentMethod, amount: Money, { saved, mode }: Pick<Paying, 'saved' | 'mode'>): NewPayment {
  const common = { id: newId<'payment'>(), method: method.code, mode, amount, holdSeconds: holdSecondsOf(method) }
  if (method.kind === 'offline') return { ...common, gateway: OFFLINE, captureMode: 'automatic', state: 'pending' }
  const remembered = { savedMethodId: saved.methodId, saveMethod: saved.save }
  return {
    ...common,
    gateway: method.gateway.name,
    captureMode: method.capture,
    state: 'created',
    ...remembered,
  }
}

/** How long the goods wait for the money; null for as long as staff like. */
export function holdSecondsOf(method: PaymentMethod | null): number | null {
  if (method?.kind === 'online') return method.holdMinutes * 60
  return method?.kind === 'offline' && method.holdDays !== null ? method.holdDays * 86_400 : null
}

type Written = Readonly<{ orderId: OrderId; number: number; payment: NewPayment | undefined }>

/** What starting the payment needs, without asking the database again. */
export function attemptFor(
  { view, method, saved }: Pick<WriteOrder, 'view' | 'method' | 'saved'>,
  { orderId, number, payment }: Written,
): Attempt {
  const { customerId, language, marketId } = view.cart
  const { id: paymentId = null, method: code = '', gateway = OFFLINE, captureMode = 'automatic' } = payment ?? {}
  return {
    orderId,
    number,
    orderState: method?.kind === 'online' ? 'pending' : 'open',
    language,
    marketId,
    ...buyerIn(view),
    amount: view.quote.due,
    paymentId,
    state: 'created',
    method: code,
    gateway,
    gatewayRef: null,
    captureMode,
    redirectUrl: null,
    failureCode: null,
    isOffered: false,
    isExpress: view.email === '',
    express: null,
    saved: null,
    customer: customerId && { id: customerId, gatewayRef: null, save: saved.save },
    isPartly: saved.methodId !== null || saved.save || view.email === '',
  }
}

const buyerIn = ({ email, billingAddress, shippingAddress }: WriteOrder['view']) => ({
  email: email ?? '',
  country: (billingAddress ?? shippingAddress)?.country ?? '',
})
