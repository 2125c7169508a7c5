import { format, type Money } from '#kernel/money'
import { readOrder } from '#modules/order'
import { cancelPaymentAttempt } from '#modules/settlement'
import type { Ask } from '#platform/http/route'
import type { ShoppersCart } from '../cart/shopper.ts'
import { Notice } from '../components/Notice.tsx'
import type { StorefrontDeps } from '../deps.ts'
import { page } from '../page.ts'
import { href, placeOf, type Place } from '../place.ts'
import { checkoutWords, type CheckoutWords } from './messages.ts'
import { orderPath } from './return-path.ts'

type Shown = Readonly<{ problem?: string; status?: 200 | 503 }>

/** A payment is under way: go on with it, or end it and have the cart back. */
export async function showPaying(
  c: Ask,
  deps: StorefrontDeps,
  cart: ShoppersCart,
  { problem, status = 200 }: Shown = {},
): Promise<Response> {
  const place = placeOf(c, deps)
  const order = cart.orderId ? await readOrder(deps.db, cart.orderId) : null
  if (!order) return c.redirect(href(place, '/cart'), 303)
  const words = checkoutWords[place.language]
  const [payment] = order.payments.toReversed()
  const body = (
    <Paying
      place={place}
      words={words}
      total={payment?.amount ?? order.total}
      problem={problem ?? null}
      url={payment?.redirectUrl ?? null}
    />
  )
  return page(c, deps, {
    title: words.payingTitle,
    path: '/checkout',
    robots: 'noindex',
    frame: 'checkout',
    body,
    status,
  })
}

/** The shopper was faster than the cancellation when the order is paid after all. */
export async function cancelPaying(c: Ask, deps: StorefrontDeps, cart: ShoppersCart): Promise<Response> {
  const place = placeOf(c, deps)
  const ended = await cancelPaymentAttempt(deps.orders, cart.id)
  if (!ended.ok) return showPaying(c, deps, cart, { problem: checkoutWords[place.language].unclear, status: 503 })
  if (ended.value.state === 'paid') return c.redirect(orderPath(place, deps.linkSecret, ended.value.orderId), 303)
  return c.redirect(href(place, '/checkout'), 303)
}

type Props = { place: Place; words: CheckoutWords; total: Money; problem: string | null; url: string | null }

const Paying = ({ place, words, total, problem, url }: Props) => (
  <div className="wrap single">
    <h1>{words.payingTitle}</h1>
    {problem !== null && <Notice tone="bad">{problem}</Notice>}
    <p>{words.payingText(format(total, place.locale))}</p>
    {url !== null && (
      <a className="btn" href={url} data-no-prefetch="">
        {words.continuePayment}
      </a>
    )}
    <form method="post" action={href(place, '/checkout/cancel-payment')}>
      <button className="link">{words.cancelPayment}</button>
    </form>
  </div>
)
