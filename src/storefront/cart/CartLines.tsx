import { format, type Money } from '#kernel/money'
import type { CartLineView, CartView } from '#modules/cart'
import type { Quote, QuoteLine } from '#modules/checkout'
import { Picture, type Media } from '../components/Picture.tsx'
import { href, type Place } from '../place.ts'
import { titleOf } from './explain.ts'
import type { CartWords } from './messages.ts'

type Props = { place: Place; words: CartWords; cart: CartView; quote: Quote; pictures: ReadonlyMap<string, Media> }

/** The lines with their numbers to type and their way out; each a small form of its own. */
export const CartLines = ({ place, words, cart, quote, pictures }: Props) => (
  <ul className="cart-lines">
    {cart.lines.map((line) => (
      <li className="cart-line" key={line.variantId} data-gone={line.price === null ? '' : undefined}>
        <LinePicture line={line} pictures={pictures} />
        <div className="cart-line__what">
          <LineTitle place={place} line={line} />
          <LinePrice line={line} place={place} words={words} />
          <LineDiscounts line={lineIn(quote, line)} place={place} />
        </div>
        <LineQuantity place={place} words={words} line={line} isOpen={cart.state === 'open'} />
        <p className="cart-line__total">
          {line.price && <LineTotal line={line} offer={lineIn(quote, line)} place={place} />}
        </p>
      </li>
    ))}
  </ul>
)

export const LinePicture = ({
  line,
  pictures,
}: {
  line: { mediaHash: string | null }
  pictures: Props['pictures']
}) => {
  const media = line.mediaHash === null ? undefined : pictures.get(line.mediaHash)
  return (
    <div className="cart-line__picture">
      {media && <Picture media={media} alt="" sizes="6rem" most={320} when="soon" />}
    </div>
  )
}

export const LineTitle = ({ place, line }: { place: Place; line: CartLineView }) => (
  <>
    <a className="cart-line__title" href={href(place, `/p/${line.slug}`)}>
      {line.title}
    </a>
    {line.variantTitle !== '' && <p className="cart-line__variant">{line.variantTitle}</p>}
  </>
)

const LinePrice = ({ line, place, words }: { line: CartLineView; place: Place; words: CartWords }) => (
  <p className="cart-line__price">
    {line.was && <s>{format(line.was, place.locale)}</s>} {format(line.unit, place.locale)} {words.each}
    {words.why[line.priceWhy] && <span className="cart-line__why">{words.why[line.priceWhy]}</span>}
  </p>
)

export const lineIn = ({ lines }: Quote, { variantId }: CartLineView): QuoteLine | undefined =>
  lines.find((line) => line.variantId === variantId)

type OfferProps = { line: Pick<QuoteLine, 'discounts'> | undefined; place: Place }

/** What promotions take off this line, each by its name. */
export const LineDiscounts = ({ line, place }: OfferProps) =>
  (line?.discounts ?? []).map(({ promotionId, name, code, amount }) => (
    <p className="line-off" key={promotionId}>
      {code === null ? name : `${name} (${code})`}:{' '}
      <span className="line-off__sum">{format(negative(amount), place.locale)}</span>
    </p>
  ))

const negative = (amount: Money): Money => ({ ...amount, amount: -amount.amount })

/** After discounts; the sum before them struck through. */
export const LineTotal = ({
  line,
  offer,
  place,
}: {
  line: CartLineView
  offer: QuoteLine | undefined
  place: Place
}) => {
  if (!offer || offer.discount.amount === 0) return format(line.total, place.locale)
  const left = { ...line.total, amount: offer.before.amount - offer.discount.amount }
  return (
    <>
      <s className="line-before">{format(offer.before, place.locale)}</s> {format(left, place.locale)}
    </>
  )
}

type QuantityProps = { place: Place; words: CartWords; line: CartLineView; isOpen: boolean }

const LineQuantity = ({ place, words, line, isOpen }: QuantityProps) => {
  const action = href(place, `/cart/lines/${line.variantId}`)
  const id = `quantity-${line.variantId}`
  if (!isOpen) return <p className="cart-line__actions">{line.quantity} ×</p>
  return (
    <div className="cart-line__actions">
      <auto-submit>
        <form className="pieces" method="post" action={action}>
          <label className="visually-hidden" htmlFor={id}>
            {words.quantityOf(titleOf(line))}
          </label>
          <input
            className="input pieces__field"
            id={id}
            name="quantity"
            type="text"
            inputMode="numeric"
            pattern="[0-9]*"
            maxLength={3}
            defaultValue={line.quantity}
            autoComplete="off"
            disabled={line.price === null}
          />
          <button className="btn btn--quiet btn--small pieces__button unscripted">{words.update}</button>
        </form>
      </auto-submit>
      <form method="post" action={action}>
        <input type="hidden" name="quantity" value="0" />
        <button className="link" aria-label={words.removeOf(titleOf(line))}>
          {words.remove}
        </button>
      </form>
    </div>
  )
}
