import { htmlOf } from '#platform/html'

import { offerOf, priceAt, type ListedProduct } from '#modules/search'
import { wordsOf } from '../messages/index.ts'
import { buyerOf, type Place } from '../place.ts'
import { inOnePiece } from '#platform/html'
import { ProductCard } from './ProductCard.tsx'

type Drawn = Readonly<{ html: string; amount: number | undefined; was: number | null | undefined }>

/** Cards are drawn once for each place and price; a product or place that changed is another object. */
const drawn = { h2: new WeakMap<Place, CardsOfPlace>(), h3: new WeakMap<Place, CardsOfPlace>() }
type CardsOfPlace = WeakMap<ListedProduct, Drawn>

type Showing = Readonly<{ place: Place; now: Date; heading?: 'h2' | 'h3'; eager?: number }>

/** The cards of these products as list items. The first `eager` ones are fetched at once, the very first before all. */
export function cards(products: readonly ListedProduct[], { place, now, heading = 'h2', eager = 0 }: Showing): string {
  return products
    .map((product, index) => {
      const html = card(product, { place, now, heading })
      if (index >= eager) return html
      const soon = html.replace(' loading="lazy" decoding="async"', index === 0 ? ' fetchPriority="high"' : '')
      return soon
    })
    .join('')
}

function card(product: ListedProduct, { place, now, heading }: Required<Omit<Showing, 'eager'>>): string {
  const price = priceAt(product, buyerOf(place), now)
  const cardsOfPlace = drawn[heading].get(place) ?? new WeakMap<ListedProduct, Drawn>()
  const known = cardsOfPlace.get(product)
  if (known && known.amount === price?.amount && known.was === price?.was) return known.html
  const offer = offerOf(product, buyerOf(place), now)
  const html = inOnePiece(
    htmlOf(
      <ProductCard place={place} words={wordsOf(place.language)} product={product} offer={offer} heading={heading} />,
    ),
  )
  cardsOfPlace.set(product, { html, amount: price?.amount, was: price?.was })
  drawn[heading].set(place, cardsOfPlace)
  return html
}

type GridProps = Showing & { products: readonly ListedProduct[]; wide?: boolean }

/** Products side by side. */
export const Grid = ({ products, wide = false, ...showing }: GridProps) => (
  <ul className={wide ? 'grid grid--wide' : 'grid'} dangerouslySetInnerHTML={{ __html: cards(products, showing) }} />
)
