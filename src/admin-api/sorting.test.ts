import { describe, expect, test } from 'vitest'

import { aProduct } from '#testing/builders'
import { testDesk } from '#testing/desk'
import type { CustomerRow, GiftCardRow, OrderRow, Page, ProductRow, PromotionRow } from './types.ts'

const { shop, call, answer, anOrder } = testDesk()

const rowsOf = async <Row>(list: string, query: string): Promise<Row[]> =>
  (await answer<Page<Row>>(`/api/${list}?${query}`)).rows

describe('a list sorted by one of its columns', () => {
  test('orders by sum and by number, both ways', async () => {
    await anOrder()
    await anOrder()
    const sums = (await rowsOf<OrderRow>('orders', 'sort=-total')).map(({ total }) => total.amount)
    expect(sums).toEqual(sums.toSorted((a, b) => b - a))
    const numbers = async (sort: string) =>
      (await rowsOf<OrderRow>('orders', `sort=${sort}`)).map(({ number }) => number)
    expect(await numbers('number')).toEqual((await numbers('-number')).toReversed())
  })

  test('products by title, capitals or not', async () => {
    for (const title of ['zinc tray', 'Ash bowl', 'birch spoon']) await aProduct(shop.db, { title, vendor: 'Sorted' })
    const titles = async (sort: string) =>
      (await rowsOf<ProductRow>('products', `search=sorted&sort=${sort}`)).map(({ title }) => title)
    expect(await titles('title')).toEqual(['Ash bowl', 'birch spoon', 'zinc tray'])
    expect(await titles('-title')).toEqual(['zinc tray', 'birch spoon', 'Ash bowl'])
  })

  test('customers by group, those without one last both ways', async () => {
    const make = (route: string, body: unknown) => answer<{ id: string }>(`/api/${route}`, { method: 'POST', body })
    const groups = [
      (await make('customer-groups', { code: 'club', name: 'club' })).id,
      (await make('customer-groups', { code: 'trade', name: 'Trade' })).id,
      null,
    ]
    for (const [at, groupId] of groups.entries())
      await make('customers', { email: `in-order-${at}@example.com`, name: '', groupId })
    const names = async (sort: string) =>
      (await rowsOf<CustomerRow>('customers', `search=in-order&sort=${sort}`)).map(({ groupName }) => groupName)
    expect(await names('group')).toEqual(['club', 'Trade', null])
    expect(await names('-group')).toEqual(['Trade', 'club', null])
  })

  test('gift cards by what is left, each currency among its own, and those without an end last', async () => {
    const card = { recipientEmail: null, language: 'en', note: '' }
    for (const [amount, currency, expiresOn] of [
      [5000, 'EUR', null],
      [9000, 'CHF', '2099-01-01'],
      [2000, 'EUR', '2098-01-01'],
    ])
      await answer('/api/gift-cards', { method: 'POST', body: { ...card, amount, currency, expiresOn } })
    const cards = (sort: string) => rowsOf<GiftCardRow>('gift-cards', `sort=${sort}`)
    expect((await cards('-left')).map(({ balance }) => balance.amount)).toEqual([9000, 5000, 2000])
    expect((await cards('ends')).map(({ balance }) => balance.amount)).toEqual([2000, 9000, 5000])
  })

  test('promotions by how many orders have them', async () => {
    expect(await rowsOf<PromotionRow>('promotions', 'sort=-uses')).toEqual([])
  })

  test('by nothing that the list does not know', async () => {
    for (const list of ['orders', 'products', 'customers', 'promotions', 'gift-cards'])
      expect((await call(`/api/${list}?sort=password`)).status, list).toBe(400)
  })
})
