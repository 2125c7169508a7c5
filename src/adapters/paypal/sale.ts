import { plus, times, type Money } from '#kernel/money'
import { plainText } from '#kernel/plain-text'
import type { NewGatewayPayment } from '#modules/payment'
import { toPaypal, type PaypalSum } from './amounts.ts'

type Parts = Readonly<{ item_total: PaypalSum; shipping?: PaypalSum }>

/** What PayPal's page shows of a purchase: what it is for, and how much of the sum is for what. */
type Sale = Readonly<{
  description: string
  amount: PaypalSum & Readonly<{ breakdown?: Parts }>
  items?: readonly Readonly<{ name: string; quantity: string; unit_amount: PaypalSum }>[]
}>

/** Null for a sum that PayPal cannot take. */
export function saleOf({ amount, reference, language, express }: NewGatewayPayment): Sale | null {
  const sum = toPaypal(amount)
  const order = language === 'de' ? `Bestellung ${reference}` : `Order ${reference}`
  if (!sum || !express) return sum && { description: order, amount: sum }
  const goods = plainText(express.goods, 200)
  const description = short(goods === '' ? order : `${order}: ${goods}`)
  const parts = partsOf(amount, express.delivery)
  if (!parts) return { description, amount: sum }
  const item = { name: short(goods || order), quantity: '1', unit_amount: parts.item_total }
  return { description, amount: { ...sum, breakdown: parts }, items: [item] }
}

/** Null when PayPal cannot write one of them: less than nothing, or decimals where it takes none. */
function partsOf(amount: Money, delivery: Money | null): Parts | null {
  const goods = partOf(delivery ? plus(amount, times(delivery, -1)) : amount)
  const shipping = delivery && partOf(delivery)
  if (!goods || (delivery && !shipping)) return null
  return { item_total: goods, ...(shipping ? { shipping } : {}) }
}

const partOf = (part: Money): PaypalSum | null => (part.amount < 0 ? null : toPaypal(part))

/** PayPal counts 127 letters of ASCII, and others as more than one. */
const short = (text: string): string => text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(127)).read)
