import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { beforeAll, describe, expect, test } from 'vitest'

import { anOpenShop } from '#testing/orders'
import { testDb } from '#testing/db'
import { catalogHash } from './catalog-hash.ts'
import { importFile, type ImportReport } from './index.ts'
import { offline } from './reading.test-support.ts'

const folder = path.resolve('../shared/data/catalogues')
const { db } = testDb()

/** Reading of the test's own, sharing nothing with the importer: pieces between quotes, by one expression. */
function records(text: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end !== ',') rows.push([])
  }
  const [names = [], ...rest] = rows.filter((row) => row.length > 1)
  return rest.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])))
}

const cents = (texts: readonly (string | undefined)[]): number =>
  texts.reduce((sum, text) => sum + Math.round(Number(text) * 100), 0)
const distinct = (texts: readonly string[]): number => new Set(texts.filter((text) => text !== '')).size
const withParents = (paths: readonly string[][]): string[] =>
  paths.flatMap((parts) => parts.map((_, depth) => parts.slice(0, depth + 1).join('/')))
const split = (text: string | undefined, sign: string): string[] =>
  (text ?? '')
    .split(sign)
    .map((part) => part.trim())
    .filter(Boolean)

type Expected = { products: number; variants: number; categories: number; pictures: number; cents: number }

function shopifyFacts(rows: Record<string, string>[]): Expected {
  return {
    products: distinct(rows.map((row) => row['Handle'] ?? '')),
    variants: rows.filter((row) => row['Option1 Value'] !== '').length,
    categories: distinct(rows.map((row) => row['Type'] ?? '')),
    pictures: rows.filter((row) => row['Image Src'] !== '').length,
    cents: cents(rows.filter((row) => row['Option1 Value'] !== '').map((row) => row['Variant Price'])),
  }
}

/** A variation without a size is one for each of the three sizes. */
function wooFacts(rows: Record<string, string>[]): Expected {
  const own = rows.filter((row) => /simple|variable/.test(row['Type'] ?? ''))
  const sold = rows
    .filter((row) => /simple|variation/.test(row['Type'] ?? ''))
    .flatMap((row) =>
      row['Attribute 2 name'] === 'Size' && row['Attribute 2 value(s)'] === '' ? [row, row, row] : [row],
    )
  const pictures = own.map((product) => {
    const variations = rows.filter((row) => row['Parent'] === product['SKU'])
    return distinct([...split(product['Images'], ','), ...variations.flatMap((row) => split(row['Images'], ','))])
  })
  return {
    products: own.length,
    variants: sold.length,
    categories: distinct(
      withParents(own.flatMap((row) => split(row['Categories'], ',')).map((each) => split(each, '>'))),
    ),
    pictures: pictures.reduce((sum, count) => sum + count, 0),
    cents: cents(sold.map((row) => row['Regular price'])),
  }
}

function magentoFacts(rows: Record<string, string>[]): Expected {
  const parents = rows.filter((row) => row['product_type'] === 'configurable')
  const children = rows.filter((row) => row['product_type'] === 'simple')
  const bySku = new Map(children.map((row) => [row['sku'], row]))
  const images = (row: Record<string, string> | undefined) => [
    row?.['base_image'] ?? '',
    ...split(row?.['additional_images'], ','),
  ]
  const pictures = parents.map((row) => {
    const skus = split(row['configurable_variations'], '|').map((each) => each.replace(/^sku=/, '').replace(/,.*$/, ''))
    return distinct([...images(row), ...skus.flatMap((sku) => images(bySku.get(sku)))])
  })
  return {
    products: parents.length,
    variants: children.length,
    categories: distinct(
      withParents(parents.flatMap((row) => split(row['categories'], ',')).map((each) => each.split('/').slice(1))),
    ),
    pictures: pictures.reduce((sum, count) => sum + count, 0),
    cents: cents(children.map((row) => row['price'])),
  }
}

const files: [name: string, facts: (rows: Record<string, string>[]) => Expected, numbers: Expected][] = [
  ['shopify/apparel.csv', shopifyFacts, { products: 20, variants: 22, categories: 0, pictures: 20, cents: 129_500 }],
  [
    'shopify/home-and-garden.csv',
    shopifyFacts,
    { products: 20, variants: 21, categories: 2, pictures: 21, cents: 234_584 },
  ],
  [
    'woocommerce/sample_products.csv',
    wooFacts,
    { products: 13, variants: 26, categories: 5, pictures: 21, cents: 84_900 },
  ],
  [
    'magento2/ConfigurableSampleData-products.csv',
    magentoFacts,
    { products: 147, variants: 1847, categories: 28, pictures: 675, cents: 8_336_860 },
  ],
]

const there = existsSync(folder)
if (!there) process.stderr.write(`The catalogues are not at ${folder}: their tests are skipped.\n`)

describe.skipIf(!there)('the real files', () => {
  beforeAll(() => anOpenShop(db))

  test.each(files)(
    '%s goes in as it is, and a second time changes nothing',
    async (name, facts, numbers) => {
      const file = path.join(folder, name)
      expect(facts(records(await readFile(file, 'utf8')))).toEqual(numbers)

      const before = await catalogHash(db)
      const dry = await importFile(offline(db), { path: file })
      expect(countsOf(dry)).toEqual(numbers)
      expect(await catalogHash(db)).toBe(before)

      const first = await importFile(offline(db), { path: file, apply: true })
      expect(countsOf(first)).toEqual(numbers)
      expect(first.outcome).toMatchObject({ created: numbers.products, changed: 0, unchanged: 0 })
      const after = await catalogHash(db)

      const again = await importFile(offline(db), { path: file, apply: true })
      expect(again.outcome).toMatchObject({ created: 0, changed: 0, unchanged: numbers.products })
      expect(await catalogHash(db)).toBe(after)
    },
    120_000,
  )

  test('what the database holds in the end is their sum', async () => {
    const count = async (table: 'products' | 'variants' | 'prices') => {
      const row = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(row.count)
    }
    const sum = (of: keyof Expected) => files.reduce((all, [, , numbers]) => all + numbers[of], 0)
    expect(await count('products')).toBe(sum('products'))
    expect(await count('variants')).toBe(sum('variants'))
    expect(await count('prices')).toBe(sum('variants'))
  })
})

const countsOf = ({ counts, priceSums }: ImportReport): Expected => ({
  products: counts.products,
  variants: counts.variants,
  categories: counts.categories,
  pictures: counts.pictures,
  cents: priceSums.find((each) => each.currency === 'EUR')?.amount ?? 0,
})
