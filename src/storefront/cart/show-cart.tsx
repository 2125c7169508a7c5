import { readCart, type CartView } from '#modules/cart'
import type { Ask } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { page } from '../page.ts'
import { placeOf } from '../place.ts'
import type { CodeProblem } from './Codes.tsx'
import { CartPage, EmptyCart, type Removed } from './CartPage.tsx'
import { estimateFor } from './estimate.ts'
import type { CartQuery } from './input.ts'
import { cartWords } from './messages.ts'
import { picturesOf } from './pictures.ts'
import { shoppersCart } from './shopper.ts'

type Shown = Readonly<{
  query: Partial<CartQuery>
  problem?: string
  codeProblem?: CodeProblem
  status?: 200 | 404 | 409 | 422 | 429
}>

/** The cart as a page, with what has to be said about it. */
export async function showCart(c: Ask, deps: StorefrontDeps, shown: Shown): Promise<Response> {
  const { query, problem, codeProblem = null, status = 200 } = shown
  const place = placeOf(c, deps)
  const words = cartWords[place.language]
  const known = await shoppersCart(c, deps)
  const cart = known && known.state !== 'ordered' ? await readCart(deps.db, known.id, deps.clock.now()) : null
  const shared = { place, words, removed: await removedOf(deps, query), problem: problem ?? null }
  const body =
    cart && cart.lines.length > 0 ? (
      <CartPage
        {...shared}
        cart={cart}
        codeProblem={codeProblem}
        pictures={await picturesOf(
          deps.db,
          cart.lines.map((line) => line.mediaHash),
        )}
        estimate={await estimateFor(deps, cart, destinationOf(cart, query))}
      />
    ) : (
      <EmptyCart {...shared} />
    )
  return page(c, deps, { title: words.title, path: '/cart', robots: 'noindex', body, status })
}

const destinationOf = (cart: CartView, { country, region = '' }: Partial<CartQuery>) => ({
  country: country && cart.countries.includes(country) ? country : cart.defaultCountry,
  region,
})

/** Only the name comes from the shop; the rest stood in the address. */
async function removedOf({ db }: StorefrontDeps, { removed, quantity }: Partial<CartQuery>): Promise<Removed | null> {
  if (!removed) return null
  const variant = await db
    .selectFrom('variants as v')
    .innerJoin('products as p', 'p.id', 'v.product_id')
    .select('p.title')
    .where('v.id', '=', removed)
    .executeTakeFirst()
  const pieces = Number(quantity ?? 1)
  if (!variant || !Number.isInteger(pieces) || pieces < 1 || pieces > 999) return null
  return { variantId: removed, quantity: pieces, title: variant.title }
}
