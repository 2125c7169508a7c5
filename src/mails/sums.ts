import type { Language } from '#kernel/locale'
import { format, money, times, type Money } from '#kernel/money'
import { oncePer } from '#kernel/once-per'
import { summedUp } from '#modules/checkout'
import type { Order, OrderLine } from '#modules/order'
import type { Row } from './content.ts'
import type { MailWords } from './words.ts'

/** What a line costs after its discounts; tax that was taken out stands among the sums. */
export const afterDiscounts = ({ unit, quantity, discount }: OrderLine): Money => {
  const before = times(unit, quantity)
  return money(before.amount - discount.amount, before.currency)
}

type Off = OrderLine['discounts'][number]

const nameOf = ({ name, code }: Off): string => (code === null ? name : `${name} (${code})`)
const minus = ({ amount, currency }: Money, language: Language): string => format(money(-amount, currency), language)

/** What was taken off a line, by name. */
export const discountsOf = ({ discounts }: OrderLine, language: Language): string[] =>
  discounts.map((one) => `${nameOf(one)} ${minus(one.amount, language)}`)

/** Everything between the goods and what is left to pay. */
export function sumsOf(order: Order, words: MailWords): Row[] {
  const { language } = order
  const total = { label: words.total, value: format(order.total, language), strong: true }
  const taxes = taxesOf(order, words)
  const shippingName = order.shippingName ? `${words.shipping} · ${order.shippingName}` : words.shipping
  const off = (given: readonly Off[]) =>
    given.map((one) => ({ label: nameOf(one), value: minus(one.amount, language) }))
  return [
    { label: words.subtotal, value: format(order.subtotal, language) },
    ...off(summedUp(order.lines.flatMap((line) => line.discounts))),
    ...(order.shippingAddress ? [{ label: shippingName, value: format(order.shipping, language) }] : []),
    ...off(order.shippingDiscounts),
    ...(order.taxRelief.amount > 0 ? [{ label: words.taxRelief, value: minus(order.taxRelief, language) }] : []),
    ...(order.taxIncluded ? [total, ...taxes] : [...taxes, total]),
    ...tendersOf(order, words),
  ]
}

const percents = oncePer((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }))

function taxesOf({ taxes, taxIncluded, language }: Order, words: MailWords): Row[] {
  const label = taxIncluded ? words.taxIncluded : words.tax
  return taxes.map(({ name, ratePpm, tax }) => ({
    label: label(name, percents(language).format(ratePpm / 1_000_000)),
    value: format(tax, language),
  }))
}

/** What gift cards and credit paid, and what they left. */
function tendersOf({ payments, total, language }: Order, words: MailWords): Row[] {
  const tenders = payments.filter(
    ({ gateway, state }) => gateway === 'stored_value' && state !== 'failed' && state !== 'canceled',
  )
  if (tenders.length === 0) return []
  const paid = tenders.reduce((all, { amount }) => all + amount.amount, 0)
  return [
    ...tenders.map(({ method, instrument, amount }) => ({
      label: method === 'gift_card' ? words.giftCard(instrument.label) : words.credit,
      value: minus(amount, language),
    })),
    { label: words.due, value: format(money(total.amount - paid, total.currency), language), strong: true },
  ]
}
