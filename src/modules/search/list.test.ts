import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { columnsOf } from './columns.ts'
import { emptyBook, valueNumber } from './facets.ts'
import { list, noFilters, type Filters, type ListWish } from './list.ts'
import type { ListedProduct } from './listed.ts'

const colors = ['red', 'blue', 'green']
const sizes = ['S', 'M', 'L']

type Words = { amount: number; color: string[]; size: string[]; soldOut: boolean }

function shelf(all: readonly Words[]) {
  const book = emptyBook()
  const entry = (facet: string, value: string, rank: number) =>
    valueNumber(book, { facet, value, rank, position: 0, swatch: null }) ?? -1
  const products = all.map(({ color, size, soldOut }, index): ListedProduct => ({
    id: newId<'product'>(),
    place: index,
    slug: `p${index}`,
    title: `Product ${index}`,
    vendor: '',
    type: '',
    publishedAt: -index,
    pictures: [],
    swatches: [],
    colors: 0,
    stock: soldOut ? 'sold_out' : 'in_stock',
    left: 0,
    prices: new Map(),
    groupPrices: null,
    values: [
      ...color.map((value) => entry('Color', value, 0)),
      ...size.map((value) => entry('Size', value, sizes.indexOf(value))),
    ],
    categories: [],
  }))
  const columns = columnsOf(products)
  const candidates = products.map(({ place }) => place)
  return { book, products, columns, candidates, amounts: Float64Array.from(all, ({ amount }) => amount) }
}

const wish = (all: readonly Words[], words: Partial<ListWish> = {}): ListWish => ({
  ...shelf(all),
  filters: noFilters,
  sort: 'featured',
  page: 1,
  perPage: 24,
  ...words,
})

const asked = (words: Partial<Filters>): Filters => ({ ...noFilters, ...words })

describe('a list', () => {
  const shop: Words[] = [
    { amount: 1000, color: ['red'], size: ['S', 'M'], soldOut: false },
    { amount: 2000, color: ['blue'], size: ['M'], soldOut: true },
    { amount: 3000, color: ['blue', 'red'], size: ['L'], soldOut: false },
  ]
  const slugs = (words: Partial<ListWish>) => list(wish(shop, words)).products.map(({ slug }) => slug)

  test('puts what is sold out last, whatever the order', () => {
    expect(slugs({})).toEqual(['p0', 'p2', 'p1'])
    expect(slugs({ sort: 'price_down' })).toEqual(['p2', 'p0', 'p1'])
    expect(slugs({ sort: 'price_up' })).toEqual(['p0', 'p2', 'p1'])
  })

  test('reads values of one facet as or, facets as and', () => {
    const values = new Map([['color', new Set(['red', 'blue'])]])
    expect(slugs({ filters: asked({ values }) })).toHaveLength(3)
    expect(slugs({ filters: asked({ values: new Map([...values, ['size', new Set(['m'])]]) }) })).toEqual(['p0', 'p1'])
  })

  test('keeps a value that would show nothing, with a count of zero', () => {
    const { facets } = list(wish(shop, { filters: asked({ values: new Map([['size', new Set(['l'])]]) }) }))
    const sizesShown = facets.find(({ key }) => key === 'size')?.values.map(({ key, count }) => [key, count])
    expect(sizesShown).toEqual([
      ['s', 1],
      ['m', 2],
      ['l', 1],
    ])
    const only = list(wish(shop, { filters: asked({ from: 2500 }) }))
    expect(only.facets.find(({ key }) => key === 'size')?.values[0]).toMatchObject({ key: 's', count: 0 })
  })

  test('cuts into pages, and a page too far is the last', () => {
    const listing = list(wish(shop, { perPage: 2, page: 9 }))
    expect(listing).toMatchObject({ page: 2, pages: 2, total: 3 })
    expect(listing.products).toHaveLength(1)
  })

  test('leaves out what is not for sale', () => {
    const asIs = wish(shop)
    const amounts = Float64Array.from([1000, Number.NaN, 3000])
    expect(list({ ...asIs, amounts })).toMatchObject({ unfiltered: 2, products: [{ slug: 'p0' }, { slug: 'p2' }] })
  })
})

const product = fc.record({
  amount: fc.integer({ min: 0, max: 50 }),
  color: fc.subarray(colors),
  size: fc.subarray(sizes),
  soldOut: fc.boolean(),
})
const filters = fc.record({
  color: fc.subarray(colors),
  size: fc.subarray(sizes),
  from: fc.option(fc.integer({ min: 0, max: 50 })),
  to: fc.option(fc.integer({ min: 0, max: 50 })),
  inStock: fc.boolean(),
})

test('every count is what one would see on choosing the value', () => {
  fc.assert(
    fc.property(fc.array(product, { maxLength: 30 }), filters, (shop, given) => {
      const values = new Map<string, Set<string>>()
      if (given.color.length > 0) values.set('color', new Set(given.color))
      if (given.size.length > 0) values.set('size', new Set(given.size.map((size) => size.toLowerCase())))
      const { from, to, inStock } = given
      const listing = list(wish(shop, { filters: { values, from, to, inStock } }))

      const fits = (each: Words, without: 'color' | 'size' | null): boolean =>
        (from === null || each.amount >= from) &&
        (to === null || each.amount <= to) &&
        (!inStock || !each.soldOut) &&
        (['color', 'size'] as const).every(
          (facet) =>
            facet === without || given[facet].length === 0 || each[facet].some((value) => given[facet].includes(value)),
        )
      // A facet that none of the products has cannot be asked for.
      const has = (facet: 'color' | 'size') => shop.some((each) => each[facet].length > 0)
      fc.pre((given.color.length === 0 || has('color')) && (given.size.length === 0 || has('size')))

      expect(listing.total).toBe(shop.filter((each) => fits(each, null)).length)
      for (const { key, values: shown } of listing.facets) {
        const facet = key === 'color' ? 'color' : 'size'
        for (const { label, count } of shown) {
          const naive = shop.filter((each) => fits(each, facet) && each[facet].includes(label)).length
          expect([key, label, count]).toEqual([key, label, naive])
        }
      }
    }),
  )
})
