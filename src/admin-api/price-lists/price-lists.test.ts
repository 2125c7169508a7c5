import { expect, test } from 'vitest'

import { currencyOf } from '#kernel/money'
import { newId } from '#kernel/id'
import { aMarket, aProduct } from '#testing/builders'
import { aGroup } from '#testing/customers'
import { testDesk } from '#testing/desk'
import type { Failure, ListedVariantRow, Page, PriceListRow, PriceListScreen } from '../types.ts'
import { readPasted } from './pasted.ts'

const { shop, call, answer } = testDesk()
const send = <T>(route: string, body?: unknown, method = 'POST') => answer<T>(`/api${route}`, { method, body })
const status = async (route: string, body?: unknown, method = 'POST') =>
  (await call(`/api${route}`, { method, body })).status

const words = { name: 'Wholesale', groupId: null, startsAt: null, endsAt: null, active: true }
async function aList(more: object = {}): Promise<string> {
  const { id: marketId } = await aMarket(shop.db)
  return (await send<{ id: string }>('/price-lists', { marketId, ...words, ...more })).id
}

async function aMug() {
  const sku = `MUG-${newId().slice(-8)}`
  const { variantIds } = await aProduct(shop.db, { title: `Mug ${sku}`, variants: [{ sku, price: 1000 }] })
  return { sku, variantId: variantIds[0] ?? '' }
}
const pricesIn = async (id: string, query = '') =>
  (await answer<Page<ListedVariantRow>>(`/api/price-lists/${id}/prices${query}`)).rows

test('a list is made, seen, changed and switched off', async () => {
  const groupId = await aGroup(shop.db)
  const id = await aList({ groupId, startsAt: '2020-01-01T00:00:00Z' })
  const rows = await answer<PriceListRow[]>('/api/price-lists')
  expect(rows.find((row) => row.id === id)).toMatchObject({ name: 'Wholesale', state: 'running', currency: 'EUR' })
  expect(rows.filter(({ state }) => state === 'base')).toHaveLength(5)

  const body = { version: 1, ...words, groupId, active: false }
  expect(await send<PriceListScreen>(`/price-lists/${id}`, body, 'PUT')).toMatchObject({ version: 2, active: false })
  expect(await status(`/price-lists/${id}`, body, 'PUT')).toBe(409)
  const ends = { ...body, version: 2, startsAt: '2026-05-02T00:00:00Z', endsAt: '2026-05-01T00:00:00Z' }
  expect((await send<Failure>(`/price-lists/${id}`, ends, 'PUT')).problems).toMatchObject([{ path: 'endsAt' }])
  const base = rows.find(({ state }) => state === 'base')
  expect(await status(`/price-lists/${base?.id}`, body, 'PUT')).toBe(409)
  expect(await status(`/price-lists/${newId()}`, body, 'PUT')).toBe(404)
})

test('prices are found, typed in steps, and a stale save is refused', async () => {
  const id = await aList()
  const { sku, variantId } = await aMug()
  expect(await pricesIn(id)).toEqual([])
  expect(await pricesIn(id, `?only=all&search=${sku}`)).toMatchObject([{ variantId, ordinary: 1000, tiers: [] }])

  const tiers = [
    { fromQuantity: 1, amount: 900 },
    { fromQuantity: 10, amount: 800 },
  ]
  const body = { version: 1, prices: [{ variantId, tiers }] }
  expect(await send(`/price-lists/${id}/prices`, body, 'PUT')).toEqual({ version: 2 })
  expect(await pricesIn(id)).toMatchObject([{ variantId, tiers }])
  expect(await status(`/price-lists/${id}/prices`, body, 'PUT')).toBe(409)

  const twice = { version: 2, prices: [{ variantId, tiers: [tiers[0], tiers[0]] }] }
  expect((await send<Failure>(`/price-lists/${id}/prices`, twice, 'PUT')).problems).toEqual([
    { path: variantId, message: 'Two prices for the same number of pieces.' },
  ])
})

test('a spreadsheet is pasted, all of it or nothing', async () => {
  const id = await aList()
  const [mug, cup] = [await aMug(), await aMug()]
  const text = `SKU\tFrom\tPrice\n${mug.sku}\t1\t€ 8,50\n${mug.sku}\t10\t7.25\n\n${cup.sku}\t\t5\n`
  const half = await send<Failure>(`/price-lists/${id}/paste`, { version: 1, text })
  expect(half.problems).toEqual([{ path: 'text', message: 'Line 5: “” is no number of pieces from 1 to 999.' }])
  expect(await pricesIn(id)).toEqual([])

  const good = `${mug.sku};8,50\n${mug.sku};10;7.25\r\n${cup.sku};5\n`
  expect(await send(`/price-lists/${id}/paste`, { version: 1, text: good })).toEqual({ version: 2, read: 3 })
  const tiers = Object.fromEntries((await pricesIn(id)).map((row) => [row.sku, row.tiers]))
  expect(tiers[mug.sku]).toEqual([
    { fromQuantity: 1, amount: 850 },
    { fromQuantity: 10, amount: 725 },
  ])
  expect(tiers[cup.sku]).toEqual([{ fromQuantity: 1, amount: 500 }])

  // One step more; the others stay.
  await send(`/price-lists/${id}/paste`, { version: 2, text: `${mug.sku}\t50\t6` })
  expect((await pricesIn(id, `?search=${mug.sku}`))[0]?.tiers).toHaveLength(3)
  const unknown = await send<Failure>(`/price-lists/${id}/paste`, { version: 3, text: 'NOT-THERE\t5' })
  expect(unknown.problems).toMatchObject([{ message: 'No product has the SKU “NOT-THERE”.' }])
})

test.each([
  ['A;1.50', { sku: 'A', fromQuantity: 1, amount: 150 }],
  ['A\t3\t1,50 EUR', { sku: 'A', fromQuantity: 3, amount: 150 }],
  ['A;0;1', '“0” is no number of pieces from 1 to 999.'],
  ['A;1000;1', '“1000” is no number of pieces from 1 to 999.'],
  ['A;1;-1', '“-1” is no price.'],
  ['A;1;1.234', '“1.234” is no price.'],
  ['A1', 'A SKU and a price, or a SKU, a number of pieces and a price.'],
  [';5', 'The SKU is missing.'],
])('the line %s is read rightly', (line, expected) => {
  const { lines, problems } = readPasted(line, currencyOf('EUR'))
  expect(lines[0] ?? problems[0]?.message).toEqual(expected)
})
