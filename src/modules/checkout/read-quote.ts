import type { Money } from '#kernel/money'
import type { CartLineView, CartView } from '#modules/cart'
import { readPromotions } from '#modules/promotion'
import type { ValueFacts } from '#modules/stored-value'
import { readTaxRates, taxDay, vatOf, type TaxPlace, type Vat } from '#modules/tax'
import type { Db } from '#platform/db'
import { remembered } from '#platform/remembered'
import { quote, type Quote, type QuotedGoods } from './quote.ts'
import { noShelves, readShelves, type Shelves } from './read-shelves.ts'
import type { KnownFacts } from './store.ts'

/** They change a few times a year; a statement less for each look at a cart. */
const taxRates = remembered(readTaxRates, (country, now) => `${country} ${taxDay(country, now)}`)

type Asked = Readonly<{
  cart: CartView
  known: KnownFacts
  value: ValueFacts
  place: TaxPlace
  /** Null when nothing is sent or nothing can be. */
  shipping: Money | null
  now: Date
}>

/** Reads what is missing of the facts, mostly nothing, and quotes the cart for that place. */
export async function readQuote(db: Db, asked: Asked): Promise<{ quote: Quote; vat: Vat }> {
  const { cart, known, value, place, shipping, now } = asked
  const [{ offers, codes }, rates] = await Promise.all([
    readPromotions(db, {
      marketId: cart.marketId,
      codes: cart.codes,
      now,
      customerKey: known.checkout.email,
      customerId: cart.customerId,
      language: cart.language,
      version: known.promotionVersion,
    }),
    taxRates(db, place.country, now),
  ])
  const sold = cart.lines.filter((line) => line.price !== null)
  const productIds = sold.map((line) => line.productId)
  const shelves = await readShelves(db, productIds, offers)
  const vat = vatOf({
    vatId: known.checkout.vatId,
    check: known.vatCheck,
    place,
    settings: known.taxSettings,
  })
  const quoted = quote(
    { lines: sold.map((line) => goodsOf(line, shelves.get(line.productId) ?? noShelves)), shipping },
    {
      currency: cart.currency,
      taxDisplay: cart.taxDisplay,
      place,
      rates,
      reverseCharge: vat.reverseCharge,
      offers,
      promotion: {
        now,
        marketId: cart.marketId,
        customerGroupId: cart.customerGroupId,
        country: place.country,
        codes,
      },
      value,
    },
  )
  return { quote: quoted, vat }
}

const goodsOf = (line: CartLineView, { categoryIds, collectionIds }: Shelves): QuotedGoods => ({
  variantId: line.variantId,
  productId: line.productId,
  categoryIds,
  collectionIds,
  quantity: line.quantity,
  unit: line.unit,
  list: line.was ?? line.unit,
  base: line.base,
  priceWhy: line.priceWhy,
  listName: line.listName,
  taxable: line.taxable,
  taxClass: line.taxClass,
  giftCard: line.giftCard,
})
