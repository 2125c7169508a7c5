import { slugify } from '#modules/content'
import type { Row } from '../csv/row.ts'
import { codeOf, paragraphs, splitEscaped } from '../csv/values.ts'
import { Findings, type ReadContext, type Reading } from '../reading.ts'
import type { PictureRecord, ProductRecord, VariantRecord } from '../record.ts'
import { attributesOf, type WooAttribute } from './attributes.ts'
import { isVariation, kindsOf } from './grouping.ts'
import { imagesOf } from './images.ts'
import { readVariant } from './variant.ts'
import { readVariations } from './variations.ts'

/** One product from its row and those of its variations. */
export function read(rows: readonly Row[], context: ReadContext): Reading {
  const found = new Findings()
  const row = rows.find((each) => !isVariation(each))
  if (!row) return found.done(null)
  const kinds = kindsOf(row)
  const not = kinds.map((kind) => notImportable[kind]).find((reason) => reason !== undefined)
  if (not !== undefined) {
    found.error(row, 'type', `"${row.text('name')}" is ${not} Left out.`)
    return found.done(null)
  }
  if (kinds.includes('downloadable')) found.warning(row, 'type', 'The files of a download are not imported.')
  const attributes = attributesOf(row)
  const variations = rows.filter(isVariation)
  const { options, variants } = kinds.includes('variable')
    ? readVariations({ row, attributes, variations }, context, found)
    : { options: [], variants: lone(readVariant(row, [], context, found)) }
  if (variants.length === 0) {
    if (found.problems.every((problem) => problem.severity !== 'error')) {
      found.error(row, 'type', `"${row.text('name')}" has no variation that can be sold. Left out.`)
    }
    return found.done(null)
  }
  const deciding = new Set(options.map((option) => option.name.toLowerCase()))
  const product: ProductRecord = {
    ...words(row, found),
    keys: keysOf(row),
    line: row.line,
    attributes: attributeRecords(attributes.filter((each) => !deciding.has(each.name.toLowerCase()))),
    options,
    variants,
  }
  const pictures = row.has('images') ? picturesOf(row, variants) : undefined
  return found.done({ ...product, pictures })
}

const notImportable: Record<string, string> = {
  grouped: 'a group of other products: those come in by themselves, the group does not.',
  external: 'sold on another site: there is nothing here to put into a cart.',
}

const lone = (variant: VariantRecord | null): VariantRecord[] => (variant ? [variant] : [])

const keysOf = (row: Row): string[] => {
  const keys = [row.text('id') && `id:${row.text('id')}`, row.text('sku') && `sku:${row.text('sku')}`]
  const known = keys.filter((key) => key !== '')
  return known.length > 0 ? known : [`name:${slugify(row.text('name'))}`]
}

/** Line breaks are written as `\n`, a backslash before an n as `\\n`. */
const unescaped = (text: string): string =>
  text.replace(/\\\\n|\\n|\\r/g, (mark) => (mark === '\\\\n' ? '\\n' : mark === '\\n' ? '\n' : ''))

function words(row: Row, found: Findings): Omit<ProductRecord, 'keys' | 'line' | 'variants'> {
  const name = row.text('name')
  const slug = slugOf(row)
  const html = [row.text('short'), row.text('html')].map((text) => paragraphs(unescaped(text)))
  const { status, published } = stateOf(row, found)
  const seoTitle = row.ifPresent('seoTitle')
  return {
    slug,
    title: name || undefined,
    descriptionHtml: row.has('html') || row.has('short') ? html.filter((text) => text !== '').join('\n') : undefined,
    vendor: row.has('brands') ? (splitEscaped(row.text('brands'), ',')[0] ?? '') : undefined,
    tags: row.has('tags') ? [...new Set(splitEscaped(row.text('tags'), ','))] : undefined,
    status,
    published,
    taxClass: taxClassOf(row),
    // A template (`%%title%% %%sep%%`) is no title.
    seoTitle: seoTitle?.includes('%') ? undefined : seoTitle,
    seoDescription: row.ifPresent('seoDescription'),
    categories: row.has('categories') ? categoriesOf(row) : undefined,
    redirects: [`/product/${slug ?? slugify(name)}`].filter((path) => path !== '/product/'),
  }
}

/** The export has no address of the product; plug-ins add one. */
function slugOf(row: Row): string | undefined {
  const last = row.text('slug').replace(/\/+$/, '').split('/').at(-1) ?? ''
  return slugify(decoded(last)) || undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const categoriesOf = (row: Row): { path: string[] }[] =>
  splitEscaped(row.text('categories'), ',')
    .map((path) => path.split('>').map((part) => part.trim()))
    .map((path) => ({ path: path.filter((part) => part !== '') }))
    .filter(({ path }) => path.length > 0)

type State = Pick<ProductRecord, 'status' | 'published'>

/** 1 is on sale; 0 is private, -1 a draft, 2 waits for review: none of these is shown to shoppers. */
function stateOf(row: Row, found: Findings): State {
  const shown = !row.has('published') || /^(1|true|yes)$/i.test(row.text('published'))
  if (shown && row.text('visibility').toLowerCase() === 'hidden') {
    found.warning(row, 'visibility', 'Hidden from the catalog: goes in as a draft.')
    return { status: 'draft', published: false }
  }
  return { status: shown ? 'active' : 'draft', published: shown }
}

function taxClassOf(row: Row): string | undefined {
  if (!row.has('taxClass')) return undefined
  const name = row.text('taxClass').toLowerCase()
  if (name === '' || name === 'parent') return 'standard'
  return name.replace(/-rate$/, '').replace(/[^a-z0-9]+/g, '_')
}

const attributeRecords = (attributes: readonly WooAttribute[]) =>
  attributes
    .filter((each) => each.values.length > 0)
    .map(({ name, values }) => ({ code: codeOf(name), name, values: [...new Set(values)] }))

/** The gallery, then the pictures of variations that are not in it. */
function picturesOf(row: Row, variants: readonly VariantRecord[]): PictureRecord[] {
  const column = row.columnOf('images')
  const gallery = imagesOf(row).map((source) => ({ source, alt: '', line: row.lineOf('images'), column }))
  const own = variants.flatMap(({ pictures = [], line }) =>
    pictures.map((source) => ({ source, alt: '', line, column })),
  )
  const seen = new Set<string>()
  return [...gallery, ...own].filter(({ source }) => !seen.has(source) && seen.add(source))
}
