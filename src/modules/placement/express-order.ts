import type { CustomerId, MarketId, VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { addLine, startCart, type LineRefusal } from '#modules/cart'
import { readCheckout, type Address, type CheckoutView, type MissingPart } from '#modules/checkout'
import type { OrderDeps } from '#modules/order'
import type { PaymentMethod } from '#modules/payment'
import { nextStep, type Attempt } from '#modules/settlement'
import { command, type Tx } from '#platform/db'
import { goneIn, type Gone } from './gone-in.ts'
import { nothingSaved } from './new-payments.ts'
import type { Placed } from './place-order.ts'
import { writeOrder, type WriteRefusal } from './write-order.ts'

export type ExpressOrder = Readonly<{
  marketId: MarketId
  language: string
  /** Who is signed in: they have the prices of their group. */
  customerId: CustomerId | null
  variantId: VariantId
  quantity: number
  /** The code of a way to pay whose page can ask who buys. */
  method: string
  /** Of this click. */
  key: string
}>

/** not_express: this cannot be bought without a checkout, or not in this way. */
export type ExpressRefusal =
  | LineRefusal
  | Gone
  | WriteRefusal
  | { code: 'not_express' }
  | { code: 'payment_unavailable' }

/** What the gateway's page asks for, or the button has said. */
const asked = new Set<MissingPart>(['email', 'shipping_address', 'billing_address', 'payment_method'])

/**
 * Buys one thing from its page: a cart of its own becomes an order for the market's usual country, and the gateway's page
 * asks who buys and where it goes. Only where that cannot change the price: prices hold their tax, and it goes to no
 * country but that one; what is not sent is taxed where its buyer lives, whom nobody knows. The shopper's own cart stays
 * as it is.
 */
export async function expressOrder(deps: OrderDeps, request: ExpressOrder): Promise<Result<Placed, ExpressRefusal>> {
  const written = await command<Attempt, ExpressRefusal>(deps.db, async (tx) => {
    const view = await reckon(tx, deps, request)
    if (!view.ok) return view
    const gone = goneIn(view.value)
    if (gone) return { ok: false, refusal: gone }
    const method = methodFor(deps, view.value, request)
    if (!method || !isExpress(view.value)) return refuse({ code: 'not_express' })
    const claim = { key: request.key, requestHash: '' }
    const now = deps.clock.now()
    return writeOrder(tx, {
      view: ofNobody(view.value, method),
      isTyped: false,
      method,
      saved: nothingSaved,
      claim,
      now,
    })
  })
  if (!written.ok) return written
  const { orderId } = written.value
  const next = await nextStep(deps, orderId, written.value)
  return next.kind === 'unavailable' ? refuse({ code: 'payment_unavailable' }) : ok({ orderId, next })
}

async function reckon(
  tx: Tx,
  { clock, methods }: OrderDeps,
  { marketId, language, customerId, variantId, quantity, method }: ExpressOrder,
): Promise<Result<CheckoutView, ExpressRefusal>> {
  const now = clock.now()
  const { cartId } = await startCart(tx, { marketId, language, customerId })
  const added = await addLine(tx, { cartId, variantId, quantity, now })
  if (!added.ok) return added
  // Nobody is known before the price stands: what is for somebody's first order is not taken off.
  const parts = { email: '', paymentMethod: method }
  const view = await readCheckout(tx, cartId, { now, methods: methods.offered(), parts })
  return view ? ok(view) : refuse({ code: 'not_express' })
}

const isExpress = ({ cart, missing }: CheckoutView): boolean =>
  cart.taxDisplay === 'inclusive' && cart.requiresShipping && missing.every((part) => asked.has(part))

function methodFor({ methods }: OrderDeps, view: CheckoutView, { method }: ExpressOrder): PaymentMethod | null {
  if (view.payBy !== method) return null
  const found = methods.offered().find(({ code }) => code === method)
  return found?.kind === 'online' && found.gateway.supports.express ? found : null
}

/** The order of somebody: no name, no address but the country. */
function ofNobody(view: CheckoutView, method: PaymentMethod): CheckoutView {
  const nowhere: Address = {
    name: '',
    organization: '',
    street1: '',
    street2: '',
    district: '',
    city: '',
    region: '',
    postcode: '',
    country: view.destination.country,
  }
  return { ...view, email: '', phone: null, billingAddress: nowhere, shippingAddress: nowhere, payBy: method.code }
}
