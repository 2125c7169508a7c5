import type { CategoryId, MediaId } from '#kernel/id'

/**
 * A product as a file tells it, in our words. A field that is missing was not in the file: what the shop has stays.
 * An empty one was there and blank: it is cleared.
 */
export type ProductRecord = {
  /** What the other system knows it by (handle, SKU, id): one that we have seen is enough to find it again. */
  keys: string[]
  /** The line its first row begins on; 0 for a product that comes from no file. */
  line: number
  slug?: string | undefined
  title?: string | undefined
  descriptionHtml?: string | undefined
  vendor?: string | undefined
  type?: string | undefined
  tags?: string[] | undefined
  status?: 'draft' | 'active' | 'archived' | undefined
  /** True: from now on, or since whenever it is already. */
  published?: boolean | Date | undefined
  taxClass?: string | undefined
  giftCard?: boolean | undefined
  seoTitle?: string | undefined
  seoDescription?: string | undefined
  /** The first is the main one. */
  categories?: CategoryPlace[] | undefined
  attributes?: AttributeRecord[] | undefined
  options?: OptionRecord[] | undefined
  variants: VariantRecord[]
  pictures?: PictureRecord[] | undefined
  /** Paths under which the other system showed it. */
  redirects: string[]
}

/** Titles from the root down; made when missing. Or one that is known. */
export type CategoryPlace = { path: string[] } | { slug: string } | { id: CategoryId }

export type AttributeRecord = { code: string; name: string; values: string[] }

export type OptionRecord = { name: string; values: { value: string; swatch?: string | null }[] }

export type VariantRecord = {
  line: number
  /** One value for each option, in option order. */
  options: string[]
  sku?: string | null | undefined
  gtin?: string | null | undefined
  mpn?: string | null | undefined
  weightGrams?: number | null | undefined
  lengthMm?: number | null | undefined
  widthMm?: number | null | undefined
  heightMm?: number | null | undefined
  hsCode?: string | null | undefined
  originCountry?: string | null | undefined
  requiresShipping?: boolean | undefined
  taxable?: boolean | undefined
  /** By code of the price list; amounts in minor units of the list's currency. */
  prices: Record<string, PriceRecord>
  stock?: StockRecord | undefined
  /** Sources among the product's pictures. */
  pictures?: string[] | undefined
}

export type PriceRecord = {
  amount: number
  compareAtAmount?: number | null
  saleAmount?: number | null
  saleStartsAt?: Date | null
  saleEndsAt?: Date | null
}

export type StockRecord = { onHand: number; policy: 'deny' | 'continue' | 'untracked' }

/** `source`: an http(s) address, a path beside the file, or `media:<hash>`. `mediaId`: when the shop has it already. */
export type PictureRecord = {
  source: string
  alt: string
  mediaId?: MediaId | undefined
  /** Where the file names it. */
  line?: number | undefined
  column?: string | undefined
  /** Our own file says what the picture's stored form looks like. */
  facts?: string | undefined
}
