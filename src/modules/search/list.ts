import type { Columns } from './columns.ts'
import type { FacetBook } from './facets.ts'
import type { ListedProduct } from './listed.ts'

export const sorts = ['relevance', 'featured', 'newest', 'price_up', 'price_down'] as const
export type Sort = (typeof sorts)[number]

/** What a shopper asked a list to show. Amounts are minor units of the market's currency. */
export type Filters = Readonly<{
  /** Value keys by facet key: OR within a facet, AND across. */
  values: ReadonlyMap<string, ReadonlySet<string>>
  from: number | null
  to: number | null
  inStock: boolean
}>

export const noFilters: Filters = { values: new Map(), from: null, to: null, inStock: false }

export type ListWish = Readonly<{
  /** Places, in the order that `featured` and `relevance` mean. */
  candidates: ArrayLike<number>
  products: readonly (ListedProduct | null)[]
  columns: Columns
  /** What each costs now, by place, in minor units; NaN for what is not for sale. */
  amounts: Float64Array
  book: FacetBook
  filters: Filters
  sort: Sort
  page: number
  perPage: number
}>

export type FacetCount = Readonly<{
  key: string
  name: string
  values: readonly Readonly<{ key: string; label: string; swatch: string | null; count: number; chosen: boolean }>[]
}>

export type Listing = Readonly<{
  products: readonly ListedProduct[]
  total: number
  /** How many there are before any filter. */
  unfiltered: number
  page: number
  pages: number
  facets: readonly FacetCount[]
  /** How many of the matches can be had now, were that asked for. */
  inStock: number
  /** Lowest and highest price under the other filters; null without a product. */
  priceRange: Readonly<{ min: number; max: number }> | null
}>

/**
 * Filters, counts, sorts and cuts in one pass. A value's count is what one would see on choosing it: all other facets
 * hold, its own does not. Sold-out products come last, whatever the order.
 */
export function list(wish: ListWish): Listing {
  const { candidates, amounts, columns, perPage } = wish
  const counter = createCounter(wish)
  const there: number[] = []
  const gone: number[] = []
  let unfiltered = 0
  for (let index = 0; index < candidates.length; index++) {
    const place = candidates[index] ?? 0
    const amount = amounts[place] ?? Number.NaN
    if (Number.isNaN(amount)) continue
    unfiltered++
    if (counter.matches(place, amount)) (columns.soldOut[place] === 1 ? gone : there).push(place)
  }
  const total = there.length + gone.length
  const pages = Math.max(1, Math.ceil(total / perPage))
  const page = Math.min(Math.max(1, wish.page), pages)
  const products = cut(there, gone, { ...wish, page }).flatMap((place) => wish.products[place] ?? [])
  return { products, total, unfiltered, page, pages, ...counter.result() }
}

/** One page of what is there, then of what is gone; only what stands on it needs to be in order. */
function cut(there: number[], gone: number[], wish: ListWish): number[] {
  const [from, to] = [(wish.page - 1) * wish.perPage, wish.page * wish.perPage]
  const first = from < there.length ? sorted(there, wish).slice(from, to) : []
  if (to <= there.length) return first
  const skipped = Math.max(0, from - there.length)
  return [...first, ...sorted(gone, wish).slice(skipped, to - there.length)]
}

/** Sorting is stable: what is equal stays in the order of the candidates. */
function sorted(places: number[], { sort, amounts, columns }: ListWish): number[] {
  const by = (column: Float64Array, sign: 1 | -1): number[] =>
    places.sort((a, b) => sign * ((column[a] ?? 0) - (column[b] ?? 0)))
  switch (sort) {
    case 'relevance':
    case 'featured':
      return places
    case 'newest':
      return by(columns.published, -1)
    case 'price_up':
      return by(amounts, 1)
    case 'price_down':
      return by(amounts, -1)
  }
}

const PRICE = -1
const STOCK = -2
const NONE = -3
const SEVERAL = -4

/** The chosen values by number, and the facets they belong to. A facet whose chosen values nobody has lets nothing by. */
type Asked = Pick<ListWish, 'book' | 'filters' | 'columns'>

function askedOf({ book, filters }: Asked) {
  const chosen = new Uint8Array(book.values.length)
  const facets = new Set<number>()
  for (const [key, values] of filters.values) {
    const facet = book.facetByKey.get(key)
    if (facet === undefined) continue
    facets.add(facet)
    for (const value of values) {
      const number = book.valueByKey.get(`${key}=${value}`)
      if (number !== undefined) chosen[number] = 1
    }
  }
  return { chosen, facets: [...facets] }
}

function createCounter(wish: Asked) {
  const { book, filters, columns } = wish
  const { starts, values, soldOut } = columns
  const counts = new Int32Array(book.values.length)
  const present = new Uint8Array(book.values.length)
  const facetOf = Int32Array.from(book.values, ({ facet }) => facet)
  const { chosen, facets } = askedOf(wish)
  const range = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }
  let inStock = 0

  const has = (place: number, facet: number): boolean => {
    for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
      const value = values[at] ?? 0
      if (chosen[value] === 1 && facetOf[value] === facet) return true
    }
    return false
  }
  const isOutOfRange = (amount: number): boolean =>
    (filters.from !== null && amount < filters.from) || (filters.to !== null && amount > filters.to)
  /** The only filter that keeps it out: a facet's number, PRICE, STOCK; NONE; or SEVERAL. */
  const missed = (place: number, amount: number): number => {
    let only = isOutOfRange(amount) ? PRICE : NONE
    if (filters.inStock && soldOut[place] === 1) only = only === NONE ? STOCK : SEVERAL
    for (const facet of facets) if (!has(place, facet)) only = only === NONE ? facet : SEVERAL
    return only
  }
  const count = (place: number, only: number): void => {
    for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
      const value = values[at] ?? 0
      if (only === NONE || facetOf[value] === only) counts[value] = (counts[value] ?? 0) + 1
      else present[value] = 1
    }
  }

  return {
    matches: (place: number, amount: number): boolean => {
      const only = missed(place, amount)
      count(place, only)
      if (only === NONE || only === PRICE) {
        if (amount < range.min) range.min = amount
        if (amount > range.max) range.max = amount
      }
      if ((only === NONE || only === STOCK) && soldOut[place] === 0) inStock++
      return only === NONE
    },
    result: () => ({
      facets: facetCounts(book, { counts, present, chosen }),
      inStock,
      priceRange: range.min <= range.max ? range : null,
    }),
  }
}

/** `present`: candidates have it that a filter keeps out. */
type Counted = { counts: Int32Array; present: Uint8Array; chosen: Uint8Array }

const byLabel = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The facets that tell the candidates apart, with every value that one of them has. */
function facetCounts(book: FacetBook, { counts, present, chosen }: Counted): FacetCount[] {
  const numbers: number[][] = book.facets.map(() => [])
  for (const [number, value] of book.values.entries()) {
    if ((counts[number] ?? 0) > 0 || present[number] === 1 || chosen[number] === 1) numbers[value.facet]?.push(number)
  }
  const facets = book.facets.flatMap((facet, index) => {
    const own = numbers[index] ?? []
    if (own.length < 2 && !own.some((number) => chosen[number] === 1)) return []
    const values = own.flatMap((number) => {
      const value = book.values[number]
      return value ? [{ ...value, count: counts[number] ?? 0, chosen: chosen[number] === 1 }] : []
    })
    values.sort((a, b) => a.rank - b.rank || byLabel.compare(a.label, b.label))
    return [{ ...facet, values }]
  })
  facets.sort((a, b) => a.position - b.position || byLabel.compare(a.name, b.name))
  return facets
}
