import { newId, type OrderId, type SavedMethodId } from '#kernel/id'
import type { CheckoutView } from '#modules/checkout'
import { OFFLINE, STORED_VALUE, type Mode, type NewPayment, type PaymentMethod } from '#modules/payment'
import type { Attempt } from '#modules/settlement'
import type { WriteOrder } from './write-order.ts'

/** A way to pay that the gateway remembers, and whether it shall remember this one. */
export type Saved = Readonly<{ methodId: SavedMethodId | null; save: boolean }>

export const nothingSaved: Saved = { methodId: null, save: false }

type Paid = Pick<WriteOrder, 'view' | 'method' | 'saved'>

/** One for each gift card and credit, then the one that a gateway or staff decide about. */
export function paymentsFor({ view, method, saved }: Paid): NewPayment[] {
  const tenders = view.quote.tenders.map(({ kind, id, hint, amount, mode }): NewPayment => ({
    id: newId<'payment'>(),
    method: kind,
    gateway: STORED_VALUE,
    mode,
    captureMode: 'automatic',
    state: 'created',
    amount,
    holdSeconds: null,
    tenderId: id,
    label: hint,
  }))
  return method ? [...tenders, { ...newAttempt(method, view.quote.due, saved), mode: modeWith(view, method) }] : tenders
}

/** As the gateway is; what staff receive beside play money is no more real than that. */
export function modeWith({ quote: { tenders } }: CheckoutView, method: PaymentMethod | null): Mode {
  return method?.kind === 'online' ? method.gateway.mode : (tenders[0]?.mode ?? 'live')
}

/** An attempt to pay `amount` in one way. */
export function newAttempt(method: PaymentMethod, amount: NewPayment['amount'], saved: Saved): NewPayment {
  const common = { id: newId<'payment'>(), method: method.code, amount, holdSeconds: holdSecondsOf(method) }
  if (method.kind === 'offline')
    return { ...common, gateway: OFFLINE, mode: 'live', captureMode: 'automatic', state: 'pending' }
  const { name: gateway, mode } = method.gateway
  const remembered = { savedMethodId: saved.methodId, saveMethod: saved.save }
  return { ...common, gateway, mode, captureMode: method.capture, state: 'created', ...remembered }
}

/** How long the goods wait for the money; null for as long as staff like. */
export function holdSecondsOf(method: PaymentMethod | null): number | null {
  if (method?.kind === 'online') return method.holdMinutes * 60
  return method?.kind === 'offline' && method.holdDays !== null ? method.holdDays * 86_400 : null
}

type Written = Readonly<{ orderId: OrderId; number: number; payment: NewPayment | undefined }>

/** What starting the payment needs, without asking the database again. */
export function attemptFor({ view, method, saved }: Paid, { orderId, number, payment }: Written): Attempt {
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
    saved: null,
    customer: customerId && { id: customerId, gatewayRef: null, save: saved.save },
    isPartly: saved.methodId !== null || saved.save,
  }
}

const buyerIn = ({ email, billingAddress, shippingAddress }: WriteOrder['view']) => ({
  email: email ?? '',
  country: (billingAddress ?? shippingAddress)?.country ?? '',
})
