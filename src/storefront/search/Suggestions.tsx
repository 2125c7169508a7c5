import { format } from '#kernel/money'
import { offerOf, wordsIn, type ListedProduct, type Listing, type Search } from '#modules/search'
import { mediaUrl } from '#platform/images'
import { Icon } from '../components/Icon.tsx'
import type { Messages } from '../messages/index.ts'
import { buyerOf, href, type Place } from '../place.ts'
import type { ShopPage } from '../shop.ts'

type Props = {
  place: Place
  words: Messages
  search: Search
  listing: Listing
  categories: Search['categories']
  pages: readonly ShopPage[]
  now: Date
}

/** The rows of the suggestion list, ten at most. What the shopper did not type is the bold part. */
export const Suggestions = ({ place, words, search, listing, categories, pages, now }: Props) => {
  const { query } = search
  if (listing.total === 0 && categories.length === 0 && pages.length === 0) return null
  return (
    <>
      {categories.map(({ category, count }, index) => (
        <div
          className="suggest__row suggest__row--scope"
          role="option"
          aria-selected="false"
          id={`s-c${index}`}
          key={category.id}
          data-href={href(place, category.path)}
          data-query={category.title}
        >
          <span>{words.inCategory(category.title, count)}</span>
          <Icon name="arrow" />
        </div>
      ))}
      {listing.products.map((product, index) => (
        <Product key={product.id} {...{ place, product, query, now, index }} />
      ))}
      {pages.map(({ slug, title }, index) => (
        <div
          className="suggest__row suggest__row--scope"
          role="option"
          aria-selected="false"
          id={`s-g${index}`}
          key={slug}
          data-href={href(place, `/pages/${slug}`)}
          data-query={title}
        >
          <span>{title}</span>
          <Icon name="help" />
        </div>
      ))}
      {listing.total > listing.products.length && (
        <div
          className="suggest__row suggest__row--all"
          role="option"
          aria-selected="false"
          id="s-all"
          data-href={`${href(place, '/search')}?q=${encodeURIComponent(query)}`}
          data-query={query}
        >
          <span>{words.allResults(query)}</span>
          <span className="suggest__price">{listing.total}</span>
        </div>
      )}
    </>
  )
}

type RowProps = Pick<Props, 'place' | 'now'> & { product: ListedProduct; query: string; index: number }

const Product = ({ place, product, query, now, index }: RowProps) => {
  const offer = offerOf(product, buyerOf(place), now)
  const [picture] = product.pictures
  return (
    <div
      className="suggest__row"
      role="option"
      aria-selected="false"
      id={`s-p${index}`}
      data-href={href(place, `/p/${product.slug}`)}
      data-query={product.title}
    >
      {picture ? (
        <img
          src={mediaUrl(picture.hash, picture.widths[0] ?? picture.width, 'webp')}
          alt=""
          width={44}
          height={52}
          style={{ backgroundColor: picture.color }}
        />
      ) : (
        <span />
      )}
      <span className="suggest__text">
        <Marked text={product.title} query={query} />
      </span>
      {offer && <span className="suggest__price">{format(offer.unit, place.locale)}</span>}
    </div>
  )
}

/** What was typed stays plain; what it was taken for is bold. */
const Marked = ({ text, query }: { text: string; query: string }) => {
  const typed = wordsIn(query)
  return text.split(/(\s+)/).map((word, index) => {
    const [own = ''] = wordsIn(word)
    const match = typed.find((each) => own.startsWith(each))
    if (match === undefined) return word.trim() === '' ? word : <b key={index}>{word}</b>
    const length = own === word.toLowerCase() ? match.length : word.length
    return (
      <span key={index}>
        {word.slice(0, length)}
        {length < word.length && <b>{word.slice(length)}</b>}
      </span>
    )
  })
}
