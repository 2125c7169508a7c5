import type { CategoryNode, ListedProduct, Search, Sort } from '#modules/search'
import { Grid } from '../components/cards.tsx'
import { ProductList, type ListProps } from '../list/Listing.tsx'
import { href } from '../place.ts'
import type { ShopPage } from '../shop.ts'

type Props = Omit<ListProps, 'path'> & {
  search: Search
  pages: readonly ShopPage[]
  popular: readonly ListedProduct[]
  categories: readonly CategoryNode[]
  email: string
}

const sorts: readonly Sort[] = ['relevance', 'newest', 'price_up', 'price_down']

export const SearchPage = ({ search, pages, popular, categories, email, ...list }: Props) => {
  const { place, words, wish, listing } = list
  return (
    <div className="wrap">
      <header className="search-head">
        <h1>{titleOf(list)}</h1>
        {listing.unfiltered === 0 && <SearchForm place={place} words={words} wish={wish} />}
        {search.corrected !== null && <p role="status">{words.searchInstead(search.corrected)}</p>}
        <Offers {...{ search, pages, place, words }} />
      </header>
      {listing.unfiltered > 0 ? (
        <ProductList
          {...list}
          path="/search"
          sorts={sorts}
          empty={<p className="empty__words">{words.nothingMatches}</p>}
        />
      ) : (
        <Help {...{ ...list, popular, categories, email, hasQuery: wish.query !== '' }} />
      )}
    </div>
  )
}

/** The field in the header is enough beside results; here there is nothing else to do. */
const SearchForm = ({ place, words, wish }: Pick<ListProps, 'place' | 'words' | 'wish'>) => (
  <form className="search-head__form" action={href(place, '/search')} role="search" aria-label={words.searchTitle}>
    <label className="visually-hidden" htmlFor="search-again">
      {words.search}
    </label>
    <input
      className="input"
      id="search-again"
      type="search"
      name="q"
      defaultValue={wish.query}
      placeholder={words.searchHint}
      maxLength={200}
      enterKeyHint="search"
    />
    <button className="btn">{words.search}</button>
  </form>
)

const titleOf = ({ wish, words, listing }: Omit<ListProps, 'path'>): string => {
  if (wish.query === '') return words.emptySearch
  return listing.unfiltered > 0 ? words.resultsFor(wish.query) : words.noResultsFor(wish.query)
}

/** Categories and pages of that name. */
const Offers = ({ search, pages, place, words }: Pick<Props, 'search' | 'pages' | 'place' | 'words'>) => {
  if (search.categories.length === 0 && pages.length === 0) return null
  return (
    <ul className="chips">
      {search.categories.map(({ category, count }) => (
        <li key={category.id}>
          <a className="chip" href={href(place, category.path)}>
            {words.inCategory(category.title, count)}
          </a>
        </li>
      ))}
      {pages.map(({ slug, title }) => (
        <li key={slug}>
          <a className="chip" href={href(place, `/pages/${slug}`)}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}

type HelpProps = Pick<Props, 'place' | 'words' | 'now' | 'popular' | 'categories' | 'email'> & { hasQuery: boolean }

/** No dead end: where to go from here. */
const Help = ({ place, words, now, popular, categories, email, hasQuery }: HelpProps) => (
  <div className="help">
    {hasQuery && <p className="empty__words">{words.noResultsHint}</p>}
    <ul className="chips" aria-label={words.matchingCategories}>
      {categories.map(({ id, title, path }) => (
        <li key={id}>
          <a className="chip" href={href(place, path)}>
            {title}
          </a>
        </li>
      ))}
    </ul>
    {hasQuery && (
      <p>
        {words.askUs}:{' '}
        <a className="link" href={`mailto:${email}`}>
          {email}
        </a>
      </p>
    )}
    {popular.length > 0 && (
      <section aria-labelledby="popular">
        <div className="band__head">
          <h2 id="popular">{words.popular}</h2>
        </div>
        <Grid products={popular} place={place} now={now} heading="h3" wide />
      </section>
    )}
  </div>
)
