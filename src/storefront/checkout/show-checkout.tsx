import { readCheckout, type CheckoutView } from '#modules/checkout'
import type { Challenge } from '#modules/defense'
import type { Ask } from '#platform/http/route'
import { picturesOf } from '../cart/pictures.ts'
import type { ShoppersCart } from '../cart/shopper.ts'
import type { StorefrontDeps } from '../deps.ts'
import { page } from '../page.ts'
import { rememberedFor } from '../pay/saved.tsx'
import { placeOf } from '../place.ts'
import { payingPolicy } from '../policy.ts'
import type { FieldProblem } from './check-form.ts'
import { CheckoutPage } from './CheckoutPage.tsx'
import { valuesOf, type Values } from './form.ts'
import { checkoutWords } from './messages.ts'
import type { Told } from './Say.tsx'

/** `known`: the cart as it is, where nothing has changed it since it was read. */
export const viewOf = (
  deps: StorefrontDeps,
  cart: Pick<ShoppersCart, 'id'>,
  known?: ShoppersCart,
): Promise<CheckoutView | null> =>
  readCheckout(deps.db, cart.id, { now: deps.clock.now(), methods: deps.orders.methods.offered(), known })

type Shown = Readonly<{
  view: CheckoutView
  values?: Values
  problems?: readonly FieldProblem[]
  told?: readonly Told[]
  /** What the browser has to do before the button may be pressed again. */
  proof?: Challenge
  status?: 200 | 409 | 422 | 503
}>

/** The checkout as a page: the fields as they were typed, and what has to be said about them. */
export async function showCheckout(c: Ask, deps: StorefrontDeps, shown: Shown): Promise<Response> {
  const { view, values = valuesOf(shown.view), problems = [], told = [], status = 200 } = shown
  const place = placeOf(c, deps)
  const words = checkoutWords[place.language]
  const pictures = await picturesOf(
    deps.db,
    view.cart.lines.map((line) => line.mediaHash),
  )
  const body = (
    <CheckoutPage
      remembered={await rememberedFor(deps, view)}
      place={place}
      places={deps.shop.now().places}
      words={words}
      view={view}
      values={values}
      problems={problems}
      told={told}
      pictures={pictures}
      proof={shown.proof ?? null}
    />
  )
  const title = problems.length > 0 ? `${words.problems(problems.length)} ${words.title}` : words.title
  c.header('Content-Security-Policy', payingPolicy(deps.orders.methods))
  return page(c, deps, { title, path: '/checkout', robots: 'noindex', frame: 'checkout', body, status })
}
