import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { CategoryId, CreditAccountId, GiftCardId, ProductId, PromotionId, VariantId } from '#kernel/id'
import { currencyOf, decimal, money, parseMoney, type Currency, type Money } from '#kernel/money'
import type { Promotion, Reward } from '#modules/promotion'
import type { ValueFacts } from '#modules/stored-value'
import { aCode, anOffer } from '#testing/offers'
import { quote, type Quote, type QuoteCart, type QuotedGoods, type QuoteFacts } from './quote.ts'

/**
 * Ten thousand carts with everything at once: prices of three kinds of currency, promotions of every kind with and without
 * codes, tax inside or on top or left to the buyer, gift cards and credit. To replay one: `QUOTE_SEED=… npx vitest run`.
 */
const SEED = Number(process.env['QUOTE_SEED'] ?? Date.now() % 2 ** 31)
const RUNS = 10_000

const ppm = fc.oneof(fc.constantFrom(1_000_000, 333_333, 100_000), fc.integer({ min: 1, max: 1_000_000 }))
const few = fc.integer({ min: 1, max: 4 })
const amounts = fc.record({ JPY: fc.nat(5000), EUR: fc.nat(50_000), KWD: fc.nat(500_000) })
const sets = fc.constantFrom<'all' | ReadonlySet<string>>('all', new Set(['p1', 'c2']), new Set(['c1']))
const rewards: fc.Arbitrary<Reward> = fc.oneof(
  fc.record({ kind: fc.constantFrom('percent_items' as const, 'percent_order' as const, 'shipping' as const), ppm }),
  fc.record({
    kind: fc.constantFrom('amount_items' as const, 'amount_each' as const, 'amount_order' as const),
    amounts,
  }),
  fc.record({ kind: fc.constant('buy_get' as const), buy: few, get: few, ppm, times: fc.option(few) }),
  fc.record({ kind: fc.constant('cheapest_free' as const), buy: few, times: fc.option(few) }),
)
const promotions = fc
  .array(
    fc.record({
      reward: rewards,
      priority: fc.integer({ min: -1, max: 1 }),
      stacks: fc.boolean(),
      rewards: sets,
      needs: sets,
      code: fc.constantFrom(null, 'usable' as const, 'used_up' as const, 'used_by_you' as const),
    }),
    { maxLength: 5 },
  )
  .map((all) =>
    all.map(({ reward, code, ...words }, index): Promotion => {
      const coupons = code === null ? null : [{ ...aCode(`CODE${index}`), state: code }]
      return anOffer(reward, { ...words, id: `promotion-${index}` as PromotionId, coupons })
    }),
  )

const line = fc.record({
  amount: fc.oneof(fc.nat(4), fc.nat(10_000), fc.nat(3_000_000)),
  saving: fc.nat(500),
  quantity: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 999 })),
  thing: fc.constantFrom('p1', 'c1', 'c2'),
  taxClass: fc.constantFrom('standard', 'reduced', 'zero'),
  taxable: fc.boolean(),
  giftCard: fc.nat(11).map((one) => one === 0),
  priceWhy: fc.constantFrom('base' as const, 'list' as const, 'tier' as const, 'sale' as const),
})

const situations = fc.record({
  code: fc.constantFrom('JPY', 'EUR', 'KWD'),
  taxDisplay: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  reverseCharge: fc.nat(3).map((one) => one === 0),
  standard: fc.constantFrom(0, 77_000, 190_000, 255_000),
  reduced: fc.constantFrom(0, 26_000, 55_000, 120_000),
  shipping: fc.option(fc.nat(50_000)),
  lines: fc.array(line, { maxLength: 8 }),
  offers: promotions,
  codes: fc.subarray(['CODE0', 'CODE1', 'CODE2', 'CODE3', 'NONE']),
  cards: fc.array(fc.nat(2_000_000), { maxLength: 3 }),
  credit: fc.option(fc.nat(100_000)),
  foreignCard: fc.boolean(),
})
type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never

const rateOf = (taxClass: string, ratePpm: number) => ({
  country: 'DE',
  region: '',
  postcodePattern: '',
  startsOn: '2020-01-01',
  name: 'VAT',
  taxClass,
  ratePpm,
})

function cartOf({ lines, shipping }: Situation, currency: Currency): QuoteCart {
  const goods = lines.map((one, index): QuotedGoods => {
    const saving = one.priceWhy === 'base' ? 0 : one.saving
    return {
      variantId: `variant-${index}` as VariantId,
      productId: one.thing as ProductId,
      categoryIds: [one.thing as CategoryId],
      collectionIds: [],
      quantity: one.quantity,
      unit: money(one.amount, currency),
      list: money(one.amount + saving, currency),
      base: money(one.amount + saving, currency),
      priceWhy: one.priceWhy,
      listName: one.priceWhy === 'list' ? 'Wholesale' : null,
      taxable: one.taxable,
      taxClass: one.taxClass,
      giftCard: one.giftCard,
    }
  })
  return { lines: goods, shipping: shipping === null ? null : money(shipping, currency) }
}

function valueOf({ cards, credit, foreignCard }: Situation, currency: Currency): ValueFacts {
  const usd = currencyOf('USD')
  return {
    mode: 'live',
    byHand: 'live',
    giftCards: cards.map((balance, index) => {
      const its = foreignCard && index === 0 ? usd : currency
      return { id: `card-${index}` as GiftCardId, hint: `CD${index}`, balance: money(balance, its), currency: its }
    }),
    credit:
      credit === null
        ? null
        : { id: 'credit' as CreditAccountId, balance: money(credit, currency), chosen: credit % 2 === 0 },
    blocked: false,
  }
}

function factsOf(situation: Situation, currency: Currency): QuoteFacts {
  const { taxDisplay, reverseCharge, standard, reduced, offers, codes } = situation
  return {
    currency,
    taxDisplay,
    reverseCharge,
    offers,
    place: { country: 'DE', region: '', postcode: '' },
    rates: [rateOf('standard', standard), rateOf('reduced', reduced), rateOf('zero', 0)],
    promotion: { now: new Date(0), marketId: 'home', customerGroupId: null, country: 'DE', codes },
    value: valueOf(situation, currency),
  }
}

const total = (parts: readonly Money[]): number => parts.reduce((all, { amount }) => all + amount, 0)

/** Everything that is wrong with a quote, by name. */
function wrongs(cart: QuoteCart, facts: QuoteFacts, offer: Quote): string[] {
  const parts = [...offer.lines, ...(offer.shipping ? [offer.shipping] : [])]
  const of = (pick: (part: (typeof parts)[number]) => Money): number => total(parts.map(pick))
  const net = of((part) => part.total)
  const paid = total(offer.tenders.map((tender) => tender.amount))
  const exclusive = offer.taxIncluded ? 0 : offer.tax.amount
  const shippingBefore = offer.shipping?.before.amount ?? 0
  const money0 = [offer.subtotal, offer.discount, offer.taxRelief, offer.tax, offer.total, offer.due]
  const checks: Record<string, boolean> = {
    'lines and tax make the total': offer.total.amount === net + exclusive,
    'the columns of an order add up':
      offer.total.amount ===
      offer.subtotal.amount - offer.discount.amount - offer.taxRelief.amount + shippingBefore + exclusive,
    'due and tenders make the total': offer.total.amount === offer.due.amount + paid,
    'a gateway is told just that': parseMoney(decimal(offer.due), facts.currency)?.amount === offer.due.amount,
    'taxes by rate are the tax': total(offer.taxes.map((one) => one.tax)) === offer.tax.amount,
    'taxes of parts are the tax': of((part) => part.tax) === offer.tax.amount,
    'relief of parts is the relief': of((part) => part.taxRelief) === offer.taxRelief.amount,
    'discounts of parts are the discount': of((part) => part.discount) === offer.discount.amount,
    'discounts by name are the discount': total(offer.discounts.map((one) => one.amount)) === offer.discount.amount,
    'nothing below zero': [...money0, ...offer.taxes.map((one) => one.base)].every(({ amount }) => amount >= 0),
    'whose tax the buyer owes pays none': !facts.reverseCharge || (offer.tax.amount === 0 && offer.taxes.length === 0),
    'relief only where a price had tax in it':
      offer.taxRelief.amount === 0 || (facts.reverseCharge && offer.taxIncluded),
    'each code has one answer': offer.codes.map(({ code }) => code).join() === facts.promotion.codes.join(),
    'a code that counts has taken something off': offer.codes.every(
      ({ code, state }) => (state === 'applied') === offer.discounts.some((one) => one.code === code),
    ),
    'tenders within balances, of this currency, none for a gift card': tendersAreSound(cart, facts, offer),
    'tax is spread exactly': taxIsSpreadExactly(offer, parts),
  }
  const named = Object.entries(checks).flatMap(([name, holds]) => (holds ? [] : [name]))
  return [...named, ...cart.lines.flatMap((goods, index) => wrongsOfLine(goods, offer.lines[index], offer.taxIncluded))]
}

function wrongsOfLine(goods: QuotedGoods, part: Quote['lines'][number] | undefined, taxIncluded: boolean): string[] {
  if (!part) return ['a line is gone']
  const steps = part.why
    .filter(({ kind }) => kind !== 'tax' && kind !== 'rounding')
    .flatMap(({ amount }) => amount ?? [])
  const checks: Record<string, boolean> = {
    'a line is what its pieces cost': part.before.amount === goods.unit.amount * goods.quantity,
    'a line adds up': part.total.amount === part.before.amount - part.discount.amount - part.taxRelief.amount,
    'its discounts add up': total(part.discounts.map((one) => one.amount)) === part.discount.amount,
    'it says why, to the last unit': total(steps) === part.total.amount,
    'no line below zero': [part.total, part.tax, part.discount, part.taxRelief].every(({ amount }) => amount >= 0),
    'tax within its price': !taxIncluded || part.tax.amount <= part.total.amount,
    'a gift card is money': !goods.giftCard || part.discount.amount + part.tax.amount + part.taxRelief.amount === 0,
  }
  return Object.entries(checks).flatMap(([name, holds]) => (holds ? [] : [name]))
}

function tendersAreSound(cart: QuoteCart, { value, currency }: QuoteFacts, { tenders }: Quote): boolean {
  if (cart.lines.some((one) => one.giftCard)) return tenders.length === 0
  return tenders.every(({ id, amount }) => {
    const has = value.giftCards.find((card) => card.id === id)?.balance ?? value.credit?.balance
    return amount.amount > 0 && amount.amount <= (has?.amount ?? 0) && has?.currency === currency
  })
}

/** No part is a whole unit away from its exact share of its rate's tax or relief. */
function taxIsSpreadExactly(
  { taxes, taxIncluded }: Quote,
  parts: readonly { rate: { ratePpm: number; name: string }; total: Money; tax: Money }[],
): boolean {
  return taxes.every(({ ratePpm, name, tax, base }) => {
    const sharing = parts.filter(({ rate }) => rate.ratePpm === ratePpm && rate.name === name)
    const whole = BigInt(base.amount + (taxIncluded ? tax.amount : 0))
    return sharing.every((part) => {
      const apart = BigInt(part.tax.amount) * whole - BigInt(tax.amount) * BigInt(part.total.amount)
      return apart < whole && apart > -whole
    })
  })
}

test(`whatever is bought with whatever: it all adds up, 10,000 times (seed ${SEED})`, { timeout: 60_000 }, () => {
  const seen = { discounts: 0, relief: 0, tenders: 0, free: 0 }
  fc.assert(
    fc.property(situations, (situation) => {
      const currency = currencyOf(situation.code)
      const [cart, facts] = [cartOf(situation, currency), factsOf(situation, currency)]
      const offer = quote(cart, facts)
      seen.discounts += offer.discount.amount > 0 ? 1 : 0
      seen.relief += offer.taxRelief.amount > 0 ? 1 : 0
      seen.tenders += offer.tenders.length > 0 ? 1 : 0
      seen.free += offer.total.amount === 0 ? 1 : 0
      expect(wrongs(cart, facts, offer)).toEqual([])
    }),
    { numRuns: RUNS, seed: SEED },
  )
  // The carts were not all the same dull one.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 100)
})
