import type { ProductPage } from '#modules/catalog'
import { plainText } from '#modules/content'
import { decimal } from '#kernel/money'
import { stockWord } from '#modules/inventory'
import { priceFor } from '#modules/pricing'
import { mediaUrl } from '#platform/images'
import { href, type Place } from '../place.ts'

type Around = Readonly<{ origin: string; place: Place; now: Date; shopName: string }>

const MOST_OFFERS = 30
const availability = { in_stock: 'InStock', low: 'LimitedAvailability', sold_out: 'OutOfStock', backorder: 'BackOrder' }

/** The product for search engines (schema.org Product with its Offers). */
export function productData(product: ProductPage, { origin, place, now, shopName }: Around) {
  const address = origin + href(place, `/p/${product.slug}`)
  const offers = product.variants.slice(0, MOST_OFFERS).flatMap((variant) => {
    const price = priceFor(variant.prices, { quantity: 1, now })
    return price
      ? [
          {
            '@type': 'Offer',
            url: product.variants.length > 1 ? `${address}?variant=${variant.id}` : address,
            price: decimal(price.unit),
            priceCurrency: price.unit.currency,
            availability: `https://schema.org/${availability[stockWord(variant.stock)]}`,
            itemCondition: 'https://schema.org/NewCondition',
            ...(variant.sku ? { sku: variant.sku } : {}),
            ...(variant.gtin ? { gtin: variant.gtin } : {}),
            seller: { '@type': 'Organization', name: shopName },
          },
        ]
      : []
  })
  const [first] = product.variants
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    url: address,
    description: product.seoDescription || shortened(product.descriptionHtml),
    image: product.media.slice(0, 6).map(({ hash, widths }) => origin + mediaUrl(hash, widths.at(-1) ?? 0, 'webp')),
    ...(product.vendor ? { brand: { '@type': 'Brand', name: product.vendor } } : {}),
    ...(first?.sku ? { sku: first.sku } : {}),
    ...(first?.mpn ? { mpn: first.mpn } : {}),
    offers,
  }
}

const texts = new Map<string, string>()

/** The first words of a description. Taking the tags out costs more than all else on the page, so it is done once. */
export function shortened(html: string): string {
  const known = texts.get(html)
  if (known !== undefined) return known
  const text = plainText(html).slice(0, 300)
  if (texts.size > 2000) texts.clear()
  texts.set(html, text)
  return text
}
