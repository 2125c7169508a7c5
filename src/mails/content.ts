import { addressLines } from '#kernel/address'
import type { Language } from '#kernel/locale'
import { format, type Money } from '#kernel/money'
import { oncePer } from '#kernel/once-per'
import type { MailFacts } from '#modules/notification'
import { openTransfer, type OrderLine } from '#modules/order'
import { afterDiscounts, discountsOf, sumsOf } from './sums.ts'
import { type MailWords, wordsIn } from './words.ts'

export type MailLine = { title: string; details: string; quantity: number; sum: string | null; picture: string | null }
export type Row = { label: string; value: string; strong?: boolean }

/** What a mail says, once, for the page and for the plain text. */
export type MailContent = {
  language: Language
  words: MailWords
  subject: string
  title: string
  paragraphs: string[]
  rows: Row[]
  button: { label: string; url: string }
  second: { label: string; url: string } | null
  bank: Row[]
  /** The address of a picture that a banking app reads. */
  transferCode: string | null
  lines: MailLine[]
  sums: Row[]
  addresses: { title: string; lines: string[] }[]
  shop: MailFacts['shop']
  origin: string
}

export function contentOf(facts: MailFacts): MailContent {
  const { kind, order, shop, parcel, orderUrl } = facts
  const words = wordsIn(order.language)
  const { subject, title } = words.kinds[kind]
  const isShipped = kind === 'shipped' && parcel !== null
  const track = isShipped && parcel.trackingUrl ? { label: words.track, url: parcel.trackingUrl } : null
  const seeOrder = { label: labelOf(kind, words), url: orderUrl }
  return {
    language: order.language,
    words,
    subject: subject(order.number, shop.name),
    title,
    paragraphs: [...paragraphsOf(facts, words), ...taxNotes(facts, words)],
    rows: rowsOf(facts, words),
    button: track ?? seeOrder,
    second: track ? seeOrder : null,
    bank: kind === 'confirmation' ? bankRows(facts, words) : [],
    transferCode: kind === 'confirmation' ? transferCodeOf(facts) : null,
    lines: linesOf(facts),
    sums: kind === 'shipped' || kind === 'refunded' ? [] : sumsOf(facts.order, words),
    addresses: kind === 'confirmation' || isShipped ? addressesOf(facts, words) : [],
    shop,
    origin: facts.origin,
  }
}

const labelOf = (kind: MailFacts['kind'], words: MailWords): string =>
  kind === 'pay_link' ? words.payOrder : words.seeOrder

const say = (price: Money, language: Language): string => format(price, language)

function paragraphsOf({ kind, order }: MailFacts, words: MailWords): string[] {
  const { text } = words.kinds[kind]
  if (kind === 'canceled') return [words.reasons[order.cancelReason ?? ''] ?? '', text].filter(Boolean)
  if (kind === 'paid' && order.fulfillmentStatus === 'fulfilled') return [words.paidAfterwards]
  if (kind !== 'confirmation') return [text]
  if (isTransfer(order)) return [words.transfer]
  const first = order.shippingAddress ? text : words.nothingToSend
  if (order.paymentMethod === 'invoice') return [first, words.invoice]
  return order.paymentMethod === 'cash_on_delivery' ? [first, words.cash] : [first]
}

/** What the law wants said where the buyer owes the tax. */
const taxNotes = ({ kind, order }: MailFacts, words: MailWords): string[] =>
  kind === 'confirmation' && order.reverseCharge && order.vatId !== null ? [words.reverseCharge(order.vatId)] : []

const isTransfer = (order: MailFacts['order']): boolean =>
  order.paymentMethod === 'bank_transfer' && openTransfer(order) !== null

/** Banking apps know it in euro; below the order's own page, for who has its link. */
const transferCodeOf = ({ order, shop, orderUrl }: MailFacts): string | null =>
  shop.bank && openTransfer(order)?.currency === 'EUR' ? `${orderUrl}/transfer.png` : null

function rowsOf({ kind, order, parcel, refunded }: MailFacts, words: MailWords): Row[] {
  const rows: Row[] = [{ label: words.number, value: String(order.number) }]
  if (kind === 'refunded' && refunded) rows.push({ label: words.refunded, value: say(refunded, order.language) })
  const tracking = [parcel?.carrier, parcel?.trackingNumber].filter(Boolean).join(' ')
  if (kind === 'shipped' && tracking) rows.push({ label: words.tracking, value: tracking })
  return rows
}

function bankRows({ order, shop }: MailFacts, { bank: labels }: MailWords): Row[] {
  const amount = openTransfer(order)
  if (!amount || !shop.bank) return []
  const { holder, iban, bic, bankName } = shop.bank
  return [
    { label: labels.holder, value: holder },
    { label: labels.iban, value: iban.replaceAll(/(\S{4})(?=\S)/g, '$1 ') },
    { label: labels.bic, value: bic },
    { label: labels.bankName, value: bankName },
    { label: labels.amount, value: say(amount, order.language), strong: true },
    { label: labels.purpose, value: String(order.number), strong: true },
  ].filter(({ value }) => value !== '')
}

function linesOf({ kind, order, parcel, origin }: MailFacts): MailLine[] {
  const sent = new Map(parcel?.lines.map(({ orderLineId, quantity }) => [orderLineId, quantity]))
  const toLine = (line: OrderLine, quantity: number): MailLine => ({
    title: line.title,
    details: [line.variantTitle, ...(kind === 'shipped' ? [] : discountsOf(line, order.language))]
      .filter(Boolean)
      .join(' · '),
    quantity,
    sum: kind === 'shipped' ? null : say(afterDiscounts(line), order.language),
    picture: line.mediaHash ? `${origin}/media/${line.mediaHash}-160.webp` : null,
  })
  if (kind !== 'shipped' || !parcel)
    return kind === 'refunded' ? [] : order.lines.map((line) => toLine(line, line.quantity))
  return order.lines.flatMap((line) => {
    const quantity = sent.get(line.id)
    return quantity ? [toLine(line, quantity)] : []
  })
}

function addressesOf({ kind, order }: MailFacts, words: MailWords): MailContent['addresses'] {
  const { shippingAddress: ship, billingAddress: bill, language } = order
  const to = ship ? addressLines(ship, language) : []
  const from = addressLines(bill, language)
  const arrival = kind === 'confirmation' && ship ? arrivalOf(order, words) : []
  return [
    ...(ship ? [{ title: words.shipTo, lines: [...to, ...arrival] }] : []),
    ...(kind === 'confirmation' && from.join() !== to.join() ? [{ title: words.billTo, lines: from }] : []),
  ]
}

const days = oncePer((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }))

function arrivalOf({ arrivesFrom, arrivesTo, language }: MailFacts['order'], words: MailWords): string[] {
  if (!arrivesFrom || !arrivesTo) return []
  const day = days(language)
  return [words.arrives(day.format(new Date(arrivesFrom)), day.format(new Date(arrivesTo)))]
}
