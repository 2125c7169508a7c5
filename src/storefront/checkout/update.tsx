import { switchMarket } from '#modules/cart'
import { saveCheckout, type CheckoutView } from '#modules/checkout'
import { command } from '#platform/db'
import type { Ask } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { href, placeOf, type Place } from '../place.ts'
import { applyTyped, pressed } from './codes.tsx'
import { partsOf, problemsIn, type FieldProblem, type Filled } from './check-form.ts'
import { type CheckoutInput, valuesFrom } from './form.ts'
import { checkoutWords } from './messages.ts'
import { showCheckout, viewOf } from './show-checkout.tsx'
import { askRegister, vatProblems } from './vat.tsx'

type Asked = Readonly<{ cart: Filled; input: CheckoutInput }>

/** A section was changed: keep everything that was typed, and show what follows from it. */
export async function update(c: Ask, deps: StorefrontDeps, { cart, input }: Asked): Promise<Response> {
  const here = placeOf(c, deps)
  const there = otherPlace(deps, here, input.country)
  if (there)
    await command(deps.db, (tx) => switchMarket(tx, { cartId: cart.id, ...marketOf(there), now: deps.clock.now() }))
  await askRegister(deps, input, checkoutWords[here.language])
  await command(deps.db, (tx) => saveCheckout(tx, { cartId: cart.id, parts: partsOf(input, cart) }))
  if (there) return c.redirect(href(there, '/checkout?moved=1'), 303)

  const isFragment = c.req.header('x-fragment') === 'checkout'
  const wantsCode = input.go === 'code' || (!isFragment && input.code.trim() !== '')
  const problems = wantsCode ? await applyTyped(c, deps, { cartId: cart.id, code: input.code }) : []
  const isPressed = await pressed(deps, { cartId: cart.id, go: input.go })
  const now = isFragment || problems.length > 0 ? await viewOf(deps, cart) : null
  if (now) {
    const values = valuesFrom(input, now)
    const status = problems.length > 0 ? 422 : 200
    return showCheckout(c, deps, {
      view: now,
      values,
      problems: [...wrongSoFar(here, input, now), ...problems],
      status,
    })
  }
  return c.redirect(href(here, `/checkout#${wantsCode || isPressed ? 'review' : input.go}`), 303)
}

/** Only what was typed can be wrong already; what is missing is told when the shopper wants to order. */
const wrongSoFar = ({ language }: Place, input: CheckoutInput, view: CheckoutView): FieldProblem[] =>
  [...problemsIn(input, view.cart, checkoutWords[language]), ...vatProblems(view, checkoutWords[language])].filter(
    ({ field }) => Object.entries(input).find(([name]) => name === field)?.[1] !== '',
  )

const marketOf = ({ market, language }: Place) => ({ marketId: market.id, language })

/** The pages of the market that serves this country, in the reader's language if they exist in it. */
function otherPlace({ shop }: StorefrontDeps, here: Place, country: string): Place | null {
  if (country === '' || here.market.countries.includes(country)) return null
  const there = shop.now().places.all.filter(({ market }) => market.countries.includes(country))
  return there.find(({ language }) => language === here.language) ?? there[0] ?? null
}
