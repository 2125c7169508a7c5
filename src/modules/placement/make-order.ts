import { createHash } from 'node:crypto'

import { newId, type MarketId, type OrderId, type ShippingMethodId, type VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { addLine, ownCart, startCart, takeCart } from '#modules/cart'
import {
  claimKey,
  findKey,
  readCheckout,
  saveCheckout,
  type Address,
  type CheckoutView,
  type MissingPart,
} from '#modules/checkout'
import { findCustomerByEmail } from '#modules/customer'
import { draftOf, insertOrder, type OrderDeps } from '#modules/order'
import { command, type Tx } from '#platform/db'
import { recordEvents } from '#platform/events'

export type NewOrder = Readonly<{
  marketId: MarketId
  language: string
  lines: readonly { variantId: VariantId; quantity: number }[]
  email: string
  address: Address
  /** Null: the cheapest. */
  shippingMethodId: ShippingMethodId | null
  note: string
}>

export type MakeOrder = NewOrder &
  Readonly<{
    /** How long its buyer may pay by the link. */
    days: number
    /** Made with the form: the same key again is the same click. */
    key: string
    actor: string
  }>

export type MakeOrderRefusal =
  | { code: 'key_reused' }
  /** `index`: which line. */
  | { code: 'line'; index: number; why: 'not_for_sale' | 'not_enough_stock' | 'other'; available: number }
  | { code: 'incomplete'; missing: readonly MissingPart[] }

const SCOPE = 'make_order'
const DAY_MS = 86_400_000

/**
 * An order that staff make for somebody: reckoned as that buyer's own cart would be (a customer of that address has the
 * prices and ways to pay of the group), frozen, and offered to be paid by a link that the buyer gets by mail. Nothing is held before that. The same key again finds the first one.
 */
export async function makeOrder(deps: OrderDeps, request: MakeOrder): Promise<Result<OrderId, MakeOrderRefusal>> {
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  const earlier = await findKey(deps.db, { scope: SCOPE, key: request.key })
  if (earlier?.orderId)
    return earlier.requestHash === requestHash ? ok(earlier.orderId) : refuse({ code: 'key_reused' })
  const made = await command<OrderId, MakeOrderRefusal | { code: 'overtaken' }>(deps.db, async (tx) => {
    const orderId = newId<'order'>()
    const claimed = await claimKey(tx, { scope: SCOPE, key: request.key, requestHash, orderId })
    if (!claimed) return refuse({ code: 'overtaken' })
    const view = await reckon(tx, deps, request)
    return view.ok ? ok(await write(tx, { orderId, view: view.value, request, now: deps.clock.now() })) : view
  })
  if (made.ok) return made
  return made.refusal.code === 'overtaken' ? makeOrder(deps, request) : { ok: false, refusal: made.refusal }
}

/** What such an order would cost, and how it could be sent. Leaves nothing behind. */
export async function previewOrder(
  deps: OrderDeps,
  request: NewOrder,
): Promise<Result<CheckoutView, Exclude<MakeOrderRefusal, { code: 'key_reused' }>>> {
  const seen = await command<never, Looked>(deps.db, async (tx) => {
    const result = await reckon(tx, deps, request)
    return { ok: false, refusal: { code: 'looked', result } }
  })
  if (seen.ok) throw new RangeError('a look leaves nothing behind')
  return seen.refusal.result
}

type Reckoned = Awaited<ReturnType<typeof reckon>>
type Looked = { code: 'looked'; result: Reckoned }

type Line = Extract<MakeOrderRefusal, { code: 'line' }>

async function reckon(
  tx: Tx,
  { clock }: OrderDeps,
  request: NewOrder,
): Promise<Result<CheckoutView, Line | Extract<MakeOrderRefusal, { code: 'incomplete' }>>> {
  const now = clock.now()
  const { marketId, language, email, address, shippingMethodId, note } = request
  const { cartId } = await startCart(tx, { marketId, language })
  const customer = await findCustomerByEmail(tx, email)
  if (customer) await ownCart(tx, { cartId, customerId: customer.id, now })
  for (const [index, line] of request.lines.entries()) {
    const added = await addLine(tx, { cartId, ...line, now })
    if (!added.ok) return refuse(lineRefusal(index, added.refusal))
  }
  const parts = { email, shippingAddress: address, billingAddress: address, shippingMethodId, note }
  const saved = await saveCheckout(tx, { cartId, parts })
  if (!saved.ok) throw new RangeError('a new cart is open')
  const view = await readCheckout(tx, cartId, { now, methods: [] })
  if (!view) throw new RangeError('a new cart is there')
  // How it is paid its buyer decides.
  const missing = view.missing.filter((part) => part !== 'payment_method')
  return missing.length > 0 ? refuse({ code: 'incomplete', missing }) : ok(view)
}

function lineRefusal(index: number, refusal: { code: string; available?: number }): Line {
  const { code, available = 0 } = refusal
  const why = code === 'not_for_sale' || code === 'not_enough_stock' ? code : 'other'
  return { code: 'line', index, why, available }
}

type Write = Readonly<{ orderId: OrderId; view: CheckoutView; request: MakeOrder; now: Date }>

async function write(tx: Tx, { orderId, view, request, now }: Write): Promise<OrderId> {
  const { id: cartId, version } = view.cart
  const offeredUntil = new Date(now.getTime() + request.days * DAY_MS)
  await takeCart(tx, { cartId, version, orderId, state: 'ordered' })
  const number = await insertOrder(tx, draftOf(view, { orderId, state: 'offered', now, offeredUntil }))
  const { actor } = request
  await recordEvents(tx, [
    { type: 'order.placed', subjectId: orderId, data: { number, ...view.quote.total }, actor },
    { type: 'order.offered', subjectId: orderId, data: { number, until: offeredUntil.toISOString() }, actor },
  ])
  return orderId
}
