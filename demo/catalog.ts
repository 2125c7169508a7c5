import type { MediaId } from '#kernel/id'
import type { PriceRecord, ProductRecord, VariantRecord } from '#modules/transfer'
import { demoMarkets, priceIn } from './prices.ts'
import { type DemoProduct, demoAttributes } from './products/index.ts'

const DAY_MS = 86_400_000
const attributeNames = new Map(demoAttributes.map(({ code, name }) => [code, name]))

/** All ways to choose one value of each option. */
export function choicesOf({ options = {} }: DemoProduct): string[][] {
  return Object.values(options).reduce<string[][]>(
    (choices, values) => choices.flatMap((choice) => Object.keys(values).map((value) => [...choice, value])),
    [[]],
  )
}

/** An EAN-13 of the range that shops may use for themselves (it begins with 20). */
export function gtinOf(product: number, variant: number): string {
  const digits = `20${String(product).padStart(6, '0')}${String(variant).padStart(4, '0')}`
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

type Place = { product: DemoProduct; number: number; since: Date }

/** The product as the catalog takes it; `media` holds the pictures that are drawn and known. */
export function recordOf(place: Place, media: ReadonlyMap<string, MediaId>): ProductRecord {
  const { product, number, since } = place
  const { pictures, facts } = product
  return {
    keys: [product.slug],
    line: 0,
    slug: product.slug,
    title: product.title,
    descriptionHtml: htmlOf(product),
    vendor: product.vendor,
    type: product.type,
    tags: [...(product.tags ?? [])],
    status: 'active',
    published: new Date(since.getTime() - (product.age ?? 40 + number) * DAY_MS),
    taxClass: 'standard',
    giftCard: product.giftCard ?? false,
    seoTitle: product.title,
    seoDescription: product.seo,
    categories: product.in.map((slug) => ({ slug })),
    attributes: Object.entries(facts).map(([code, value]) => ({
      code,
      name: attributeNames.get(code) ?? code,
      values: typeof value === 'string' ? [value] : [...value],
    })),
    options: Object.entries(product.options ?? {}).map(([name, values]) => ({
      name,
      values: Object.entries(values).map(([value, swatch]) => ({ value, swatch: swatch === '' ? null : swatch })),
    })),
    variants: choicesOf(product).map((choice, index) => variantOf(place, choice, index)),
    pictures: Object.entries(pictures).map(([name, alt]) => ({
      source: sourceOf(name),
      alt,
      mediaId: media.get(name),
    })),
    redirects: [],
  }
}

/** What a picture is known by, so that a second filling finds it. */
export const sourceOf = (picture: string): string => `demo:${picture}`

function htmlOf({ text, points = [] }: DemoProduct): string {
  const list = points.length > 0 ? `<ul>${points.map((point) => `<li>${point}</li>`).join('')}</ul>` : ''
  return text.map((paragraph) => `<p>${paragraph}</p>`).join('') + list
}

function variantOf({ product, number, since }: Place, choice: string[], index: number): VariantRecord {
  const added = choice.reduce((sum, value) => sum + (product.more?.[value] ?? 0), 0)
  const shows = choice.flatMap((value) => product.shows?.[value] ?? [])
  const millimeters = (code: string): number | null => {
    const value = product.facts[code]
    return typeof value === 'string' ? Math.round(Number(value) * 10) : null
  }
  return {
    line: 0,
    options: choice,
    sku: `SL-${100 + number}-${String(index + 1).padStart(2, '0')}`,
    gtin: gtinOf(100 + number, index + 1),
    mpn: null,
    weightGrams: product.grams + choice.reduce((sum, value) => sum + (product.moreGrams?.[value] ?? 0), 0),
    lengthMm: millimeters('depth') ?? millimeters('diameter'),
    widthMm: millimeters('width') ?? millimeters('diameter'),
    heightMm: millimeters('height'),
    hsCode: product.hs,
    originCountry: product.from,
    requiresShipping: !product.giftCard,
    taxable: !product.giftCard,
    prices: Object.fromEntries(
      demoMarkets.map((market) => [market, priceOf(product, market, { added, choice, since })]),
    ),
    stock: { onHand: stockOf(product, choice), policy: product.policy ?? 'deny' },
    pictures: shows.map(sourceOf),
  }
}

type Pricing = { added: number; choice: readonly string[]; since: Date }

function priceOf({ price, was, sale }: DemoProduct, market: string, { added, choice, since }: Pricing): PriceRecord {
  const onSale = sale && (!sale.only || choice.includes(sale.only)) ? sale : null
  const day = (days: number | undefined): Date | null =>
    days === undefined ? null : new Date(since.getTime() + days * DAY_MS)
  return {
    amount: priceIn(market, price + added),
    compareAtAmount: was ? priceIn(market, was + added) : null,
    saleAmount: onSale ? priceIn(market, onSale.price + added) : null,
    saleStartsAt: day(onSale?.from),
    saleEndsAt: day(onSale?.until),
  }
}

const stockOf = ({ stock }: DemoProduct, choice: readonly string[]): number =>
  typeof stock === 'number' ? stock : (stock[choice.join(' / ')] ?? 0)
