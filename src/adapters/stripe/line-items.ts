import type { Stripe } from 'stripe'

import { plainText } from '#kernel/plain-text'
import type { NewGatewayPayment } from '#modules/payment'
import { toStripe } from './amounts.ts'

type LineItem = Stripe.Checkout.SessionCreateParams.LineItem

const LONGEST_NAME = 250

/**
 * What the page says the money is for; the lines add up to `units` exactly. The delivery is a line and no shipping option:
 * each of those would stay behind as a shipping rate in the merchant's account.
 */
export function lineItems(payment: NewGatewayPayment, { units, title }: { units: number; title: string }): LineItem[] {
  const { amount, express, language } = payment
  const line = (unitAmount: number, name: string, description?: string): LineItem => ({
    quantity: 1,
    price_data: {
      currency: amount.currency.toLowerCase(),
      unit_amount: unitAmount,
      product_data: { name, ...(description === undefined ? {} : { description }) },
    },
  })
  if (!express) return [line(units, title)]
  const goods = plainText(express.goods, LONGEST_NAME) || title
  const delivery = deliveryUnits(payment, units)
  if (delivery === 0) return [line(units, goods, title)]
  return [line(units - delivery, goods, title), line(delivery, language === 'de' ? 'Versand' : 'Delivery')]
}

/** 0 where it is no part that can stand alone: a gift card paid most of it, or Stripe cannot take so fine a sum. */
function deliveryUnits({ amount, express }: NewGatewayPayment, units: number): number {
  const delivery = express?.delivery
  if (!delivery || delivery.currency !== amount.currency) return 0
  const part = toStripe(delivery) ?? 0
  return part > 0 && part < units ? part : 0
}
