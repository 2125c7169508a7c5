import { isSlug } from '#modules/content'
import type { Row } from '../csv/row.ts'
import { yesOrNo } from '../csv/values.ts'
import { Findings, type ReadContext, type Reading } from '../reading.ts'
import type { AttributeRecord, OptionRecord, PictureRecord, ProductRecord } from '../record.ts'
import { kindOf } from './grouping.ts'
import { parted } from './lists.ts'
import { timeOf } from './times.ts'
import { readVariants } from './variants.ts'

/** One product from its rows. */
export function read(rows: readonly Row[], context: ReadContext): Reading {
  const found = new Findings()
  const row = rows.find((each) => kindOf(each) === 'product')
  if (!row) {
    if (rows[0]) found.error(rows[0], 'record', `No product row for "${rows[0].text('slug')}". Left out.`)
    return found.done(null)
  }
  if (!isSlug(row.text('slug'))) {
    found.error(row, 'slug', `"${row.text('slug')}" is no address: small letters, digits and dashes. Left out.`)
    return found.done(null)
  }
  const options = optionsOf(rows)
  const variants = readVariants(
    rows.filter((each) => kindOf(each) === 'variant'),
    options,
    context,
    found,
  )
  if (variants.length === 0) {
    if (found.problems.length === 0) found.error(row, 'slug', 'The product has no variant. Left out.')
    return found.done(null)
  }
  return found.done({ ...wordsOf(row, found), keys: [], line: row.line, options, variants, pictures: picturesOf(rows) })
}

const statuses = ['active', 'draft', 'archived'] as const

function wordsOf(row: Row, found: Findings): Omit<ProductRecord, 'keys' | 'line' | 'variants'> {
  const status = statuses.find((each) => each === row.text('status').toLowerCase())
  if (row.text('status') !== '' && !status) found.warning(row, 'status', 'No such status: taken as draft.')
  const tags = row.ifPresent('tags')
  const categories = row.ifPresent('categories')
  return {
    slug: row.text('slug'),
    title: row.text('title') || undefined,
    descriptionHtml: row.ifPresent('html'),
    vendor: row.ifPresent('vendor'),
    type: row.ifPresent('type'),
    tags: tags === undefined ? undefined : parted(tags),
    status: row.has('status') ? (status ?? 'draft') : undefined,
    published: publishedOf(row, found),
    taxClass: row.text('taxClass') || undefined,
    giftCard: row.has('giftCard') ? yesOrNo(row.text('giftCard')) === true : undefined,
    seoTitle: row.ifPresent('seoTitle'),
    seoDescription: row.ifPresent('seoDescription'),
    categories: categories === undefined ? undefined : parted(categories).map((slug) => ({ slug })),
    attributes: attributesOf(row),
    redirects: parted(row.text('paths')),
  }
}

/** A time, or yes or no; blank means not published. */
function publishedOf(row: Row, found: Findings): ProductRecord['published'] {
  if (!row.has('published')) return undefined
  const text = row.text('published')
  const answer = yesOrNo(text)
  if (answer !== null || text === '') return answer ?? false
  const date = timeOf(text)
  if (!date) found.warning(row, 'published', `"${text}" is no time: not published.`)
  return date ?? false
}

function attributesOf(row: Row): AttributeRecord[] | undefined {
  const fields = [...row.header.columns.keys()].filter((field) => field.startsWith('attribute:'))
  if (fields.length === 0) return undefined
  return fields
    .map((field) => ({ code: field.slice(10), name: field.slice(10), values: parted(row.text(field)) }))
    .filter(({ values }) => values.length > 0)
}

/** An `option` row for each value: the option's name, the value, its swatch. */
function optionsOf(rows: readonly Row[]): OptionRecord[] {
  const options = new Map<string, OptionRecord>()
  for (const row of rows.filter((each) => kindOf(each) === 'option')) {
    const name = row.text('title')
    const option = options.get(name) ?? { name, values: [] }
    option.values.push({ value: row.text('options'), swatch: row.text('swatch') || null })
    options.set(name, option)
  }
  return [...options.values()]
}

function picturesOf(rows: readonly Row[]): PictureRecord[] {
  const pictures = rows.filter((row) => kindOf(row) === 'picture' && row.text('picture') !== '')
  return pictures.map((row) => ({
    source: row.text('picture'),
    alt: row.text('pictureAlt'),
    line: row.lineOf('picture'),
    column: row.columnOf('picture'),
    facts: row.text('pictureFacts') || undefined,
  }))
}
