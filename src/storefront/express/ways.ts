import type { ProductPage } from '#modules/catalog'
import type { PaymentMethods } from '#modules/payment'
import type { Place } from '../place.ts'
import { payingPolicy } from '../policy.ts'
import type { ShownPrice } from '../product/offer.ts'

/** A button that buys at once: the code of its way to pay, and whose words it wears. */
export type ExpressWay = Readonly<{ code: string; brand: 'paypal' | 'stripe' | 'test' }>

/** ended: the payment was given up or refused. gone: there is not enough of it. */
const news = ['ended', 'gone'] as const
export type ExpressTold = (typeof news)[number]

type Shown = Readonly<{ market: Place['market']; product: ProductPage; shown: ShownPrice | null }>

/** What a product's page says of buying it at once: how, what became of it (`asked`), and where its forms may lead. */
export function atOnce(methods: PaymentMethods, { asked, ...shown }: Shown & { asked: string | undefined }) {
  const express = expressWays(methods, shown)
  const told = news.find((one) => one === asked) ?? null
  return { express, told, policy: express.length > 0 ? payingPolicy(methods) : null }
}

/**
 * In which ways this can be bought from its page, without a checkout. Only where prices hold their tax: elsewhere nobody
 * knows the sum before the address. `expressOrder` looks again.
 */
function expressWays(methods: PaymentMethods, { market, product, shown }: Shown): ExpressWay[] {
  const price = shown?.price.unit
  if (!price || price.amount === 0 || market.taxDisplay !== 'inclusive' || product.giftCard) return []
  if (!product.variants.every(({ requiresShipping }) => requiresShipping)) return []
  const facts = { country: market.defaultCountry, requiresShipping: true, total: price }
  return methods
    .offered()
    .filter((method) => method.kind === 'online' && method.gateway.supports.express && method.offeredTo(facts))
    .map(({ code }) => ({ code, brand: brandOf(code) }))
}

const brandOf = (code: string): ExpressWay['brand'] =>
  code.startsWith('paypal') ? 'paypal' : code.startsWith('stripe') ? 'stripe' : 'test'
