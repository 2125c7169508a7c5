import { cleanHtml } from '#modules/content'
import type { ProductInput, VariantInput } from '#modules/catalog'
import type { StoredProduct, StoredVariant } from './stored-products.ts'

/**
 * Is this what the shop has already, in the very form in which it has it? A "no" may be a matter of form, and the catalog
 * has the last word; a "yes" is certain.
 */
export function isSame(product: ProductInput, stored: StoredProduct): boolean {
  return (
    same(wordsOf(product), wordsOf(stored)) &&
    cleanHtml(product.descriptionHtml) === stored.descriptionHtml &&
    same(product.publishedAt, stored.publishedAt) &&
    same(sorted(product.tags), sorted(stored.tags)) &&
    sameCategories(product.categoryIds, stored) &&
    same(byCode(product.attributes), byCode(stored.attributes)) &&
    same(product.options.map(optionOf), stored.options.map(optionOf)) &&
    same(product.variants.map(variantOf), stored.variants.map(variantOf)) &&
    same(
      product.media,
      stored.media.map(({ id, alt }) => ({ mediaId: id, alt })),
    )
  )
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted()

const wordsOf = (each: ProductInput | StoredProduct) => [
  [each.slug, each.title, each.vendor, each.type, each.status],
  [each.taxClass, each.giftCard ?? false, each.seoTitle, each.seoDescription],
]

const sameCategories = (ids: readonly string[], { categories }: StoredProduct): boolean =>
  ids[0] === categories[0]?.id && same(sorted(ids), sorted(categories.map((category) => category.id)))

const byCode = (attributes: ProductInput['attributes']) =>
  attributes.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(({ code, values }) => [code, values])

const optionOf = ({ name, values }: ProductInput['options'][number]) => [
  name,
  values.map(({ value, swatch }) => [value, swatch ?? null]),
]

const variantOf = (each: VariantInput | StoredVariant) => [
  [each.options, each.sku, each.gtin, each.mpn, each.hsCode, each.originCountry],
  [each.weightGrams, each.lengthMm, each.widthMm, each.heightMm],
  [each.requiresShipping, each.taxable, each.mediaIds],
]
