/** One value of a facet: `blue` of Color. */
export type FacetValue = Readonly<{ facet: number; key: string; label: string; swatch: string | null; rank: number }>

export type FacetName = Readonly<{ key: string; name: string; position: number }>

/** All facets and values that products have, numbered in the order of their arrival. */
export type FacetBook = {
  readonly facets: FacetName[]
  readonly values: FacetValue[]
  readonly facetByKey: Map<string, number>
  readonly valueByKey: Map<string, number>
}

export const emptyBook = (): FacetBook => ({ facets: [], values: [], facetByKey: new Map(), valueByKey: new Map() })

const keyFrom = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '')

/** Names that stand in an address of a list already. */
const taken = new Set(['q', 'sort', 'page', 'from', 'to', 'stock', 'variant', 'pick'])

type Entry = Readonly<{
  facet: string
  value: string
  /** Attributes come in the merchant's order, before options. */
  position: number
  rank: number
  swatch: string | null
}>

/** The number of a value, entered when it is new. Null for names that cannot stand in an address. */
export function valueNumber(book: FacetBook, { facet: name, value, position, rank, swatch }: Entry): number | null {
  const bare = keyFrom(name)
  const key = taken.has(bare) ? `${bare}-` : bare
  const valueKey = keyFrom(value)
  if (key === '' || valueKey === '') return null
  const facet = facetNumber(book, { key, name, position })
  const full = `${key}=${valueKey}`
  const known = book.valueByKey.get(full)
  if (known !== undefined) return known
  const number = book.values.push({ facet, key: valueKey, label: value, swatch, rank }) - 1
  book.valueByKey.set(full, number)
  return number
}

function facetNumber(book: FacetBook, facet: FacetName): number {
  const known = book.facetByKey.get(facet.key)
  if (known !== undefined) return known
  const number = book.facets.push(facet) - 1
  book.facetByKey.set(facet.key, number)
  return number
}
