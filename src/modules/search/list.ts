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
  /** In the order that `featured` and `relevance` mean. */
  candidates: readonly ListedProduct[]
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

type Found = { product: ListedProduct; key: number }

/**
 * Filters, counts, sorts and cuts in one pass. A value's count is what one would see on choosing it: all other facets
 * hold, its own does not. Sold-out products come last, whatever the order.
 */
export function list(wish: ListWish): Listing {
  const counter = createCounter(wish)
  const keyOf = keys[wish.sort]
  const found: Found[] = []
  let unfiltered = 0
  for (const product of wish.candidates) {
    const amount = wish.amounts[product.place] ?? Number.NaN
    if (Number.isNaN(amount)) continue
    unfiltered++
    if (counter.matches(product, amount)) found.push({ product, key: keyOf(product, amount) })
  }
  // Sorting is stable: what is equal stays in the order of the candidates.
  if (wish.sort !== 'featured' && wish.sort !== 'relevance') found.sort((a, b) => a.key - b.key)
  const ordered = found.some(isSoldOut)
    ? [...found.filter((one) => !isSoldOut(one)), ...found.filter(isSoldOut)]
    : found
  const pages = Math.max(1, Math.ceil(found.length / wish.perPage))
  const page = Math.min(Math.max(1, wish.page), pages)
  const products = ordered.slice((page - 1) * wish.perPage, page * wish.perPage).map(({ product }) => product)
  return { products, total: found.length, unfiltered, page, pages, ...counter.result() }
}

const isSoldOut = ({ product }: Found): boolean => product.stock === 'sold_out'

const keys: Record<Sort, (product: ListedProduct, amount: number) => number> = {
  relevance: () => 0,
  featured: () => 0,
  newest: ({ publishedAt }) => -publishedAt,
  price_up: (_, amount) => amount,
  price_down: (_, amount) => -amount,
}

const PRICE = -1
const STOCK = -2
const NONE = -3

/** The chosen values by number, and the facets they belong to. A facet whose chosen values nobody has lets nothing by. */
function askedOf({ book, filters }: ListWish) {
  const chosen = new Set<number>()
  const facets = new Set<number>()
  for (const [key, values] of filters.values) {
    const facet = book.facetByKey.get(key)
    if (facet === undefined) continue
    facets.add(facet)
    for (const value of values) {
      const number = book.valueByKey.get(`${key}=${value}`)
      if (number !== undefined) chosen.add(number)
    }
  }
  return { chosen, facets: [...facets] }
}

function createCounter(wish: ListWish) {
  const { book, filters } = wish
  const counts = new Int32Array(book.values.length)
  const present = new Uint8Array(book.values.length)
  const { chosen, facets } = askedOf(wish)
  const facetOf = (value: number): number | undefined => book.values[value]?.facet
  const range = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }
  let inStock = 0

  const isDear = (amount: number): boolean =>
    (filters.from !== null && amount < filters.from) || (filters.to !== null && amount > filters.to)
  /** The only filter that keeps a product out: a facet's number, PRICE, STOCK; NONE; or null when there are several. */
  const missed = (product: ListedProduct, amount: number): number | null => {
    let only = isDear(amount) ? PRICE : NONE
    const miss = (filter: number): boolean => {
      const isSecond = only !== NONE
      only = filter
      return isSecond
    }
    if (filters.inStock && product.stock === 'sold_out' && miss(STOCK)) return null
    for (const facet of facets) {
      const hit = product.values.some((value) => chosen.has(value) && facetOf(value) === facet)
      if (!hit && miss(facet)) return null
    }
    return only
  }

  return {
    matches: (product: ListedProduct, amount: number): boolean => {
      for (const value of product.values) present[value] = 1
      const only = missed(product, amount)
      if (only === null) return false
      if (only === NONE || only === PRICE) {
        range.min = Math.min(range.min, amount)
        range.max = Math.max(range.max, amount)
      }
      if ((only === NONE || only === STOCK) && product.stock !== 'sold_out') inStock++
      for (const value of product.values)
        if (only === NONE || facetOf(value) === only) counts[value] = (counts[value] ?? 0) + 1
      return only === NONE
    },
    result: () => ({
      facets: facetCounts(book, { counts, present, chosen }),
      inStock,
      priceRange: range.min <= range.max ? range : null,
    }),
  }
}

type Counted = { counts: Int32Array; present: Uint8Array; chosen: ReadonlySet<number> }

const byLabel = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The facets that tell the candidates apart, with every value that one of them has. */
function facetCounts(book: FacetBook, { counts, present, chosen }: Counted): FacetCount[] {
  const numbers: number[][] = book.facets.map(() => [])
  for (const [number, value] of book.values.entries()) {
    if (present[number] || chosen.has(number)) numbers[value.facet]?.push(number)
  }
  const facets = book.facets.flatMap((facet, index) => {
    const own = numbers[index] ?? []
    if (own.length < 2 && !own.some((number) => chosen.has(number))) return []
    const values = own.flatMap((number) => {
      const value = book.values[number]
      return value ? [{ ...value, count: counts[number] ?? 0, chosen: chosen.has(number) }] : []
    })
    values.sort((a, b) => a.rank - b.rank || byLabel.compare(a.label, b.label))
    return [{ ...facet, values }]
  })
  facets.sort((a, b) => a.position - b.position || byLabel.compare(a.name, b.name))
  return facets
}
