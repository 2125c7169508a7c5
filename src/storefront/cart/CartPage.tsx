import { addressForm, countryName } from '#kernel/address'
import { format } from '#kernel/money'
import type { CartView } from '#modules/cart'
import { deliveryText } from '#modules/shipping'
import { Notice } from '../components/Notice.tsx'
import type { Media } from '../components/Picture.tsx'
import { href, type Place } from '../place.ts'
import { CartLines } from './CartLines.tsx'
import { chipsOf } from './chips.ts'
import { codeWords } from './code-messages.ts'
import { CartCodes, type CodeProblem } from './Codes.tsx'
import type { Estimate } from './estimate.ts'
import { explainChange } from './explain.ts'
import type { CartWords } from './messages.ts'
import { sumsOfQuote } from './sums.ts'
import { Totals } from './Totals.tsx'

/** A line that was just taken out, to be put back. */
export type Removed = Readonly<{ variantId: string; quantity: number; title: string }>

export type CartPageProps = {
  place: Place
  words: CartWords
  cart: CartView
  pictures: ReadonlyMap<string, Media>
  estimate: Estimate
  removed: Removed | null
  problem: string | null
  /** What is wrong with a code that was typed. */
  codeProblem: CodeProblem | null
}

export const CartPage = (props: CartPageProps) => {
  const { place, words, cart, problem, removed, estimate } = props
  return (
    <div className="wrap cart">
      <h1 className="cart__title">{words.title}</h1>
      <div className="cart__notes">
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        {removed && <Put place={place} words={words} removed={removed} />}
        {cart.state === 'paying' && <Paying place={place} words={words} />}
        <Changes place={place} words={words} cart={cart} />
      </div>
      <div className="cart__columns">
        <CartLines place={place} words={words} cart={cart} quote={estimate.quote} pictures={props.pictures} />
        <section className="cart__sums" aria-label={words.total}>
          <Progress words={words} place={place} estimate={estimate} cart={cart} />
          <Totals
            sums={sumsOfQuote(estimate.quote)}
            locale={place.locale}
            words={words}
            totalLabel={words.totalTo(countryName(estimate.country, place.language))}
          />
          {estimate.arrives && (
            <p className="cart__arrives">{words.arrives(deliveryText(estimate.arrives, place.language))}</p>
          )}
          {estimate.unreachable && <Notice tone="bad">{words.noShipping}</Notice>}
          {cart.state === 'open' && <Codes {...props} />}
          <EstimateForm place={place} words={words} estimate={estimate} />
          {cart.blocked ? (
            <p className="cart__blocked">{words.blocked}</p>
          ) : (
            <a className="btn btn--wide" href={href(place, '/checkout')} data-no-prefetch="">
              {words.checkout}
            </a>
          )}
        </section>
      </div>
    </div>
  )
}

export const EmptyCart = ({
  place,
  words,
  removed,
  problem,
}: Omit<CartPageProps, 'cart' | 'pictures' | 'estimate' | 'codeProblem'>) => (
  <div className="wrap cart cart--empty">
    <h1 className="cart__title">{words.title}</h1>
    <div className="cart__notes">
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      {removed && <Put place={place} words={words} removed={removed} />}
    </div>
    <p className="cart__empty">{words.empty}</p>
    <p className="cart__hint">{words.emptyHint}</p>
    <a className="btn" href={href(place, '/')}>
      {words.lookAround}
    </a>
  </div>
)

/** Codes, gift cards and credit, with the way to put one in. */
const Codes = ({ place, estimate, codeProblem }: CartPageProps) => {
  const words = codeWords[place.language]
  const { credit } = estimate.value
  return (
    <CartCodes
      place={place}
      words={words}
      chips={chipsOf(estimate, { words, locale: place.locale })}
      credit={credit && !credit.chosen ? format(credit.balance, place.locale) : null}
      problem={codeProblem}
    />
  )
}

type Part = Pick<CartPageProps, 'place' | 'words'>

/** Not a link, since it changes something; it looks like one. */
const Put = ({ place, words, removed }: Part & { removed: Removed }) => (
  <Notice>
    <form className="cart__undo" method="post" action={href(place, '/cart/lines')}>
      {words.removed(removed.title)} <input type="hidden" name="variantId" value={removed.variantId} />
      <input type="hidden" name="quantity" value={removed.quantity} />
      <button className="link">{words.undo}</button>
    </form>
  </Notice>
)

const Paying = ({ place, words }: Part) => (
  <Notice>
    {words.paying}{' '}
    <a className="link" href={href(place, '/checkout')} data-no-prefetch="">
      {words.toPayment}
    </a>
  </Notice>
)

const Changes = ({ place, words, cart }: Part & { cart: CartView }) => {
  const told = cart.lines.flatMap((line) =>
    line.changes.map((change) => explainChange(line, change, { words, locale: place.locale })),
  )
  if (told.length === 0 || cart.state !== 'open') return null
  return (
    <Notice tone={cart.blocked ? 'bad' : 'plain'}>
      <form className="cart__changes" method="post" action={href(place, '/cart/acknowledge')}>
        <strong>{words.changed}</strong>
        <ul>
          {told.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <button className="btn btn--small">{cart.blocked ? words.acknowledge : words.understood}</button>
      </form>
    </Notice>
  )
}

/** How far it is to free shipping. */
const Progress = ({ words, place, estimate, cart }: Part & { estimate: Estimate; cart: CartView }) => {
  const { toFree } = estimate
  if (!toFree) return null
  return (
    <p className="cart__progress">
      <progress value={cart.subtotal.amount} max={cart.subtotal.amount + toFree.amount} aria-hidden="true" />
      {words.toFree(format(toFree, place.locale))}
    </p>
  )
}

const EstimateForm = ({ place, words, estimate }: Part & { estimate: Estimate }) => {
  const regions = place.market.taxDisplay === 'exclusive' ? regionsOf(estimate.country) : null
  const countries = place.market.countries.map((code) => ({ code, name: countryName(code, place.language) }))
  if (countries.length < 2 && !regions) return null
  return (
    <auto-submit>
      <form className="estimate" action={href(place, '/cart')}>
        <label className="field">
          <span className="field__label">{regions ? words.region : words.estimateFor}</span>
          {regions ? (
            <select className="select" name="region" defaultValue={estimate.region}>
              <option value="">{words.chooseRegion}</option>
              {regions.map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </select>
          ) : (
            <select className="select" name="country" defaultValue={estimate.country}>
              {countries
                .toSorted((a, b) => a.name.localeCompare(b.name, place.language))
                .map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </label>
        <button className="btn btn--quiet btn--small unscripted">{words.show}</button>
      </form>
    </auto-submit>
  )
}

const regionsOf = (country: string) => addressForm(country).find(({ part }) => part === 'region')?.regions ?? null
