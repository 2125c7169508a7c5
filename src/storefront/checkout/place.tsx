import type { SavedMethodId } from '#kernel/id'
import { format } from '#kernel/money'
import { never } from '#kernel/result'
import { saveCheckout } from '#modules/checkout'
import { placeOrder, type Placed, type PlaceOrderRefusal } from '#modules/placement'
import { command } from '#platform/db'
import type { Ask } from '#platform/http/route'
import type { ShoppersCart } from '../cart/shopper.ts'
import type { StorefrontDeps } from '../deps.ts'
import { href, placeOf } from '../place.ts'
import { applyTyped } from './codes.tsx'
import { partsOf, problemsIn } from './check-form.ts'
import { type CheckoutInput, valuesFrom } from './form.ts'
import { checkoutWords } from './messages.ts'
import { orderPath, payPath, returnPath } from './return-path.ts'
import { objectionTo } from './guard.ts'
import type { Told } from './Say.tsx'
import { showCheckout, viewOf } from './show-checkout.tsx'
import { askRegister } from './vat.tsx'

type Asked = Readonly<{ cart: ShoppersCart; input: CheckoutInput }>

/** The button that buys: a form without a mistake becomes an order, and its shopper goes on to pay. */
export async function place(c: Ask, deps: StorefrontDeps, { cart, input }: Asked): Promise<Response> {
  const words = checkoutWords[placeOf(c, deps).language]
  const problems = [...problemsIn(input, cart, words), ...(await askRegister(deps, input, words))]
  const parts = partsOf(input, cart)
  if (problems.length > 0) {
    await command(deps.db, (tx) => saveCheckout(tx, { cartId: cart.id, parts }))
    return again(c, deps, { cart, input }, { problems, status: 422 })
  }

  if (input.code.trim() !== '') return codeFirst(c, deps, { cart, input })

  const objection = await objectionTo(c, deps, { cart, input, isOnline: isOnline(deps, input) })
  if (objection?.code === 'proof_wanted')
    return again(
      c,
      deps,
      { cart, input },
      {
        told: [{ tone: 'plain', text: words.proofWanted, more: words.proofWait }],
        proof: objection.challenge,
        status: 409,
      },
    )
  if (objection)
    return again(c, deps, { cart, input }, { told: [{ tone: 'bad', text: words.tooManyDeclines }], status: 409 })

  const placed = await placeOrder(deps.orders, {
    cartId: cart.id,
    cart,
    key: input.key,
    seenTotal: input.total,
    seenDue: input.due,
    parts,
    saved: { methodId: (input.saved || null) as SavedMethodId | null, save: input.save_card === '1' },
  })
  if (placed.ok) return c.redirect(wayOn(c, deps, placed.value), 303)
  if (placed.refusal.code === 'no_cart') return c.redirect(href(placeOf(c, deps), '/cart'), 303)
  return again(c, deps, { cart, input }, { told: [explain(c, deps, placed.refusal)], status: 409 })
}

/** A code in the field that was never put in: put it in, and let the shopper see what that changes. */
async function codeFirst(c: Ask, deps: StorefrontDeps, { cart, input }: Asked): Promise<Response> {
  await command(deps.db, (tx) => saveCheckout(tx, { cartId: cart.id, parts: partsOf(input, cart) }))
  const problems = await applyTyped(c, deps, { cartId: cart.id, code: input.code })
  if (problems.length > 0) return again(c, deps, { cart, input }, { problems, status: 422 })
  const view = await viewOf(deps, cart)
  if (!view) return c.redirect(href(placeOf(c, deps), '/cart'), 303)
  const { language, locale } = placeOf(c, deps)
  const text = checkoutWords[language].codeApplied(format(view.quote.total, locale))
  const values = valuesFrom({ ...input, code: '' }, view)
  return showCheckout(c, deps, { view, values, told: [{ tone: 'plain', text }], status: 409 })
}

type Said = Pick<Parameters<typeof showCheckout>[2], 'problems' | 'told' | 'status' | 'proof'>

/** The page as it is now, with what was typed and why it is shown again. */
async function again(c: Ask, deps: StorefrontDeps, { cart, input }: Asked, said: Said): Promise<Response> {
  const view = await viewOf(deps, cart)
  if (!view) return c.redirect(href(placeOf(c, deps), '/cart'), 303)
  return showCheckout(c, deps, { view, values: valuesFrom(input, view), ...said })
}

/** Whether a gateway will be asked; what is not known yet counts as one. */
const isOnline = ({ orders }: StorefrontDeps, { payment }: CheckoutInput): boolean =>
  orders.methods.offered().find(({ code }) => code === payment)?.kind !== 'offline'

/** To the gateway's page, to the finished order, or to where one waits. */
function wayOn(c: Ask, deps: StorefrontDeps, { orderId, next }: Placed): string {
  const here = placeOf(c, deps)
  switch (next.kind) {
    case 'pay':
      return next.url
    case 'done':
      return orderPath(here, deps.linkSecret, orderId)
    case 'waiting':
      return returnPath(here, deps.linkSecret, orderId)
    case 'processing':
      return orderPath(here, deps.linkSecret, orderId)
    case 'offered':
      return payPath(here, deps.linkSecret, orderId)
    case 'failed':
      return href(here, '/checkout?payment=ended')
    default:
      return never(next)
  }
}

/** Every refusal has words for the shopper; a new code does not compile without them. */
function explain(c: Ask, deps: StorefrontDeps, refusal: Exclude<PlaceOrderRefusal, { code: 'no_cart' }>): Told {
  const { language, locale } = placeOf(c, deps)
  const words = checkoutWords[language]
  switch (refusal.code) {
    case 'total_changed':
      return { tone: 'bad', text: words.totalChanged(format(refusal.total, locale)) }
    case 'not_enough_stock':
      return { tone: 'bad', text: words.notEnough(refusal.available), toCart: true }
    case 'not_for_sale':
      return { tone: 'bad', text: words.notEnough(0), toCart: true }
    case 'incomplete':
      return { tone: 'bad', text: words.incomplete }
    case 'coupon_exhausted':
      return { tone: 'bad', text: words.couponExhausted(refusal.coupon, format(refusal.total, locale)) }
    case 'not_first_order':
      return { tone: 'bad', text: words.notFirstOrder(refusal.coupon, format(refusal.total, locale)) }
    case 'value_gone':
      return { tone: 'bad', text: words.valueGone(refusal.hint, format(refusal.due, locale)) }
    case 'value_of_other_mode':
      return { tone: 'bad', text: words.valueOfOtherMode(refusal.hint) }
    case 'payment_unavailable':
      return { tone: 'bad', text: words.unavailable }
    case 'key_reused':
      return { tone: 'bad', text: words.keyReused }
    case 'busy':
      return { tone: 'bad', text: words.busy }
    default:
      return never(refusal)
  }
}
