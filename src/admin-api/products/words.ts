import type { BelowReserved } from '#modules/inventory'
import type { ImageRefusal } from '#platform/images'
import type { SaveRefusal } from './save.ts'

type Told = { path: string; message: string }

/** What is wrong with a product, and beside which field it is said. */
export function explainSave(refusal: SaveRefusal): Told {
  switch (refusal.code) {
    case 'not_found':
      return { path: '', message: 'This product is no more. Somebody has deleted it.' }
    case 'changed_meanwhile':
      return { path: '', message: 'Somebody has changed this product while you were at it.' }
    case 'title_missing':
      return { path: 'title', message: 'A product needs a title.' }
    case 'slug_invalid':
      return { path: 'slug', message: 'Small letters, digits and single hyphens only.' }
    case 'slug_taken':
      return { path: 'slug', message: 'Another product has this address.' }
    case 'sku_taken':
      return { path: 'variants', message: `Another product has the SKU ${refusal.sku}.` }
    case 'sku_duplicate':
      return { path: 'variants', message: `Two variants have the SKU ${refusal.sku}.` }
    case 'gtin_invalid':
      return { path: 'variants', message: `${refusal.gtin} is no barcode: its check digit is wrong.` }
    default:
      return { path: otherPlaces[refusal.code], message: other[refusal.code] }
  }
}

type OtherCode = Exclude<
  SaveRefusal['code'],
  | 'not_found'
  | 'changed_meanwhile'
  | 'title_missing'
  | 'slug_invalid'
  | 'slug_taken'
  | 'sku_taken'
  | 'sku_duplicate'
  | 'gtin_invalid'
>

const other: Record<OtherCode, string> = {
  option_invalid: 'An option needs a name and a value.',
  variant_missing: 'A product needs a variant.',
  too_many_variants: 'That is more variants than a product can have.',
  variant_options: 'A variant does not fit the options.',
  variant_duplicate: 'Two variants are the same.',
  country_invalid: 'The country of origin is no country.',
  measure_invalid: 'Weights and sizes are whole numbers.',
  unknown_media: 'A picture is no more. Please upload it again.',
  unknown_category: 'A category is no more. Please choose another.',
  unknown_attribute: 'An attribute is no more.',
  attribute_value: 'An attribute has a value of the wrong kind.',
  invalid_amount: 'A price is no amount of money.',
  sale_without_price: 'A sale needs a price.',
  sale_ends_before_start: 'The sale ends before it starts.',
  unknown_variant: 'A variant is no more. Please reload.',
  unknown_price_list: 'A market is no more. Please reload.',
}

const otherPlaces: Record<OtherCode, string> = {
  option_invalid: 'variants',
  variant_missing: 'variants',
  too_many_variants: 'variants',
  variant_options: 'variants',
  variant_duplicate: 'variants',
  country_invalid: 'variants',
  measure_invalid: 'variants',
  unknown_media: 'media',
  unknown_category: 'categoryIds',
  unknown_attribute: '',
  attribute_value: '',
  invalid_amount: 'variants',
  sale_without_price: 'variants',
  sale_ends_before_start: 'variants',
  unknown_variant: 'variants',
  unknown_price_list: 'variants',
}

export const explainStock = (refusal: BelowReserved): string =>
  `Orders hold ${refusal.reserved} of it. There cannot be fewer on the shelf; cancel an order first, or allow selling on.`

export const explainPicture = (refusal: ImageRefusal): string => pictures[refusal.code]

const pictures: Record<ImageRefusal['code'], string> = {
  unknown_type: 'That is no picture we can read. JPEG, PNG, WebP, AVIF, GIF and TIFF are good.',
  unreadable: 'That picture is damaged.',
  too_large: 'That picture is too large.',
  too_slow: 'That picture took too long to read. A smaller one will do.',
}
