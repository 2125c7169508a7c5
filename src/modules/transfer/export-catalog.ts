import type { Writable } from 'node:stream'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { stringify } from 'csv-stringify/sync'

import type { ProductId } from '#kernel/id'
import type { Currency } from '#kernel/money'
import type { Db } from '#platform/db'
import { readPriceLists } from '#modules/pricing'
import { columns, priceColumns } from './stoa/columns.ts'
import { rowsAfter, rowsBefore } from './stoa/write-shop.ts'
import { rowsOf, type Cells } from './stoa/write.ts'
import { readStoredProducts } from './stored-products.ts'

export type ExportOptions = { onProgress?: (progress: { done: number; total: number }) => void }

const PAGE = 100

/**
 * Writes the whole catalog as CSV (the columns are told in `stoa/columns.ts`): attributes, categories, products with
 * variants, the prices of every list, stock and pictures, collections, redirects. `importFile` reads it unchanged; the
 * picture files themselves are the media folder's. Memory does not grow with the catalog.
 */
export async function exportCatalog(
  db: Db,
  out: Writable,
  { onProgress = () => {} }: ExportOptions = {},
): Promise<void> {
  const fields = await fieldsOf(db)
  const line = (cells: Cells): string => stringify([fields.map(([field]) => cells[field] ?? '')])
  const all = async function* (): AsyncGenerator<string> {
    yield stringify([fields.map(([, name]) => name)])
    for (const cells of await rowsBefore(db)) yield line(cells)
    yield* productLines(db, line, onProgress)
    for (const cells of await rowsAfter(db)) yield line(cells)
  }
  await pipeline(Readable.from(all()), out)
}

async function* productLines(
  db: Db,
  line: (cells: Cells) => string,
  onProgress: NonNullable<ExportOptions['onProgress']>,
): AsyncGenerator<string> {
  const currencies = new Map<string, Currency>((await readPriceLists(db)).map((list) => [list.code, list.currency]))
  const ids = await productIds(db)
  for (let done = 0; done < ids.length; done += PAGE) {
    onProgress({ done, total: ids.length })
    const page = ids.slice(done, done + PAGE)
    const products = new Map((await readStoredProducts(db, page)).map((product) => [product.id, product]))
    const rows = page.flatMap((id) => products.get(id) ?? []).flatMap((product) => rowsOf(product, currencies))
    yield rows.map(line).join('')
  }
  onProgress({ done: ids.length, total: ids.length })
}

/** The oldest first: so they come in again in that order. */
async function productIds(db: Db): Promise<ProductId[]> {
  const rows = await db.selectFrom('products').select('id').orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => row.id as ProductId)
}

type Name = [field: keyof Cells, name: string]

async function fieldsOf(db: Db): Promise<Name[]> {
  const attributes = await db.selectFrom('attributes').select('code').orderBy('code').execute()
  const lists = await readPriceLists(db)
  return [
    ...entries(columns),
    ...attributes.map(({ code }): Name => [`attribute:${code}`, `Attribute ${code}`]),
    ...lists.flatMap(({ code }) =>
      entries(priceColumns).map(([field, name]): Name => [`${field}:${code}`, `${name} ${code}`]),
    ),
  ]
}

const entries = <K extends string>(names: Readonly<Record<K, string>>): [K, string][] =>
  Object.entries(names) as [K, string][]
