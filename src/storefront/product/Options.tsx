import { htmlOf } from '#platform/html'

import type { PageVariant } from '#modules/catalog'
import { stockWord } from '#modules/inventory'
import { priceFor, priceSteps } from '#modules/pricing'
import { PriceTag } from '../components/PriceTag.tsx'
import { stockText } from '../components/StockNote.tsx'
import { href } from '../place.ts'
import { canPick, isThere, pickQuery, variantWith } from './choice.ts'
import type { ProductProps } from './ProductPage.tsx'
import { Tiers } from './Tiers.tsx'

/** All options but the last are links to the same page with another choice; the last one chooses the variant. */
export const Options = (props: ProductProps) => {
  const { product } = props
  return (
    <div className="options">
      {product.options.map((option, index) =>
        index < product.options.length - 1 ? (
          <Links {...props} number={index} key={option.id} />
        ) : (
          <Radios {...props} key={option.id} />
        ),
      )}
    </div>
  )
}

const Links = ({ place, words, product, choice, number }: ProductProps & { number: number }) => {
  const option = product.options[number]
  if (!option) return null
  return (
    <div role="group" aria-label={option.name}>
      <p className="option__name">
        {option.name} <span className="option__chosen">{choice.values[number]}</span>
      </p>
      <ul className="option__values">
        {option.values.map(({ id, value, swatch }) => {
          const isOut = !canPick(product, choice, number, value)
          return (
            <li className={isOut ? 'value value--out' : 'value'} key={id}>
              <a
                className="value__face"
                href={href(place, `/p/${product.slug}`) + pickQuery(product, choice, number, value)}
                aria-current={choice.values[number] === value ? 'true' : undefined}
                data-pick={id}
                rel="nofollow"
              >
                {swatch && <span className="swatch" style={{ backgroundColor: swatch }} />}
                {value}
                {isOut && <span className="visually-hidden"> ({words.unavailable})</span>}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const Radios = (props: ProductProps) => {
  const { words, product, choice } = props
  const option = product.options.at(-1)
  if (!option) return null
  const chosen = choice.values.at(-1)
  return (
    <fieldset>
      <legend className="option__name">
        {option.name}{' '}
        <span className="option__chosen" data-chosen="last">
          {chosen ?? words.choose(option.name)}
        </span>
      </legend>
      <div className="option__values">
        {option.values.map(({ id, value, swatch }) => {
          const variant = variantWith(product, [...choice.values.slice(0, -1), value])
          const isOut = !variant || !isThere(variant)
          return (
            <label className={isOut ? 'value value--out' : 'value'} key={id}>
              <input
                className="value__input"
                type="radio"
                name="variantId"
                required
                value={variant?.id ?? ''}
                disabled={!variant}
                defaultChecked={chosen === value}
                {...(variant ? shownOn(props, variant, value) : {})}
              />
              <span className="value__face">
                {swatch && <span className="swatch" style={{ backgroundColor: swatch }} />}
                {value}
                {isOut && <span className="visually-hidden"> ({words.unavailable})</span>}
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

/** What the page shows of a variant once it is chosen, for the browser to put in place. */
function shownOn({ place, words, product, pictures, now, shown }: ProductProps, variant: PageVariant, label: string) {
  const price = shown?.alike ? null : priceFor(variant.prices, { quantity: 1, now })
  const hasSteps = product.variants.some(({ prices }) => prices.some(({ fromQuantity }) => fromQuantity > 1))
  const picture = pictures.findIndex(({ id }) => variant.mediaIds.includes(id))
  return {
    'data-label': label,
    'data-word': stockWord(variant.stock),
    'data-says': stockText(variant.stock, words),
    ...(price ? { 'data-costs': htmlOf(<PriceTag price={price} locale={place.locale} words={words} />) } : {}),
    ...(hasSteps
      ? { 'data-steps': htmlOf(<Tiers {...{ place, words }} steps={priceSteps(variant.prices, now)} />) }
      : {}),
    ...(picture === -1 ? {} : { 'data-picture': String(picture) }),
  }
}
