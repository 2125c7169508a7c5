import fc from 'fast-check'
import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money, type Currency } from '#kernel/money'
import { noValue } from '#modules/stored-value'
import type { TaxRate } from '#modules/tax'
import { quote, type Quote, type QuoteCart, type QuoteFacts } from './quote.ts'

const rate = (taxClass: string, percent: number, words: Partial<TaxRate> = {}): TaxRate => ({
  country: 'DE',
  region: '',
  postcodePattern: '',
  taxClass,
  startsOn: '2020-01-01',
  name: 'VAT',
  ratePpm: Math.round(percent * 10_000),
  ...words,
})

const germany = { country: 'DE', region: '', postcode: '20457' }
const eur = currencyOf('EUR')

const goods = (amount: number, quantity = 1, taxClass = 'standard', currency: Currency = eur) => ({
  variantId: newId<'variant'>(),
  productId: newId<'product'>(),
  categoryIds: [],
  collectionIds: [],
  quantity,
  unit: money(amount, currency),
  list: money(amount, currency),
  base: money(amount, currency),
  priceWhy: 'base' as const,
  listName: null,
  giftCard: false,
  taxable: true,
  taxClass,
})

const facts = (words: Partial<QuoteFacts> = {}): QuoteFacts => ({
  currency: eur,
  taxDisplay: 'inclusive',
  place: germany,
  rates: [rate('standard', 19), rate('reduced', 7)],
  reverseCharge: false,
  offers: [],
  promotion: { now: new Date(0), marketId: 'home', customerGroupId: null, country: 'DE', codes: [] },
  value: noValue,
  ...words,
})

test('prices with tax: it is inside, per rate, and shipping is taxed at the standard rate', () => {
  const cart = { lines: [goods(1190, 2), goods(1070, 1, 'reduced')], shipping: money(595, eur) }

  const { taxes, subtotal, shipping, tax, total } = quote(cart, facts())

  expect(subtotal.amount).toBe(3450)
  expect(taxes.map((one) => [one.ratePpm, one.base.amount, one.tax.amount])).toEqual([
    [190_000, 2500, 475],
    [70_000, 1000, 70],
  ])
  expect([shipping?.tax.amount, tax.amount, total.amount]).toEqual([95, 545, 4045])
})

test('prices without tax: it comes on top', () => {
  const rates = [rate('standard', 0, { country: 'US', name: 'Sales tax' })]
  const newYork = { country: 'US', region: 'NY', postcode: '10001' }
  const withState = [...rates, rate('standard', 4, { country: 'US', region: 'NY', name: 'Sales tax' })]
  const cart = { lines: [goods(1000, 3)], shipping: money(500, eur) }

  const { tax, total } = quote(cart, facts({ taxDisplay: 'exclusive', place: newYork, rates: withState }))

  expect([tax.amount, total.amount]).toEqual([140, 3640])
})

test('three things of a third of a cent of tax each are taxed together', () => {
  const lines = [goods(2), goods(2), goods(2)]
  const { tax, lines: quoted } = quote({ lines, shipping: null }, facts())
  expect(tax.amount).toBe(1)
  expect(quoted.reduce((all, line) => all + line.tax.amount, 0)).toBe(1)
})

const carts = fc
  .record({
    code: fc.constantFrom('JPY', 'EUR', 'KWD'),
    taxDisplay: fc.constantFrom('inclusive' as const, 'exclusive' as const),
    percents: fc.tuple(fc.constantFrom(0, 7.7, 19, 25.5), fc.constantFrom(0, 2.6, 5.5, 12)),
    shipping: fc.option(fc.integer({ min: 0, max: 50_000 })),
    lines: fc.array(
      fc.record({
        amount: fc.integer({ min: 0, max: 10_000_000 }),
        quantity: fc.integer({ min: 1, max: 999 }),
        taxClass: fc.constantFrom('standard', 'reduced'),
        taxable: fc.boolean(),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ code, taxDisplay, percents, shipping, lines }): [QuoteCart, QuoteFacts] => {
    const currency = currencyOf(code)
    const rates = [rate('standard', percents[0]), rate('reduced', percents[1])]
    const cart = {
      shipping: shipping === null ? null : money(shipping, currency),
      lines: lines.map((line) => ({
        ...goods(line.amount, line.quantity, line.taxClass, currency),
        taxable: line.taxable,
      })),
    }
    return [cart, facts({ currency, taxDisplay, rates })]
  })

/** Reckoned again, by hand and with fractions of whole numbers, from what the shopper sees. */
function recomputed([cart, { taxDisplay, rates }]: [QuoteCart, QuoteFacts]) {
  const ppmOf = (taxClass: string) => BigInt(rates.find((one) => one.taxClass === taxClass)?.ratePpm ?? 0)
  const sums = new Map<bigint, bigint>()
  const add = (ppm: bigint, amount: bigint) => sums.set(ppm, (sums.get(ppm) ?? 0n) + amount)
  for (const line of cart.lines)
    add(line.taxable ? ppmOf(line.taxClass) : 0n, BigInt(line.unit.amount) * BigInt(line.quantity))
  if (cart.shipping) add(ppmOf('standard'), BigInt(cart.shipping.amount))
  const whole = [...sums.values()].reduce((all, part) => all + part, 0n)
  const taxes = [...sums].map(([ppm, sum]) => {
    const below = taxDisplay === 'inclusive' ? 1_000_000n + ppm : 1_000_000n
    return (2n * sum * ppm + below) / (2n * below)
  })
  const tax = taxes.reduce((all, part) => all + part, 0n)
  return { tax: Number(tax), total: Number(taxDisplay === 'inclusive' ? whole : whole + tax) }
}

const partsOf = (offer: Quote) => [...offer.lines, ...(offer.shipping ? [offer.shipping] : [])]
const total = (amounts: number[]): number => amounts.reduce((all, amount) => all + amount, 0)

test('whatever is bought, wherever: lines, shipping and taxes make the total, to the last unit', () => {
  fc.assert(
    fc.property(carts, ([cart, where]) => {
      const offer = quote(cart, where)
      const gross = total(partsOf(offer).map((part) => part.total.amount))
      const tax = total(partsOf(offer).map((part) => part.tax.amount))

      expect(offer.total.amount).toBe(where.taxDisplay === 'inclusive' ? gross : gross + tax)
      expect(offer.tax.amount).toBe(tax)
      expect(total(offer.taxes.map((one) => one.tax.amount))).toBe(tax)
      expect({ tax, total: offer.total.amount }).toEqual(recomputed([cart, where]))
      for (const part of partsOf(offer)) {
        expect(part.tax.amount).toBeGreaterThanOrEqual(0)
        expect(part.total.amount).toBeGreaterThanOrEqual(0)
        if (where.taxDisplay === 'inclusive') expect(part.tax.amount).toBeLessThanOrEqual(part.total.amount)
      }
      for (const one of offer.taxes) expect(one.base.amount).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 500 },
  )
})

test('the order of the lines changes nothing but their order', () => {
  fc.assert(
    fc.property(carts, ([cart, where]) => {
      const forth = quote(cart, where)
      const back = quote({ ...cart, lines: cart.lines.toReversed() }, where)
      expect([back.total, back.tax, back.taxes]).toEqual([forth.total, forth.tax, forth.taxes])
    }),
  )
})
