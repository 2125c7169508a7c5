import type { ListedOffer, ListedProduct } from '#modules/search'
import type { Messages } from '../messages/index.ts'
import { href, type Place } from '../place.ts'
import { Picture } from './Picture.tsx'
import { PriceTag } from './PriceTag.tsx'

type Props = { place: Place; words: Messages; product: ListedProduct; offer: ListedOffer | null; heading: 'h2' | 'h3' }

const sizes = '(width < 48rem) 46vw, (width < 80rem) 30vw, 24vw'

/** A product in a list: two pictures, name, price, colors, and what is special about it. */
export const ProductCard = ({ place, words, product, offer, heading: Heading }: Props) => {
  const [first, second] = product.pictures
  const isSoldOut = product.stock === 'sold_out'
  return (
    <li className={isSoldOut ? 'card card--sold-out' : 'card'}>
      <div className="card__pictures">
        {first && <Picture media={first} alt={first.alt} sizes={sizes} least={320} most={960} />}
        {second && (
          <span className="card__second">
            <Picture media={second} alt="" sizes={sizes} least={480} most={640} />
          </span>
        )}
        {isSoldOut ? (
          <span className="badge">{words.soldOut}</span>
        ) : (
          offer?.was && <span className="badge badge--sale">{words.sale}</span>
        )}
      </div>
      <div className="card__words">
        <Heading className="card__title">
          <a className="card__link" href={href(place, `/p/${product.slug}`)}>
            {product.title}
          </a>
        </Heading>
        {offer && <PriceTag price={offer} locale={place.locale} words={words} varies={offer.varies} />}
        {product.stock === 'low' && <span className="card__note">{words.few}</span>}
        {product.swatches.length > 1 && (
          <span className="card__swatches" role="img" aria-label={words.colors(product.colors)}>
            {product.swatches.map((color) => (
              <span className="swatch" key={color} style={{ backgroundColor: color }} />
            ))}
          </span>
        )}
      </div>
    </li>
  )
}
