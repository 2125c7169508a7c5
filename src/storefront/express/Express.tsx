import { Notice } from '../components/Notice.tsx'
import { href } from '../place.ts'
import { isThere } from '../product/choice.ts'
import type { ProductProps } from '../product/ProductPage.tsx'
import { countryName } from '../words.ts'

/** The buttons that lead straight to a payment page. They belong to the form that puts the piece into the cart. */
export const Express = ({ place, words, product, choice, express }: ProductProps) => {
  const isGone = choice.variant ? !isThere(choice.variant) : !product.variants.some(isThere)
  if (express.length === 0 || isGone) return null
  const country = countryName(place.market.defaultCountry, place.language)
  return (
    <div className="express" data-express="">
      {express.map(({ code, brand }) => (
        <button
          key={code}
          className={`btn btn--wide express__way express__way--${brand}`}
          name="method"
          value={code}
          formAction={href(place, '/express')}
          aria-describedby="express-note"
        >
          {words.expressWith[brand]}
        </button>
      ))}
      <p className="express__note" id="express-note">
        {words.expressNote(country)}
      </p>
    </div>
  )
}

/** What became of it, when the shopper is back. */
export const ExpressNews = ({ words, told }: ProductProps) =>
  told && <Notice tone="bad">{told === 'ended' ? words.expressEnded : words.expressGone}</Notice>
