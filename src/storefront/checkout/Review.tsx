import type { CheckoutView } from '#modules/checkout'
import { lineIn, LineDiscounts, LinePicture, LineTotal } from '../cart/CartLines.tsx'
import { explainChange } from '../cart/explain.ts'
import { cartWords } from '../cart/messages.ts'
import { sumsOfQuote } from '../cart/sums.ts'
import { Totals } from '../cart/Totals.tsx'
import type { Media } from '../components/Picture.tsx'
import { href, type Place } from '../place.ts'
import { CheckoutCodes } from './codes.tsx'
import type { CheckoutWords } from './messages.ts'

type Props = {
  place: Place
  words: CheckoutWords
  view: CheckoutView
  pictures: ReadonlyMap<string, Media>
  /** A code that was typed and refused, and why. */
  typedCode: string
  codeProblem: string | undefined
}

/** Everything that is about to be ordered, and what it costs, right above the button. */
export const Review = ({ place, words, view, pictures, typedCode, codeProblem }: Props) => {
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
              <LineDiscounts line={lineIn(quote, line)} place={place} />
              {line.changes.map((change) => (
                <p className="review__change" key={change.code}>
                  {explainChange(line, change, reader)}
                </p>
              ))}
            </div>
            <p className="review__price">
              <LineTotal line={line} offer={lineIn(quote, line)} place={place} />
            </p>
          </li>
        ))}
      </ul>
      <CheckoutCodes place={place} view={view} typed={typedCode} problem={codeProblem} />
      <Totals sums={sumsOfQuote(quote)} locale={place.locale} words={cartWords[place.language]} />
    </section>
  )
}
