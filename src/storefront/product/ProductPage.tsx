import type { Money } from '#kernel/money'
import type { Picture, ProductPage as Product } from '#modules/catalog'
import type { PriceStep } from '#modules/pricing'
import type { ListedProduct } from '#modules/search'
import { Breadcrumbs, type Crumb } from '../components/Breadcrumbs.tsx'
import { Grid } from '../components/cards.tsx'
import { RecentlyViewed } from '../components/RecentlyViewed.tsx'
import type { ExpressTold, ExpressWay } from '../express/ways.ts'
import type { Messages } from '../messages/index.ts'
import type { Place } from '../place.ts'
import { Buy } from './Buy.tsx'
import type { Choice } from './choice.ts'
import { Gallery } from './Gallery.tsx'
import type { Delivery, ShownPrice } from './offer.ts'
import { Specs } from './Specs.tsx'

export type ProductProps = Readonly<{
  place: Place
  words: Messages
  product: Product
  choice: Choice
  shown: ShownPrice | null
  /** In a reduction: the lowest price of the 30 days before it. */
  lowest: Money | null
  /** From how many on it costs less. */
  steps: readonly PriceStep[]
  delivery: Delivery | null
  pictures: readonly Picture[]
  near: readonly ListedProduct[]
  way: readonly Crumb[]
  pages: readonly { slug: string; title: string }[]
  /** In which ways it can be bought here at once. */
  express: readonly ExpressWay[]
  /** What became of buying it at once. */
  told: ExpressTold | null
  now: Date
}>

export const ProductPage = (props: ProductProps) => {
  const { place, words, product, pictures, near, way, now } = props
  return (
    <>
      <div className="wrap">
        <Breadcrumbs place={place} words={words} way={way} />
        <div className="product">
          <Gallery pictures={pictures} words={words} title={product.title} />
          <Buy {...props} />
        </div>
        <div className="sections">
          {product.descriptionHtml !== '' && (
            <section aria-labelledby="description">
              <h2 id="description">{words.description}</h2>
              <div className="prose" dangerouslySetInnerHTML={{ __html: product.descriptionHtml }} />
            </section>
          )}
          <Specs {...props} />
        </div>
      </div>
      {near.length > 0 && (
        <section className="band wrap" aria-labelledby="near">
          <div className="band__head">
            <h2 id="near">{words.youMayLike}</h2>
          </div>
          <Grid products={near} place={place} now={now} heading="h3" wide />
        </section>
      )}
      <RecentlyViewed place={place} words={words} viewed={product.id} />
    </>
  )
}
