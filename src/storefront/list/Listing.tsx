import type { Content } from '#platform/html'

import { format, money } from '#kernel/money'
import type { Listing, Sort } from '#modules/search'
import { Grid } from '../components/cards.tsx'
import { Icon } from '../components/Icon.tsx'
import type { Messages } from '../messages/index.ts'
import { href, type Place } from '../place.ts'
import { Filters } from './Filters.tsx'
import { Pages } from './Pages.tsx'
import { queryOf, type ListWish } from './wish.ts'

export type ListProps = {
  place: Place
  words: Messages
  /** The list's path, without place and query. */
  path: string
  wish: ListWish
  listing: Listing
  /** The order when the address names none. */
  sort: Sort
  now: Date
}

/** A list that can be filtered, sorted and leafed through, by addresses alone. */
export const ProductList = (props: ListProps & { sorts: readonly Sort[]; empty: Content }) => {
  const { place, words, path, wish, listing, now, sort, sorts, empty } = props
  const hasFilters = listing.facets.length > 0 || listing.unfiltered > 1
  return (
    <filter-list>
      <div className="listing">
        {hasFilters && (
          <aside className="listing__filters" aria-label={words.filters}>
            <Filters {...props} />
          </aside>
        )}
        <section className="listing__results" aria-label={words.products(listing.total)}>
          <div className="listing__bar">
            <p className="listing__count" role="status">
              {words.products(listing.total)}
            </p>
            <label className="listing__sort">
              {words.sortBy}
              <select className="select" name="sort" id="sort" form="filters" defaultValue={sort} data-usual={sorts[0]}>
                {sorts.map((each) => (
                  <option value={each} key={each}>
                    {words.sort[each]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <Chosen {...props} />
          {listing.products.length > 0 ? (
            <Grid products={listing.products} place={place} now={now} eager={3} />
          ) : (
            <div className="empty">
              {empty}
              {listing.unfiltered > 0 && (
                <a className="btn btn--quiet" href={href(place, path)} data-in-place="">
                  {words.clearAll}
                </a>
              )}
            </div>
          )}
          <Pages place={place} words={words} path={path} wish={wish} listing={listing} />
        </section>
      </div>
    </filter-list>
  )
}

/** What is chosen, each to be taken away again. */
const Chosen = ({ place, words, path, wish, listing }: ListProps) => {
  const { currency } = place.market
  const at = (query: string): string => href(place, path) + query
  const price = (amount: number | null) => (amount === null ? null : format(money(amount, currency), place.locale))
  const { from, to, inStock } = wish.filters
  const chosen = listing.facets.flatMap(({ key, name, values }) =>
    values
      .filter((value) => value.chosen)
      .map((value) => ({
        label: /^(?:true|false)$/.test(value.label) ? `${name}: ${words.yesOrNo(value.label)}` : value.label,
        to: queryOf(wish, currency, { without: [key, value.key] }),
      })),
  )
  if (from !== null || to !== null)
    chosen.push({ label: words.priceRange(price(from), price(to)), to: queryOf(wish, currency, { price: null }) })
  if (inStock) chosen.push({ label: words.inStockOnly, to: queryOf(wish, currency, { inStock: false }) })
  if (chosen.length === 0) return null
  const none = wish.query === '' ? '' : `?q=${encodeURIComponent(wish.query)}`
  return (
    <ul className="chips listing__chosen" aria-label={words.appliedFilters}>
      {chosen.map(({ label, to: query }) => (
        <li key={label}>
          <a className="chip chip--chosen" href={at(query)} data-in-place="" aria-label={words.removeFilter(label)}>
            {label} <Icon name="close" />
          </a>
        </li>
      ))}
      <li>
        <a className="chip" href={at(none)} data-in-place="">
          {words.clearAll}
        </a>
      </li>
    </ul>
  )
}
