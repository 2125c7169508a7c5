import { renderToStaticMarkup } from 'react-dom/server'

import { offerOf, type ListedProduct } from '#modules/search'
import { wordsOf } from '../messages/index.ts'
import type { Place } from '../place.ts'
import { ProductCard } from './ProductCard.tsx'

type Drawn = Readonly<{ html: string; amount: number | undefined; was: number | undefined }>

/** Cards are drawn once for each place and price; a product that changed is another object. */
const drawn = new WeakMap<ListedProduct, Map<string, Drawn>>()

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
  const offer = offerOf(product, place.market.id, now)
  const key = `${place.prefix} ${heading}`
  const own = drawn.get(product) ?? new Map<string, Drawn>()
  const known = own.get(key)
  if (known && known.amount === offer?.unit.amount && known.was === offer?.was?.amount) return known.html
  const html = renderToStaticMarkup(
    <ProductCard place={place} words={wordsOf(place.language)} product={product} offer={offer} heading={heading} />,
  )
  own.set(key, { html, amount: offer?.unit.amount, was: offer?.was?.amount })
  drawn.set(product, own)
  return html
}

type GridProps = Showing & { products: readonly ListedProduct[]; wide?: boolean }

/** Products side by side. */
export const Grid = ({ products, wide = false, ...showing }: GridProps) => (
  <ul className={wide ? 'grid grid--wide' : 'grid'} dangerouslySetInnerHTML={{ __html: cards(products, showing) }} />
)
