import type { Listing } from '#modules/search'
import type { Messages } from '../messages/index.ts'
import { href, type Place } from '../place.ts'
import { queryOf, type ListWish } from './wish.ts'

type Props = { place: Place; words: Messages; path: string; wish: ListWish; listing: Listing }

/** "Show more", and beneath it every page by its own address. */
export const Pages = ({ place, words, path, wish, listing: { page, pages, total, products } }: Props) => {
  if (pages <= 1) return <div className="pages" />
  const to = (number: number): string => href(place, path) + queryOf(wish, place.market.currency, { page: number })
  const shown = Math.min(total, (page - 1) * PER_PAGE + products.length)
  return (
    <nav className="pages" aria-label={words.pages}>
      <p className="listing__count">{words.shown(shown, total)}</p>
      {page < pages && (
        <a className="btn btn--quiet" href={to(page + 1)} data-in-place="more" rel="next">
          {words.loadMore}
        </a>
      )}
      <ol className="pages__list">
        {around(page, pages).map((number, index) => (
          <li key={number ?? `gap-${index}`}>
            {number === null ? (
              <span>…</span>
            ) : (
              <a
                href={to(number)}
                aria-label={words.page(number)}
                aria-current={number === page ? 'page' : undefined}
                data-in-place="top"
              >
                {number}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export const PER_PAGE = 24

/** The first, the last and those around the shown page; null where some are left out. */
function around(page: number, pages: number): (number | null)[] {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - page) <= 1,
  )
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1]
    return before !== undefined && number - before > 1 ? [null, number] : [number]
  })
}
