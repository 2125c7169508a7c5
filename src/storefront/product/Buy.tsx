import { format } from '#kernel/money'
import { stockWord } from '#modules/inventory'
import { Icon } from '../components/Icon.tsx'
import { PriceTag } from '../components/PriceTag.tsx'
import { StockNote } from '../components/StockNote.tsx'
import { Express, ExpressNews } from '../express/Express.tsx'
import { marketName } from '../layout/Footer.tsx'
import { href } from '../place.ts'
import { dayOf } from '../words.ts'
import { isThere } from './choice.ts'
import { Options } from './Options.tsx'
import type { ProductProps } from './ProductPage.tsx'
import { Promises } from './Promises.tsx'
import { Tiers } from './Tiers.tsx'

const MOST = 999

/** Title, price, choice, stock and the button: all that is needed to buy, in one column. */
export const Buy = (props: ProductProps) => {
  const { place, words, product, choice, shown } = props
  return (
    <variant-picker class="product__buy">
      <div>
        {product.vendor !== '' && <p className="product__vendor">{product.vendor}</p>}
        <h1 className="product__title">{product.title}</h1>
      </div>
      <ExpressNews {...props} />
      {shown ? <PriceLine {...props} /> : <p className="notice">{words.notForSaleHere(marketName(place, place))}</p>}
      {shown && (
        <add-to-cart data-unknown={words.couldNotAdd} data-added={words.addedToCart}>
          <form className="buy" method="post" action={href(place, '/cart/lines')}>
            {product.options.length > 0 && product.variants.length > 1 ? (
              <Options {...props} />
            ) : (
              choice.variant && <input type="hidden" name="variantId" value={choice.variant.id} />
            )}
            {choice.variant ? (
              <StockNote availability={choice.variant.stock} words={words} />
            ) : (
              product.variants.some(isThere) && <p className="stock stock--open" data-stock="" />
            )}
            <Button {...props} />
            <Express {...props} />
            <p className="buy__problem" role="alert" data-problem="" />
          </form>
        </add-to-cart>
      )}
      <Promises {...props} />
    </variant-picker>
  )
}

const PriceLine = ({ place, words, product, shown, lowest, steps }: ProductProps) => {
  if (!shown) return null
  const { price, varies, alike } = shown
  return (
    <div>
      <p className="product__price">
        <span data-price="">
          <PriceTag price={price} locale={place.locale} words={words} varies={varies} />
        </span>
        <PriceNote place={place} words={words} product={product} />
      </p>
      {lowest && <p className="product__tax">{words.lowestBefore(format(lowest, place.locale))}</p>}
      {price.saleEndsAt && <p className="product__until">{words.saleUntil(dayOf(price.saleEndsAt, place.locale))}</p>}
      {place.groupId !== null && alike && price.was === null && price.base.amount > price.unit.amount && (
        <p className="product__tax">{words.ownPrice(format(price.base, place.locale))}</p>
      )}
      <div data-tiers="">
        <Tiers place={place} words={words} steps={steps} />
      </div>
    </div>
  )
}

/** What the price holds and what comes on top. A gift card is taxed when somebody pays with it, and nothing is sent. */
const PriceNote = ({ place, words, product }: Pick<ProductProps, 'place' | 'words' | 'product'>) => {
  if (product.giftCard) return null
  const isSent = product.variants.some(({ requiresShipping }) => requiresShipping)
  const notes = [
    place.market.taxDisplay === 'inclusive' ? words.withTax : words.withoutTax,
    isSent ? words.plusShipping : null,
  ]
  return <span className="product__tax">{notes.filter((note) => note !== null).join(', ')}</span>
}

const Button = ({ words, product, choice }: ProductProps) => {
  const isGone = choice.variant ? !isThere(choice.variant) : !product.variants.some(isThere)
  const available =
    choice.variant && choice.variant.stock.policy === 'deny' && stockWord(choice.variant.stock) !== 'sold_out'
      ? Math.min(choice.variant.stock.available, MOST)
      : MOST
  return (
    <>
      <div className="buy__row">
        <label className="quantity">
          <span className="visually-hidden">{words.quantity}</span>
          <input
            className="quantity__input"
            type="number"
            name="quantity"
            defaultValue={1}
            min={1}
            max={available}
            inputMode="numeric"
            required
          />
        </label>
        <button
          className="btn"
          disabled={isGone}
          data-add={words.addToCart}
          data-sold-out={words.soldOutButton}
          aria-describedby={isGone ? 'why-not' : undefined}
        >
          {isGone ? words.soldOutButton : words.addToCart}
        </button>
      </div>
      {isGone && (
        <p className="buy__why" id="why-not">
          <Icon name="help" /> {words.soldOutWhy}
        </p>
      )}
    </>
  )
}
