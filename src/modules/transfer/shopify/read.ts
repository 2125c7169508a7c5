import { isSlug, slugify } from '#modules/content'
import type { Row } from '../csv/row.ts'
import { splitEscaped, yesOrNo } from '../csv/values.ts'
import { Findings, type ReadContext, type Reading } from '../reading.ts'
import type { AttributeRecord, CategoryPlace, PictureRecord, ProductRecord } from '../record.ts'
import { handleOf } from './grouping.ts'
import { readVariants } from './variants.ts'

/** One product from the rows of its handle. The first row has the product's own fields. */
export function read(rows: readonly Row[], context: ReadContext): Reading {
  const found = new Findings()
  const first = rows.find((row) => row.text('title') !== '') ?? rows[0]
  if (!first) return found.done(null)
  if (yesOrNo(first.text('giftCard')) === true) {
    found.error(first, 'giftCard', `"${first.text('title')}" is a gift card: the shop cannot sell those yet. Left out.`)
    return found.done(null)
  }
  const { options, variants } = readVariants(rows, first, context, found)
  if (variants.length === 0) {
    if (found.problems.length === 0) found.error(first, 'handle', 'The product has no variant that can be sold.')
    return found.done(null)
  }
  const product: ProductRecord = {
    ...words(first, found),
    keys: [handleOf(first)],
    line: first.line,
    options,
    variants,
    redirects: [`/products/${handleOf(first)}`],
  }
  return found.done({ ...product, pictures: readPictures(rows, first, product) })
}

function words(row: Row, found: Findings): Omit<ProductRecord, 'keys' | 'line' | 'variants' | 'redirects'> {
  const handle = handleOf(row)
  const tags = row.ifPresent('tags')
  return {
    slug: isSlug(handle) ? handle : slugify(handle),
    title: row.text('title') || undefined,
    descriptionHtml: row.ifPresent('html'),
    vendor: row.ifPresent('vendor'),
    type: row.ifPresent('type') || row.ifPresent('standardType'),
    tags: tags === undefined ? undefined : [...new Set(splitEscaped(tags, ','))],
    status: statusOf(row, found),
    published: row.has('published') ? yesOrNo(row.text('published')) !== false : undefined,
    seoTitle: row.ifPresent('seoTitle'),
    seoDescription: row.ifPresent('seoDescription'),
    categories: categoriesOf(row, found),
    attributes: attributesOf(row),
  }
}

function statusOf(row: Row, found: Findings): ProductRecord['status'] {
  const text = row.text('status').toLowerCase()
  if (text === 'active' || text === 'draft' || text === 'archived') return text
  if (text !== '') found.warning(row, 'status', `"${row.text('status')}" is no status we know: taken as draft.`)
  return text === '' ? 'active' : 'draft'
}

/** Shopify's own category where there is one; else the merchant's product type, so that the shop can be browsed. */
function categoriesOf(row: Row, found: Findings): CategoryPlace[] | undefined {
  if (!row.has('category') && !row.has('type') && !row.has('standardType')) return undefined
  const path = (row.text('category') || row.text('standardType'))
    .split('>')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const isCode = path.length === 1 && /^(?:\d+|gid:.*|[a-z]{2}(?:-\d+)*)$/.test(path[0] ?? '')
  if (isCode)
    found.note(row, 'category', 'A category given as a code has no name to show: the product type is used instead.')
  if (path.length > 0 && !isCode) return [{ path }]
  return row.text('type') === '' ? [] : [{ path: [row.text('type')] }]
}

function attributesOf(row: Row): AttributeRecord[] | undefined {
  const fields = [...row.header.columns.keys()].filter((field) => field.startsWith('attribute:'))
  if (fields.length === 0) return undefined
  return fields.flatMap((field) => {
    const [, code = '', ...name] = field.split(':')
    const values = splitEscaped(row.text(field), ';')
    return values.length === 0 ? [] : [{ code, name: name.join(':'), values }]
  })
}

/** The gallery by position, then those of variants that are not in it. Undefined when the file has no such columns. */
function readPictures(rows: readonly Row[], first: Row, product: ProductRecord): PictureRecord[] | undefined {
  if (!first.has('image') && !first.has('variantImage')) return undefined
  const gallery = rows
    .filter((row) => row.text('image') !== '')
    .map((row, at) => ({ row, position: Number(row.text('imagePosition')) || at + 1 }))
    .toSorted((a, b) => a.position - b.position)
    .map(({ row }) => ({
      source: row.text('image'),
      alt: row.text('imageAlt'),
      line: row.lineOf('image'),
      column: row.columnOf('image'),
    }))
  const own = product.variants.flatMap((variant) =>
    (variant.pictures ?? []).map((source) => ({
      source,
      alt: '',
      line: variant.line,
      column: first.columnOf('variantImage'),
    })),
  )
  const seen = new Set<string>()
  return [...gallery, ...own].filter(({ source }) => !seen.has(source) && seen.add(source))
}
