import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { currencyOf } from '#kernel/money'
import { effectivePrice, priceChangesAt, priceFor, priceSteps, type ListRow } from './price.ts'

const EUR = currencyOf('EUR')
const row = (words: Partial<ListRow> = {}): ListRow => ({
  amount: 1000,
  compareAtAmount: null,
  saleAmount: null,
  saleStartsAt: null,
  saleEndsAt: null,
  currency: EUR,
  fromQuantity: 1,
  listName: null,
  startsAt: null,
  endsAt: null,
  ...words,
})
const now = new Date('2026-03-01T10:00:00Z')
const at = (time: string) => new Date(`2026-03-01T${time}Z`)
const said = (rows: ListRow[], quantity = 1, moment = now) => {
  const price = priceFor(rows, { quantity, now: moment })
  return price && [price.unit.amount, price.why, price.listName, price.was?.amount ?? null]
}

describe('tiers', () => {
  const rows = [row(), row({ fromQuantity: 10, amount: 800 }), row({ fromQuantity: 50, amount: 700 })]

  test.each([
    [1, 1000, 'base'],
    [9, 1000, 'base'],
    [10, 800, 'tier'],
    [11, 800, 'tier'],
    [49, 800, 'tier'],
    [50, 700, 'tier'],
    [999, 700, 'tier'],
  ])('%i pieces cost %i each', (quantity, amount, why) => {
    expect(said(rows, quantity)).toEqual([amount, why, null, null])
  })

  test('the table shows each step that lowers the price, and nothing when none does', () => {
    const dearer = row({ fromQuantity: 20, amount: 900 })
    expect(priceSteps([...rows, dearer], now).map(({ fromQuantity, unit }) => [fromQuantity, unit.amount])).toEqual([
      [1, 1000],
      [10, 800],
      [50, 700],
    ])
    expect(priceSteps([row()], now)).toEqual([])
    expect(priceSteps([], now)).toEqual([])
  })

  test('a sale that is lower than a tier wins over it', () => {
    const sale = row({ saleAmount: 750 })
    expect(said([sale, ...rows.slice(1)], 10)).toEqual([750, 'sale', null, 1000])
    expect(said([sale, ...rows.slice(1)], 50)).toEqual([700, 'tier', null, null])
  })
})

describe('lists', () => {
  test('a list begins on its minute and ends itself', () => {
    const rows = [row(), row({ listName: 'Spring', amount: 900, startsAt: at('10:00:00'), endsAt: at('12:00:00') })]
    expect(said(rows, 1, at('09:59:59.999'))).toEqual([1000, 'base', null, null])
    expect(said(rows, 1, at('10:00:00'))).toEqual([900, 'list', 'Spring', 1000])
    expect(said(rows, 1, at('11:59:59.999'))).toEqual([900, 'list', 'Spring', 1000])
    expect(said(rows, 1, at('12:00:00'))).toEqual([1000, 'base', null, null])
    const changes = (moment: Date) => rows.map((each) => priceChangesAt(each, moment))
    expect(changes(at('09:00:00'))).toEqual([null, at('10:00:00')])
    expect(changes(at('10:00:00'))).toEqual([null, at('12:00:00')])
    expect(changes(at('12:00:00'))).toEqual([null, null])
  })

  test('a lasting list is nobody’s reduction: nothing is struck through, and the ordinary price is known', () => {
    const rows = [row(), row({ listName: 'Wholesale', amount: 600 })]
    expect(said(rows)).toEqual([600, 'list', 'Wholesale', null])
    expect(priceFor(rows, { quantity: 1, now })?.base.amount).toBe(1000)
  })

  test('a dearer list changes nothing, an equal one neither', () => {
    expect(said([row(), row({ listName: 'Dear', amount: 1200 })])).toEqual([1000, 'base', null, null])
    expect(said([row({ listName: 'Same', amount: 1000 }), row()])).toEqual([1000, 'base', null, null])
  })

  test('what has no ordinary price is not for sale, whatever lists say', () => {
    expect(said([row({ listName: 'Wholesale', amount: 600 })])).toBeNull()
    expect(said([row({ fromQuantity: 2 })], 5)).toBeNull()
    expect(said([])).toBeNull()
  })

  test('tiers of a list count beside those for everybody', () => {
    const rows = [row(), row({ fromQuantity: 10, amount: 800 }), row({ listName: 'VIP', fromQuantity: 5, amount: 850 })]
    expect([4, 5, 9, 10].map((quantity) => said(rows, quantity)?.slice(0, 3))).toEqual([
      [1000, 'base', null],
      [850, 'tier', 'VIP'],
      [850, 'tier', 'VIP'],
      [800, 'tier', null],
    ])
  })
})

const amount = fc.nat({ max: 1_000_000 })
const instant = fc.option(fc.integer({ min: -5, max: 5 }).map((hours) => new Date(now.getTime() + hours * 3_600_000)))
const extra = fc
  .record({ amount, fromQuantity: fc.integer({ min: 1, max: 60 }), startsAt: instant, endsAt: instant })
  .chain((words) => fc.constantFrom('A', 'B', null).map((listName) => row({ ...words, listName })))
  .map((each) => (each.listName === null && each.fromQuantity === 1 ? { ...each, fromQuantity: 2 } : each))
const rowsOf = fc
  .tuple(fc.record({ amount, saleAmount: fc.option(amount), saleStartsAt: instant }), fc.array(extra, { maxLength: 8 }))
  .map(([words, extras]) => [row(words.saleAmount === null ? { amount: words.amount } : words), ...extras])
const quantity = fc.integer({ min: 1, max: 80 })

describe('whatever the lists say', () => {
  const unitOf = (rows: readonly ListRow[], pieces: number) =>
    priceFor(rows, { quantity: pieces, now })?.unit.amount ?? Number.NaN

  test('more pieces never cost more each', () => {
    fc.assert(
      fc.property(rowsOf, quantity, quantity, (rows, a, b) => {
        expect(unitOf(rows, Math.max(a, b))).toBeLessThanOrEqual(unitOf(rows, Math.min(a, b)))
      }),
    )
  })

  test('the price is the lowest of all that are valid now, and one of them', () => {
    fc.assert(
      fc.property(rowsOf, quantity, (rows, pieces) => {
        const valid = rows.filter(
          (each) =>
            each.fromQuantity <= pieces &&
            (each.startsAt === null || each.startsAt <= now) &&
            (each.endsAt === null || now < each.endsAt),
        )
        expect(unitOf(rows, pieces)).toBe(Math.min(...valid.map((each) => effectivePrice(each, now).unit.amount)))
      }),
    )
  })

  test('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(rowsOf, quantity, fc.infiniteStream(fc.nat()), (rows, pieces, numbers) => {
        const keys = new Map(rows.map((each) => [each, numbers.next().value ?? 0]))
        const mixed = rows.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
        const seen = (all: readonly ListRow[]) => {
          const price = priceFor(all, { quantity: pieces, now })
          return [price?.unit, price?.why, price?.base]
        }
        expect(seen(mixed)).toEqual(seen(rows))
      }),
    )
  })

  test('another list never makes anything dearer, and what is struck through was higher', () => {
    fc.assert(
      fc.property(rowsOf, extra, quantity, (rows, more, pieces) => {
        expect(unitOf([...rows, more], pieces)).toBeLessThanOrEqual(unitOf(rows, pieces))
        const price = priceFor(rows, { quantity: pieces, now })
        if (price?.was) expect(price.was.amount).toBeGreaterThan(price.unit.amount)
      }),
    )
  })

  test('each step of the table is what the cart asks from there on', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        for (const { fromQuantity, unit } of priceSteps(rows, now)) expect(unitOf(rows, fromQuantity)).toBe(unit.amount)
      }),
    )
  })
})
