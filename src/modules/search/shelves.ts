import { nothingThere, stockWord, type Availability } from '#modules/inventory'
import { type Alike, whatIsAlike } from './alike.ts'
import { codeOf, fold } from './fold.ts'
import { emptyBook, valueNumber, type FacetBook } from './facets.ts'
import type { ListedProduct } from './listed.ts'
import { pricesFrom } from './price-facts.ts'
import type { ProductFacts } from './read-products.ts'
import type { CatalogTree } from './tree.ts'
import { addWords, emptyWords, weights, type WordIndex } from './words.ts'

/** All products that can be listed, each in its place; a place that became free stays empty until the next rebuild. */
export type Shelves = {
  readonly places: (ListedProduct | null)[]
  readonly placeOf: Map<string, number>
  /** Folded, for "is it this very one?". */
  readonly titles: string[]
  /** What the words of a place were made from; when it changes the product moves to a new place. */
  readonly texts: string[]
  readonly book: FacetBook
  readonly words: WordIndex
  /** Product places by SKU, GTIN, maker's number. */
  readonly codes: Map<string, number>
  readonly alike: Alike
  /** Places that were left. */
  empty: number
}

export const emptyShelves = (): Shelves => ({
  places: [],
  placeOf: new Map(),
  titles: [],
  texts: [],
  book: emptyBook(),
  words: emptyWords(),
  codes: new Map(),
  alike: whatIsAlike(),
  empty: 0,
})

/** Puts a product in its place, or a changed one in place of what it was. */
export function shelve(shelves: Shelves, facts: ProductFacts, { tree, now }: { tree: CatalogTree; now: Date }): void {
  const texts = textsOf(facts, tree)
  const codes = codesOf(facts)
  const text = fingerprint(JSON.stringify([texts, codes]))
  const known = shelves.placeOf.get(facts.id)
  if (known !== undefined && shelves.texts[known] === text) {
    shelves.places[known] = listedFrom(shelves, facts, { tree, now, place: known })
    return
  }
  unshelve(shelves, facts.id)
  const place = shelves.places.length
  shelves.places.push(listedFrom(shelves, facts, { tree, now, place }))
  shelves.texts[place] = text
  shelves.titles[place] = fold(facts.title)
  shelves.placeOf.set(facts.id, place)
  addWords(shelves.words, place, texts)
  for (const code of codes) shelves.codes.set(code, place)
}

export function unshelve(shelves: Shelves, id: string): void {
  const known = shelves.placeOf.get(id)
  if (known === undefined) return
  shelves.places[known] = null
  shelves.placeOf.delete(id)
  shelves.empty++
}

/** Enough to notice a change (FNV-1a, 53 bits). */
function fingerprint(text: string): string {
  let a = 0x811c9dc5
  let b = 0x01000193
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ (code + index), 0x85ebca6b)
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`
}

const textsOf = (facts: ProductFacts, tree: CatalogTree) =>
  [
    [facts.title, weights.title],
    [[facts.vendor, facts.type, ...facts.tags].join(' '), weights.kind],
    [
      categoriesOf(facts, tree)
        .map((number) => tree.nodes[number]?.title ?? '')
        .join(' '),
      weights.kind,
    ],
    [facts.options.flatMap(({ values }) => values.map(({ value }) => value)).join(' '), weights.kind],
    [facts.attributes.map(({ value }) => value).join(' '), weights.kind],
    [facts.description.replace(/<[^>]*>?|&\w+;/g, ' '), weights.text],
  ] as const

const codesOf = ({ variants }: ProductFacts): string[] =>
  variants
    .flatMap(({ sku, gtin, mpn }) => [sku, gtin, mpn])
    .flatMap((code) => (code ? [codeOf(code)] : []))
    .filter((code) => code.length >= 3)

type Around = Readonly<{ tree: CatalogTree; now: Date; place: number }>

function listedFrom({ book, alike }: Shelves, facts: ProductFacts, { tree, now, place }: Around): ListedProduct {
  const swatches = facts.options.flatMap(({ values }) => values.flatMap(({ swatch }) => swatch ?? []))
  const stocks = facts.variants.map((variant): Availability => {
    const { policy, available } = variant
    return policy === null || available === null ? nothingThere : { policy, available }
  })
  const best = bestOf(stocks)
  const { prices, groupPrices } = pricesFrom(facts, now)
  return {
    id: facts.id,
    place,
    slug: facts.slug,
    title: facts.title,
    vendor: alike.text(facts.vendor),
    type: alike.text(facts.type),
    publishedAt: facts.published,
    pictures: facts.pictures.map((each) => ({ ...each, widths: alike.widths(each.widths) })),
    swatches: swatches.slice(0, 5),
    colors: swatches.length,
    stock: stockWord(best),
    left: best.available,
    prices: alike.prices(prices),
    groupPrices,
    values: valuesOf(book, facts),
    categories: categoriesOf(facts, tree),
  }
}

const order = { in_stock: 3, low: 2, backorder: 1, sold_out: 0 } as const

const bestOf = (stocks: readonly Availability[]): Availability =>
  stocks.reduce((best, each) => {
    const better = order[stockWord(each)] - order[stockWord(best)]
    return better > 0 || (better === 0 && each.available > best.available) ? each : best
  }, stocks[0] ?? nothingThere)

/** Options come after the merchant's attributes, the maker last. */
const OPTIONS = 1000
const MAKER = 2000

function valuesOf(book: FacetBook, { options, attributes, vendor }: ProductFacts): number[] {
  const numbers = new Set<number | null>()
  for (const { name, value, position, number, filterable } of attributes) {
    if (filterable) numbers.add(valueNumber(book, { facet: name, value, position, rank: number ?? 0, swatch: null }))
  }
  for (const { name, values } of options) {
    for (const [rank, { value, swatch }] of values.entries())
      numbers.add(valueNumber(book, { facet: name, value, position: OPTIONS, rank, swatch }))
  }
  if (vendor !== '')
    numbers.add(valueNumber(book, { facet: 'vendor', value: vendor, position: MAKER, rank: 0, swatch: null }))
  return [...numbers].filter((number) => number !== null)
}

const categoriesOf = ({ categories }: ProductFacts, tree: CatalogTree): number[] => [
  ...new Set(categories.flatMap((id) => tree.byId.get(id)?.trail.map(({ number }) => number) ?? [])),
]
