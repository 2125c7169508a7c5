import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money, type Currency } from '#kernel/money'
import { noValue, type ValueFacts } from '#modules/stored-value'
import { aCode, anOffer, offerFacts } from '#testing/offers'
import { quote, type QuotedGoods, type QuoteFacts } from './quote.ts'

const eur = currencyOf('EUR')

const goods = (amount: number, words: Partial<QuotedGoods> = {}, currency: Currency = eur): QuotedGoods => ({
  variantId: newId<'variant'>(),
  productId: newId<'product'>(),
  categoryIds: [],
  collectionIds: [],
  quantity: 1,
  unit: money(amount, currency),
  list: money(amount, currency),
  base: money(amount, currency),
  priceWhy: 'base',
  listName: null,
  taxable: true,
  taxClass: 'standard',
  giftCard: false,
  ...words,
})

const facts = (words: Partial<QuoteFacts> = {}): QuoteFacts => ({
  currency: eur,
  taxDisplay: 'inclusive',
  place: { country: 'DE', region: '', postcode: '' },
  rates: [
    { country: 'DE', region: '', postcodePattern: '', taxClass: 'standard', startsOn: '2020-01-01', name: 'VAT' },
  ].map((rate) => ({ ...rate, ratePpm: 190_000 })),
  reverseCharge: false,
  offers: [],
  promotion: offerFacts(),
  value: noValue,
  ...words,
})

const withCodes = (codes: string[]) => offerFacts({ codes })
const percent = (share: number, code?: string) =>
  anOffer({ kind: 'percent_order', ppm: share * 10_000 }, code ? { coupons: [aCode(code)] } : {})
const off = (cents: number, code?: string) =>
  anOffer({ kind: 'amount_order', amounts: { EUR: cents } }, code ? { coupons: [aCode(code)] } : {})
const amounts = (parts: readonly { total: { amount: number } }[]) => parts.map(({ total }) => total.amount)

test('a third off three things of one cent: one cent, and everything still adds up (A017)', () => {
  const lines = [goods(1), goods(1), goods(1)]
  const { discount, total, lines: quoted } = quote({ lines, shipping: null }, facts({ offers: [percent(33.33)] }))
  expect([discount.amount, total.amount, amounts(quoted).toSorted()]).toEqual([1, 2, [0, 1, 1]])
})

test('more off than there is, and everything off twice, end at nothing (A019)', () => {
  const cart = { lines: [goods(1500)], shipping: money(500, eur) }
  const tooMuch = quote(cart, facts({ offers: [off(99_999)] }))
  expect([tooMuch.discount.amount, tooMuch.total.amount, tooMuch.tax.amount]).toEqual([1500, 500, 80])
  const codes = withCodes(['ALL', 'MORE'])
  const twice = quote(cart, facts({ offers: [percent(100, 'ALL'), off(500, 'MORE')], promotion: codes }))
  expect(twice.total.amount).toBe(500)
  expect(twice.codes.map(({ code, state }) => [code, state]).toSorted()).toEqual([
    ['ALL', 'applied'],
    ['MORE', 'refused'],
  ])
})

test('a gift card is not made cheaper by a code, bears no tax and is not paid with another (A025)', () => {
  const value: ValueFacts = {
    ...noValue,
    giftCards: [{ id: newId<'gift_card'>(), hint: 'ABCD', balance: money(90_000, eur), currency: eur }],
  }
  const lines = [goods(5000, { giftCard: true, taxable: true }), goods(1190)]
  const offers = [percent(50, 'HALF')]
  const mixed = quote({ lines, shipping: null }, facts({ offers, promotion: withCodes(['HALF']), value }))
  expect([amounts(mixed.lines), mixed.tax.amount, mixed.tenders, mixed.due.amount]).toEqual([[5000, 595], 95, [], 5595])

  const alone = quote(
    { lines: lines.slice(0, 1), shipping: null },
    facts({ offers, promotion: withCodes(['HALF']), value }),
  )
  expect([alone.total.amount, alone.codes[0]]).toMatchObject([5000, { state: 'refused', reason: 'not_for_this_cart' }])
})

test('who owes the tax themselves pays the price without it, and sees by how much', () => {
  const cart = { lines: [goods(1190, { quantity: 2 }), goods(10)], shipping: money(595, eur) }
  const offer = quote(cart, facts({ reverseCharge: true }))
  expect([offer.subtotal.amount, offer.taxRelief.amount, offer.tax.amount, offer.total.amount]).toEqual([
    2390, 477, 0, 2508,
  ])
  expect([offer.taxes, offer.shipping?.taxRelief.amount]).toEqual([[], 95])
  expect(offer.lines[0]?.why.map(({ kind, amount }) => [kind, amount?.amount])).toEqual([
    ['base', 2380],
    ['reverse_charge', -380],
  ])
})

test('where tax comes on top, who owes it themselves has nothing taken off', () => {
  const offer = quote({ lines: [goods(1000)], shipping: null }, facts({ taxDisplay: 'exclusive', reverseCharge: true }))
  expect([offer.taxRelief.amount, offer.tax.amount, offer.total.amount]).toEqual([0, 0, 1000])
})

test('every line says why it costs what it costs', () => {
  const line = goods(800, { quantity: 10, base: money(1000, eur), priceWhy: 'tier', listName: 'Ten and more' })
  const offers = [anOffer({ kind: 'percent_order', ppm: 100_000 }, { name: 'Spring', coupons: [aCode('MAY')] })]
  const { lines } = quote({ lines: [line], shipping: null }, facts({ offers, promotion: withCodes(['MAY']) }))
  expect(lines[0]?.why.map(({ kind, label, amount }) => [kind, label, amount?.amount])).toEqual([
    ['base', '', 10_000],
    ['tier', 'Ten and more', -2000],
    ['coupon', 'MAY: Spring', -800],
    ['tax', 'VAT 19%', 1150],
  ])
})

test('a cent that comes from reckoning once for all is told on the line that got it', () => {
  const { lines } = quote({ lines: [goods(2), goods(2), goods(2)], shipping: null }, facts())
  const rounding = lines.flatMap(({ why }) => why.filter(({ kind }) => kind === 'rounding'))
  expect(rounding.map(({ amount }) => amount?.amount)).toEqual([1])
})

test('free shipping by code: the price stays to be seen, and nothing is left of it', () => {
  const offers = [anOffer({ kind: 'shipping', ppm: 1_000_000 }, { coupons: [aCode('POST')] })]
  const offer = quote(
    { lines: [goods(1000)], shipping: money(595, eur) },
    facts({ offers, promotion: withCodes(['POST']) }),
  )
  expect(offer.shipping).toMatchObject({ before: { amount: 595 }, discount: { amount: 595 }, total: { amount: 0 } })
  expect([offer.discount.amount, offer.total.amount, offer.tax.amount]).toEqual([595, 1000, 160])
})

test('gift cards pay last, of what discounts and tax left', () => {
  const value: ValueFacts = {
    ...noValue,
    giftCards: [{ id: newId<'gift_card'>(), hint: 'ABCD', balance: money(500, eur), currency: eur }],
  }
  const offer = quote({ lines: [goods(2000)], shipping: null }, facts({ offers: [percent(10)], value }))
  expect([offer.total.amount, offer.tax.amount, offer.due.amount]).toEqual([1800, 287, 1300])
  expect(offer.tenders).toMatchObject([{ kind: 'gift_card', hint: 'ABCD', amount: { amount: 500 } }])
})
