import type { CategoryId, MediaId, VariantId } from '#kernel/id'

export const productStatuses = ['draft', 'active', 'archived'] as const
export type ProductStatus = (typeof productStatuses)[number]

/** A whole product, as a form, an import or a program means it to be. */
export type ProductInput = {
  /** Left out: kept, or made from the title when the product is new. */
  slug?: string | undefined
  title: string
  descriptionHtml: string
  vendor: string
  type: string
  tags: string[]
  status: ProductStatus
  /** Shoppers see an active product from this moment on; null hides it. */
  publishedAt: Date | null
  taxClass: string
  /** Its variants are amounts of money: a card for each piece is mailed once the order is paid. */
  giftCard?: boolean | undefined
  seoTitle: string
  seoDescription: string
  /** The first is the main one: it makes the breadcrumb. */
  categoryIds: CategoryId[]
  attributes: { code: string; values: string[] }[]
  options: OptionInput[]
  variants: VariantInput[]
  media: { mediaId: MediaId; alt: string }[]
}

export type OptionInput = { name: string; values: { value: string; swatch?: string | null | undefined }[] }

export type VariantInput = {
  /** One value an option, in the options' order; [] for a product without options. */
  options: string[]
  sku: string | null
  gtin: string | null
  mpn: string | null
  weightGrams: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  hsCode: string | null
  originCountry: string | null
  requiresShipping: boolean
  taxable: boolean
  mediaIds: MediaId[]
}

/** A variant of which nothing is said: the one of a product without options. */
export const plainVariant: VariantInput = {
  options: [],
  sku: null,
  gtin: null,
  mpn: null,
  weightGrams: null,
  lengthMm: null,
  widthMm: null,
  heightMm: null,
  hsCode: null,
  originCountry: null,
  requiresShipping: true,
  taxable: true,
  mediaIds: [],
}

/** A product whose own rules hold, in the one form in which it is compared and stored. */
export type CheckedProduct = Omit<ProductInput, 'options' | 'giftCard'> & {
  giftCard: boolean
  options: { name: string; values: { value: string; swatch: string | null }[] }[]
}

export type SavedVariant = { variantId: VariantId; options: string[] }

/** What tells a product's variants apart: the chosen values in option order. */
export const optionKey = (values: readonly string[]): string => JSON.stringify(values)

/** The most variants of one product. */
export const MAX_VARIANTS = 10_000
