import { format } from '#kernel/money'
import type { CheckoutView } from '#modules/checkout'
import { LinePicture } from '../cart/CartLines.tsx'
import { explainChange } from '../cart/explain.ts'
import { cartWords } from '../cart/messages.ts'
import { Totals } from '../cart/Totals.tsx'
import type { Media } from '../components/Picture.tsx'
import { href, type Place } from '../place.ts'
import type { CheckoutWords } from './messages.ts'

type Props = { place: Place; words: CheckoutWords; view: CheckoutView; pictures: ReadonlyMap<string, Media> }

/** Everything that is about to be ordered, and what it costs, right above the button. */
export const Review = ({ place, words, view, pictures }: Props) => {
  const { cart, quote } = view
  const reader = { words: cartWords[place.language], locale: place.locale }
  return (
    <section className="review" id="review" data-part="review" aria-labelledby="review-title">
      <div className="review__head">
        <h2 className="review__title" id="review-title">
          {words.review}
        </h2>
        <a className="link" href={href(place, '/cart')} data-no-prefetch="">
          {words.change}
        </a>
      </div>
      <ul className="review__lines">
        {cart.lines.map((line) => (
          <li className="review__line" key={line.variantId}>
            <LinePicture line={line} pictures={pictures} />
            <div>
              <p className="review__name">
                {words.quantity(line.quantity)} {line.title}
              </p>
              {line.variantTitle !== '' && <p className="review__variant">{line.variantTitle}</p>}
              {line.changes.map((change) => (
                <p className="review__change" key={change.code}>
                  {explainChange(line, change, reader)}
                </p>
              ))}
            </div>
            <p className="review__price">{format(line.total, place.locale)}</p>
          </li>
        ))}
      </ul>
      <Totals
        sums={{ ...quote, shipping: quote.shipping?.total ?? null }}
        locale={place.locale}
        words={cartWords[place.language]}
      />
    </section>
  )
}
