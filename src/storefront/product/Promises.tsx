import { format } from '#kernel/money'
import { Icon } from '../components/Icon.tsx'
import { href } from '../place.ts'
import { countryName, daysBetween } from '../words.ts'
import { isThere } from './choice.ts'
import type { ProductProps } from './ProductPage.tsx'

/** When it comes, what that costs, and that it may go back. */
export const Promises = ({ place, words, product, delivery, pages }: ProductProps) => {
  const help = pages.find(({ slug }) => /ship|return|deliver|versand/.test(slug))
  const isSent = product.variants.some(({ requiresShipping }) => requiresShipping)
  const country = countryName(place.market.defaultCountry, place.language)
  return (
    <ul className="promises">
      {delivery && product.variants.some(isThere) && (
        <li>
          <Icon name="parcel" />
          <span>
            {words.deliveryBetween(daysBetween(delivery.days, place.locale))}
            <span className="promises__note">
              {delivery.offer.price.amount === 0
                ? words.shippingFree(country)
                : words.shippingTo(format(delivery.offer.price, place.locale), country)}
              {delivery.offer.freeFrom && delivery.offer.price.amount > 0 && (
                <>, {words.freeFrom(format(delivery.offer.freeFrom, place.locale))}</>
              )}
            </span>
          </span>
        </li>
      )}
      {!isSent && (
        <li>
          <Icon name="check" />
          <span>{words.noShippingNeeded}</span>
        </li>
      )}
      <li>
        <Icon name="back" />
        <span>
          {words.returnsLine}
          {help && (
            <span className="promises__note">
              <a className="link" href={href(place, `/pages/${help.slug}`)}>
                {help.title}
              </a>
            </span>
          )}
        </span>
      </li>
    </ul>
  )
}
