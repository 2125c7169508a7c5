import { never } from '#kernel/result'
import type { SaveProductRefusal } from '#modules/catalog'

/** Why the catalog did not take a product, for the one who owns the file. */
export function wordsFor(refusal: SaveProductRefusal): string {
  switch (refusal.code) {
    case 'title_missing':
      return 'The product has no title.'
    case 'slug_invalid':
      return `"${refusal.slug}" cannot be an address.`
    case 'slug_taken':
      return `Another product has the address "${refusal.slug}".`
    case 'sku_taken':
    case 'sku_duplicate':
      return `SKU "${refusal.sku}" names another variant.`
    case 'unknown_media':
    case 'unknown_category':
    case 'not_found':
    case 'changed_meanwhile':
      return 'The product, its category or picture was changed by somebody meanwhile: run the import again.'
    case 'unknown_attribute':
      return `There is no attribute "${refusal.attribute}".`
    case 'attribute_value':
      return `"${refusal.value}" does not fit the attribute "${refusal.attribute}".`
    default:
      return wordsForOptions(refusal)
  }
}

type OptionsRefusal = Extract<
  SaveProductRefusal,
  { code: `option${string}` | `variant${string}` | 'too_many_variants' | `${string}_invalid` | `measure${string}` }
>

function wordsForOptions(refusal: Exclude<OptionsRefusal, { code: 'slug_invalid' }>): string {
  switch (refusal.code) {
    case 'option_invalid':
      return `Option "${refusal.option}" has no name or no values, or is there twice.`
    case 'variant_missing':
      return 'The product has no variant.'
    case 'too_many_variants':
      return `The product has more than ${refusal.limit} variants.`
    case 'variant_options':
      return `"${refusal.options.join(' / ')}" does not fit the options of the product.`
    case 'variant_duplicate':
      return `Two variants for "${refusal.options.join(' / ')}".`
    case 'gtin_invalid':
      return `"${refusal.gtin}" is no GTIN.`
    case 'country_invalid':
      return `"${refusal.country}" is no country.`
    case 'measure_invalid':
      return `A weight or size of "${refusal.options.join(' / ')}" is out of range.`
    default:
      return never(refusal)
  }
}
