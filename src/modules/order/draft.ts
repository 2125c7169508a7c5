import { newId, type CartId, type MarketId, type OrderId, type OrderLineId } from '#kernel/id'
import type { CartLineView } from '#modules/cart'
import type { Address, CheckoutView, QuoteLine, Taxed } from '#modules/checkout'
import { STORED_VALUE } from '#modules/payment'
import type { OrderState } from './states.ts'

/** An order about to be written: columns, and rows in the form the statement reads. Amounts in minor units. */
export type Draft = Readonly<{
  columns: Readonly<{
    id: OrderId
    cartId: CartId
    cartVersion: number
    state: OrderState
    marketId: MarketId
    language: string
    currency: string
    taxIncluded: boolean
    email: string
    phone: string | null
    shippingAddress: Address | null
    billingAddress: Address
    shippingName: string
    arrivesFrom: string | null
    arrivesTo: string | null
    customerId: string | null
    subtotal: number
    /** Of goods and shipping. */
    discount: number
    taxRelief: number
    reverseCharge: boolean
    vatId: string | null
    vatCheckId: string | null
    /** Before its discounts. */
    shipping: number
    shippingWhy: readonly unknown[]
    codes: readonly unknown[]
    tax: number
    total: number
    paymentMethod: string
    note: string
    placedAt: Date
    confirmedAt: Date | null
    /** 'web', or 'admin' where staff made it. */
    channel: string
    offeredUntil: Date | null
  }>
  lines: readonly Record<string, unknown>[]
  taxes: readonly Record<string, unknown>[]
  discounts: readonly Record<string, unknown>[]
}>

export const FREE = 'free'

/** Its buyer chooses when paying by the link. */
const BY_LINK = 'pay_link'

function methodOf({ payBy, quote }: CheckoutView, state: Terms['state']): string {
  if (state === 'offered') return BY_LINK
  return payBy ?? (quote.total.amount > 0 ? STORED_VALUE : FREE)
}

type Terms = Readonly<{
  orderId: OrderId
  state: 'pending' | 'open' | 'offered'
  now: Date
  /** Of an order that staff made: until when its buyer may pay. */
  offeredUntil?: Date
}>

/** Freezes a complete checkout. @throws RangeError for one that is not complete. The e-mail of an express buyer is ''. */
export function draftOf(view: CheckoutView, { orderId, state, now, offeredUntil }: Terms): Draft {
  const { cart, quote } = view
  const ids = quote.lines.map(() => newId<'order_line'>())
  const goods = new Map(cart.lines.map((line) => [line.variantId, line]))
  return {
    columns: {
      id: orderId,
      cartId: cart.id,
      cartVersion: cart.version,
      state,
      marketId: cart.marketId,
      language: cart.language,
      currency: cart.currency,
      taxIncluded: quote.taxIncluded,
      ...whoAndWhere(view),
      ...delivery(view),
      ...sumsOf(view),
      paymentMethod: methodOf(view, state),
      note: view.note,
      placedAt: now,
      confirmedAt: state === 'open' ? now : null,
      channel: state === 'offered' ? 'admin' : 'web',
      offeredUntil: offeredUntil ?? null,
    },
    lines: quote.lines.map((line, index) => lineRow(line, goods.get(line.variantId), { id: ids[index], index })),
    taxes: [
      ...quote.lines.map((line, index) => taxRow(view, line, ids[index] ?? null)),
      ...(quote.shipping ? [taxRow(view, quote.shipping, null)] : []),
    ].filter((row) => row.rate_ppm > 0),
    discounts: [
      ...quote.lines.flatMap((line, index) => line.discounts.map((one) => discountRow(one, ids[index] ?? null))),
      ...(quote.shipping?.discounts ?? []).map((one) => discountRow(one, null)),
    ],
  }
}

const sumsOf = ({ quote, vat, cart }: CheckoutView) => ({
  customerId: cart.customerId,
  subtotal: quote.subtotal.amount,
  discount: quote.discount.amount,
  taxRelief: quote.taxRelief.amount,
  reverseCharge: quote.reverseCharge,
  vatId: vat.id,
  vatCheckId: vat.checkId,
  shipping: quote.shipping?.before.amount ?? 0,
  shippingWhy: whyRows(quote.shipping?.why ?? []),
  codes: quote.codes,
  tax: quote.tax.amount,
  total: quote.total.amount,
})

function whoAndWhere({ cart, email, phone, ...view }: CheckoutView) {
  const billingAddress = view.billingAddress ?? view.shippingAddress
  if (email === null || !billingAddress) throw new RangeError('not a complete checkout')
  return { email, phone, billingAddress, shippingAddress: cart.requiresShipping ? view.shippingAddress : null }
}

const delivery = ({ shippingOffer, cart }: CheckoutView) => ({
  shippingName: nameOf(shippingOffer?.name ?? {}, cart.language),
  arrivesFrom: shippingOffer?.arrives.from ?? null,
  arrivesTo: shippingOffer?.arrives.to ?? null,
})

const nameOf = (names: Record<string, string>, language: string): string => names[language] ?? names['en'] ?? ''

type Place = { id: OrderLineId | undefined; index: number }

const lineRow = (line: QuoteLine, goods: CartLineView | undefined, { id, index }: Place) => ({
  id,
  position: index + 1,
  product_id: goods?.productId,
  variant_id: line.variantId,
  title: goods?.title,
  variant_title: goods?.variantTitle,
  sku: goods?.sku,
  slug: goods?.slug,
  media_hash: goods?.mediaHash,
  quantity: line.quantity,
  unit_amount: line.unit.amount,
  list_amount: line.list.amount,
  base_amount: line.base.amount,
  discount_amount: line.discount.amount,
  tax_relief_amount: line.taxRelief.amount,
  why: whyRows(line.why),
  total_amount: line.total.amount,
  tax_amount: line.tax.amount,
  weight_grams: goods?.weightGrams,
  requires_shipping: goods?.requiresShipping,
  gift_card: line.giftCard,
})

const taxRow = ({ destination, quote }: CheckoutView, { total, tax, rate }: Taxed, lineId: OrderLineId | null) => ({
  id: newId<'order_tax'>(),
  line_id: lineId,
  name: rate.name,
  country: destination.country,
  region: destination.region,
  rate_ppm: rate.ratePpm,
  base_amount: quote.taxIncluded ? total.amount - tax.amount : total.amount,
  tax_amount: tax.amount,
})

/** The order knows its currency; its rows hold minor units. */
const whyRows = (why: QuoteLine['why']) =>
  why.map(({ kind, label, amount }) => ({ kind, label, amount: amount?.amount ?? null }))

const discountRow = (discount: QuoteLine['discounts'][number], lineId: OrderLineId | null) => ({
  id: newId<'order_discount'>(),
  line_id: lineId,
  promotion_id: discount.promotionId,
  coupon_id: discount.couponId,
  name: discount.name,
  code: discount.code,
  amount: discount.amount.amount,
})
