import type { VariantId } from '#kernel/id'
import { ok } from '#kernel/result'
import { acknowledgeChanges, addLine, readCart, setLineQuantity, type LineRefusal } from '#modules/cart'
import { command } from '#platform/db'
import { get, write, type Ask, type Route } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { escapeHtml } from '#platform/html'
import { fragment } from '../page.ts'
import { href, placeOf } from '../place.ts'
import { Added } from './Added.tsx'
import { codeRoutes } from './code-routes.tsx'
import { explain } from './explain.ts'
import { addLineInput, cartQuery, setLineInput } from './input.ts'
import { cartWords } from './messages.ts'
import { picturesOf } from './pictures.ts'
import { showCart } from './show-cart.tsx'
import { fillCart, follow, shoppersCart } from './shopper.ts'

export const cartRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/cart',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: cartQuery,
    handle: async (c, { query }) => {
      const cart = await shoppersCart(c, deps)
      if (cart) await follow(c, deps, cart)
      return showCart(c, deps, { query })
    },
  }),
  get({
    path: '/fragments/cart',
    who: 'anyone',
    rate: 'unlimited',
    cache: 'private',
    query: null,
    handle: async (c) => {
      const cart = await shoppersCart(c, deps)
      const words = cartWords[placeOf(c, deps).language]
      if (!cart || cart.state === 'ordered' || cart.count === 0) return fragment(c, '')
      return fragment(
        c,
        <span className="count">
          {cart.count}
          <span className="visually-hidden"> {words.items(cart.count)}</span>
        </span>,
      )
    },
  }),
  write({
    method: 'POST',
    path: '/cart/lines',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: addLineInput,
    invalid: (c) => malformed(c, deps),
    handle: async (c, { body }) => {
      const added = await fillCart(c, deps, async (tx, cartId) => {
        const line = await addLine(tx, { cartId, ...body, now: deps.clock.now() })
        return line.ok ? ok({ cartId }) : line
      })
      if (!added.ok) return refused(c, deps, added.refusal)
      if (!wantsFragment(c)) return c.redirect(href(placeOf(c, deps), '/cart'), 303)
      return showAdded(c, deps, { ...added.value, variantId: body.variantId })
    },
  }),
  write({
    method: 'POST',
    path: '/cart/lines/:variant',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: setLineInput,
    invalid: (c) => malformed(c, deps),
    handle: async (c, { body }) => {
      const variantId = c.req.param('variant') as VariantId
      const cart = /^[0-9a-f-]{36}$/.test(variantId) ? await shoppersCart(c, deps) : null
      if (!cart) return refused(c, deps, { code: 'not_for_sale' })
      return setLine(c, deps, { cartId: cart.id, variantId, quantity: body.quantity })
    },
  }),
  write({
    method: 'POST',
    path: '/cart/acknowledge',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: null,
    handle: async (c) => {
      const cart = await shoppersCart(c, deps)
      if (cart) await command(deps.db, (tx) => acknowledgeChanges(tx, { cartId: cart.id, now: deps.clock.now() }))
      return c.redirect(href(placeOf(c, deps), '/cart'), 303)
    },
  }),
  ...codeRoutes(deps),
]

type SetLine = Omit<Parameters<typeof setLineQuantity>[1], 'now'>

/** A line that goes is remembered in the address, so that the next page can offer to put it back. */
async function setLine(c: Ask, deps: StorefrontDeps, change: SetLine): Promise<Response> {
  const now = deps.clock.now()
  const before = change.quantity === 0 ? await readCart(deps.db, change.cartId, now) : null
  const set = await command(deps.db, (tx) => setLineQuantity(tx, { ...change, now }))
  if (!set.ok) return refused(c, deps, set.refusal)
  const gone = before?.lines.find((line) => line.variantId === change.variantId)
  const told = gone ? `?removed=${gone.variantId}&quantity=${gone.quantity}` : ''
  return c.redirect(href(placeOf(c, deps), `/cart${told}`), 303)
}

const wantsFragment = (c: Ask): boolean => c.req.header('x-fragment') === 'added'

async function showAdded(
  c: Ask,
  deps: StorefrontDeps,
  { cartId, variantId }: Pick<SetLine, 'cartId' | 'variantId'>,
): Promise<Response> {
  const cart = await readCart(deps.db, cartId, deps.clock.now())
  const line = cart?.lines.find((one) => one.variantId === variantId)
  if (!cart || !line) return fragment(c, '')
  const place = placeOf(c, deps)
  const pictures = await picturesOf(deps.db, [line.mediaHash])
  const words = cartWords[place.language]
  return fragment(c, <Added place={place} words={words} cart={cart} line={line} pictures={pictures} />)
}

const statusOf = ({ code }: LineRefusal): 404 | 409 | 422 =>
  code === 'not_for_sale' ? 404 : code === 'too_many' ? 422 : 409

function refused(c: Ask, deps: StorefrontDeps, refusal: LineRefusal): Response | Promise<Response> {
  const problem = explain(refusal, cartWords[placeOf(c, deps).language])
  if (wantsFragment(c)) return fragment(c, escapeHtml(problem), statusOf(refusal))
  return showCart(c, deps, { query: {}, problem, status: statusOf(refusal) })
}

function malformed(c: Ask, deps: StorefrontDeps): Response | Promise<Response> {
  const { malformed: problem } = cartWords[placeOf(c, deps).language]
  return wantsFragment(c)
    ? fragment(c, escapeHtml(problem), 422)
    : showCart(c, deps, { query: {}, problem, status: 422 })
}
