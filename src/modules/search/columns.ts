import type { ListedProduct } from './listed.ts'

/** What filtering reads of every product, side by side in memory by place: ten times as fast as going to the products. */
export type Columns = Readonly<{
  soldOut: Uint8Array
  published: Float64Array
  /** The facet values of place `p` are `values[starts[p]]` up to before `values[starts[p + 1]]`. */
  starts: Int32Array
  values: Int32Array
}>

export function columnsOf(products: readonly (ListedProduct | null)[]): Columns {
  const starts = new Int32Array(products.length + 1)
  for (const [place, product] of products.entries())
    starts[place + 1] = (starts[place] ?? 0) + (product?.values.length ?? 0)
  const values = new Int32Array(starts[products.length] ?? 0)
  for (const [place, product] of products.entries()) if (product) values.set(product.values, starts[place])
  return {
    soldOut: Uint8Array.from(products, (product) => (product?.stock === 'sold_out' ? 1 : 0)),
    published: Float64Array.from(products, (product) => product?.publishedAt ?? 0),
    starts,
    values,
  }
}
