import type { CategoryId, MediaId } from '#kernel/id'
import { plainVariant, type ProductInput, type VariantInput } from '#modules/catalog'
import type { Known } from './known-products.ts'
import type { Loss } from './put-products.ts'
import type { ProductRecord, VariantRecord } from './record.ts'
import type { StoredProduct, StoredVariant } from './stored-products.ts'

type Facts = {
  before: StoredProduct | undefined
  categoryIds: CategoryId[] | undefined
  attributes: { code: string; values: string[] }[] | undefined
  now: Date
  known: Known
  losses: Loss[]
}

/** The product that is to be: what the file says, over what the shop has, over what a new product has. */
export function mergedProduct(record: ProductRecord, facts: Facts): ProductInput {
  const { before, categoryIds, attributes } = facts
  const media = mediaOf(record, facts)
  return {
    // A known product keeps the address that the merchant may have given it since.
    slug: before?.slug ?? freeSlug(record, facts),
    ...wordsOf(record, before),
    giftCard: isGiftCard(record, before),
    ...stateOf(record, facts),
    tags: record.tags ?? before?.tags ?? [],
    categoryIds: categoryIds ?? before?.categories.map((category) => category.id) ?? [],
    attributes: attributes ?? before?.attributes ?? [],
    options: optionsOf(record, before),
    variants: record.variants.map((variant) => variantOf(variant, record, facts)),
    media,
  }
}

const fresh = {
  title: '',
  descriptionHtml: '',
  vendor: '',
  type: '',
  taxClass: 'standard',
  seoTitle: '',
  seoDescription: '',
}

/** What the file says, else what the shop has, else what a new product has. */
function wordsOf(record: ProductRecord, before: StoredProduct | undefined): typeof fresh {
  const of = (field: keyof typeof fresh): string => record[field] ?? before?.[field] ?? fresh[field]
  return {
    title: of('title'),
    descriptionHtml: of('descriptionHtml'),
    vendor: of('vendor'),
    type: of('type'),
    taxClass: of('taxClass'),
    seoTitle: of('seoTitle'),
    seoDescription: of('seoDescription'),
  }
}

const isGiftCard = (record: ProductRecord, before: StoredProduct | undefined): boolean =>
  record.giftCard ?? before?.giftCard ?? false

/** An address that another product has is no reason to refuse: the catalog makes a free one of the title. */
const freeSlug = ({ slug }: ProductRecord, { known }: Facts): string | undefined =>
  slug !== undefined && known.isFreeSlug(slug) ? slug : undefined

type State = Pick<ProductInput, 'status' | 'publishedAt'>

function stateOf({ status, published }: ProductRecord, { before, now }: Facts): State {
  const since = before?.publishedAt ?? null
  const state = status ?? before?.status ?? 'active'
  if (published instanceof Date) return { status: state, publishedAt: published }
  if (published === false) return { status: state, publishedAt: null }
  if (published === true) return { status: state, publishedAt: since ?? now }
  return { status: state, publishedAt: before ? since : now }
}

/** Swatches that the merchant chose stay when the file has none. */
function optionsOf(record: ProductRecord, before: StoredProduct | undefined): ProductInput['options'] {
  if (!record.options) return before?.options ?? []
  const known = new Map(
    before?.options.flatMap(({ name, values }) => values.map(({ value, swatch }) => [`${name} ${value}`, swatch])),
  )
  return record.options.map(({ name, values }) => ({
    name,
    values: values.map(({ value, swatch }) => ({ value, swatch: swatch ?? known.get(`${name} ${value}`) ?? null })),
  }))
}

/** The file's pictures as far as the shop has them, then those that the merchant added by hand. */
function mediaOf(record: ProductRecord, { before, known }: Facts): ProductInput['media'] {
  if (!record.pictures) return before?.media.map(({ id, alt }) => ({ mediaId: id, alt })) ?? []
  const own = record.pictures.flatMap(({ source, alt, mediaId }) => {
    const id = mediaId ?? known.mediaOf(source)
    return id ? [{ mediaId: id, alt }] : []
  })
  const added = before?.media.filter(({ sourceUrl }) => sourceUrl === null) ?? []
  const exact = record.pictures.some(({ mediaId, source }) => mediaId !== undefined || source.startsWith('media:'))
  return exact ? own : [...own, ...added.map(({ id, alt }) => ({ mediaId: id, alt }))]
}

function variantOf(variant: VariantRecord, record: ProductRecord, facts: Facts): VariantInput {
  const before = facts.before?.variants.find((each) => sameOptions(each, variant))
  const { options, sku, pictures } = variant
  const said = Object.entries(variant).filter(([field, value]) => field in plainVariant && value !== undefined)
  const {
    id: _id,
    prices: _prices,
    stock: _stock,
    ...old
  } = before ?? { id: null, prices: null, stock: null, ...plainVariant }
  return {
    ...old,
    ...Object.fromEntries(said),
    options,
    sku: sku === undefined ? (before?.sku ?? null) : freeSku(sku, variant, record, facts),
    mediaIds: pictures ? variantMedia(record, pictures, facts) : (before?.mediaIds ?? []),
  }
}

const sameOptions = (stored: StoredVariant, variant: VariantRecord): boolean =>
  JSON.stringify(stored.options) === JSON.stringify(variant.options.map((value) => value.replace(/\s+/g, ' ').trim()))

function variantMedia(record: ProductRecord, pictures: readonly string[], { known }: Facts): MediaId[] {
  return pictures.flatMap((source) => {
    const listed = record.pictures?.find((picture) => picture.source === source)
    return listed?.mediaId ?? known.mediaOf(source) ?? []
  })
}

/** A SKU names one variant in the whole shop. The first that came keeps it; the other goes in without. */
function freeSku(sku: string | null, variant: VariantRecord, record: ProductRecord, facts: Facts): string | null {
  if (sku === null) return null
  const first = record.variants.find((each) => each.sku === sku)
  if (first === variant && facts.known.isFreeSku(sku, record)) return sku
  facts.losses.push({ line: variant.line, message: `SKU "${sku}" names another variant already: this one has none.` })
  return null
}
