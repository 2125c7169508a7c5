import { ok, refuse, type Result } from '#kernel/result'
import { cleanHtml, isSlug } from '#modules/content'
import { isGtin } from './gtin.ts'
import {
  MAX_VARIANTS,
  optionKey,
  type CheckedProduct,
  type OptionInput,
  type ProductInput,
  type VariantInput,
} from './product.ts'

export type ProductProblem =
  | { code: 'title_missing' }
  | { code: 'slug_invalid'; slug: string }
  | { code: 'option_invalid'; option: string }
  | { code: 'variant_missing' }
  | { code: 'too_many_variants'; limit: number }
  | { code: 'variant_options'; options: string[] }
  | { code: 'variant_duplicate'; options: string[] }
  | { code: 'sku_duplicate'; sku: string }
  | { code: 'gtin_invalid'; gtin: string }
  | { code: 'country_invalid'; country: string }
  | { code: 'measure_invalid'; options: string[] }

/** Brings a product into its stored form, or says which of its own rules is broken. Checked again, it stays as it is. */
export function checkProduct(input: ProductInput): Result<CheckedProduct, ProductProblem> {
  const title = line(input.title)
  if (title === '') return refuse({ code: 'title_missing' })
  const slug = input.slug?.trim()
  if (slug !== undefined && !isSlug(slug)) return refuse({ code: 'slug_invalid', slug })
  const options = input.options.map(checkedOption)
  const problem = optionProblem(options)
  if (problem) return refuse(problem)
  const variants = checkVariants(input.variants, options)
  if (!variants.ok) return variants

  return ok({
    slug,
    title,
    descriptionHtml: cleanHtml(plain(input.descriptionHtml)),
    vendor: line(input.vendor),
    type: line(input.type),
    tags: unique(input.tags.map(line)).toSorted(),
    status: input.status,
    publishedAt: input.publishedAt,
    taxClass: line(input.taxClass) || 'standard',
    giftCard: input.giftCard ?? false,
    seoTitle: line(input.seoTitle),
    seoDescription: line(input.seoDescription),
    categoryIds: unique(input.categoryIds),
    attributes: checkedAttributes(input.attributes),
    options,
    variants: variants.value,
    media: checkedMedia(input.media, variants.value),
  })
}

/** PostgreSQL's text holds no zero character. */
const plain = (text: string): string => text.replaceAll('\0', '')
const line = (text: string): string => plain(text).replace(/\s+/g, ' ').trim()
const lineOrNull = (text: string | null): string | null => (text === null ? null : line(text) || null)
const unique = <T extends string>(texts: readonly T[]): T[] => [...new Set(texts.filter((text) => text !== ''))]

const checkedOption = ({ name, values }: OptionInput): CheckedProduct['options'][number] => ({
  name: line(name),
  values: [...new Map(values.map(({ value, swatch }) => [line(value), lineOrNull(swatch ?? null)]))]
    .filter(([value]) => value !== '')
    .map(([value, swatch]) => ({ value, swatch })),
})

function optionProblem(options: CheckedProduct['options']): ProductProblem | null {
  const names = options.map((option) => option.name)
  const odd = options.find(
    ({ name, values }, index) => name === '' || values.length === 0 || names.indexOf(name) !== index,
  )
  return odd ? { code: 'option_invalid', option: odd.name } : null
}

function checkVariants(
  inputs: readonly VariantInput[],
  options: CheckedProduct['options'],
): Result<VariantInput[], ProductProblem> {
  if (inputs.length === 0) return refuse({ code: 'variant_missing' })
  if (inputs.length > MAX_VARIANTS) return refuse({ code: 'too_many_variants', limit: MAX_VARIANTS })
  const offered = options.map((option) => new Set(option.values.map(({ value }) => value)))
  const keys = new Set<string>()
  const skus = new Set<string>()
  const variants = inputs.map(checkedVariant)
  for (const variant of variants) {
    const problem = variantProblem(variant, offered)
    if (problem) return refuse(problem)
    const key = optionKey(variant.options)
    if (keys.has(key)) return refuse({ code: 'variant_duplicate', options: variant.options })
    keys.add(key)
    if (variant.sku !== null && skus.has(variant.sku)) return refuse({ code: 'sku_duplicate', sku: variant.sku })
    if (variant.sku !== null) skus.add(variant.sku)
  }
  return ok(variants)
}

const checkedVariant = (variant: VariantInput): VariantInput => ({
  options: variant.options.map(line),
  sku: lineOrNull(variant.sku),
  gtin: lineOrNull(variant.gtin),
  mpn: lineOrNull(variant.mpn),
  weightGrams: variant.weightGrams,
  lengthMm: variant.lengthMm,
  widthMm: variant.widthMm,
  heightMm: variant.heightMm,
  hsCode: lineOrNull(variant.hsCode),
  originCountry: lineOrNull(variant.originCountry)?.toUpperCase() ?? null,
  requiresShipping: variant.requiresShipping,
  taxable: variant.taxable,
  mediaIds: unique(variant.mediaIds),
})

function variantProblem(variant: VariantInput, offered: readonly ReadonlySet<string>[]): ProductProblem | null {
  const { options, gtin, originCountry, weightGrams, lengthMm, widthMm, heightMm } = variant
  const fits = options.length === offered.length && options.every((value, index) => offered[index]?.has(value))
  if (!fits) return { code: 'variant_options', options }
  if (gtin !== null && !isGtin(gtin)) return { code: 'gtin_invalid', gtin }
  if (originCountry !== null && !/^[A-Z]{2}$/.test(originCountry))
    return { code: 'country_invalid', country: originCountry }
  if (![weightGrams, lengthMm, widthMm, heightMm].every(isMeasure)) return { code: 'measure_invalid', options }
  return null
}

const LARGEST_INTEGER = 2_147_483_647
const isMeasure = (value: number | null): boolean =>
  value === null || (Number.isInteger(value) && value >= 0 && value <= LARGEST_INTEGER)

function checkedAttributes(attributes: ProductInput['attributes']): CheckedProduct['attributes'] {
  const byCode = new Map<string, string[]>()
  for (const { code, values } of attributes)
    byCode.set(code, unique([...(byCode.get(code) ?? []), ...values.map((value) => line(value))]))
  return [...byCode]
    .filter(([, values]) => values.length > 0)
    .map(([code, values]) => ({ code, values }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** A picture of a variant is one of the product's, also when it was only named there. */
function checkedMedia(media: ProductInput['media'], variants: readonly VariantInput[]): CheckedProduct['media'] {
  const alts = new Map(media.toReversed().map(({ mediaId, alt }) => [mediaId, line(alt)]))
  const ids = unique([...media.map(({ mediaId }) => mediaId), ...variants.flatMap(({ mediaIds }) => mediaIds)])
  return ids.map((mediaId) => ({ mediaId, alt: alts.get(mediaId) ?? '' }))
}
