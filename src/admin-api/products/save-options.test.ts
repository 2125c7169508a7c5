import { describe, expect, test } from 'vitest'

import { aProduct } from '#testing/builders'
import { testDesk } from '#testing/desk'
import type { ProductScreen } from '../types.ts'

const { shop, call, answer } = testDesk()

const screenOf = (id: string) => answer<ProductScreen>(`/api/products/${id}`)
const put = (id: string, version: number, options: unknown) =>
  call(`/api/products/${id}/options`, { method: 'PUT', body: { version, options } })
const inShort = ({ product }: ProductScreen) =>
  product.variants.map(({ options, sku, prices, stock }) => [options.join(), sku, prices[0]?.amount, stock.onHand])

describe('the options of a product', () => {
  test('grow: what is there keeps number, price and stock; what is new has the price of its kin and no stock', async () => {
    const { productId: id } = await aProduct(shop.db, { variants: [{ sku: 'TRAY-1', price: 4900, stock: 7 }] })
    const plain = await screenOf(id)
    const size = { name: 'Size', values: ['S', 'M'] }
    const sized = (await (await put(id, plain.product.version, [size])).json()) as ProductScreen
    expect(sized.product.options).toEqual(['Size'])
    expect(inShort(sized)).toEqual([
      ['S', 'TRAY-1', 4900, 7],
      ['M', null, 4900, 0],
    ])
    const both = [size, { name: 'Wood', values: ['Oak', 'Ash'] }]
    const wooden = (await (await put(id, sized.product.version, both)).json()) as ProductScreen
    expect(inShort(wooden)).toEqual([
      ['S,Oak', 'TRAY-1', 4900, 7],
      ['S,Ash', null, 4900, 0],
      ['M,Oak', null, 4900, 0],
      ['M,Ash', null, 4900, 0],
    ])
    expect(wooden.product.variants[0]?.id).toBe(plain.product.variants[0]?.id)
  })

  test('shrink, and an option goes: the first of those that become alike stays', async () => {
    const variants = [
      { options: ['S', 'Oak'], sku: 'A', stock: 1 },
      { options: ['S', 'Ash'], sku: 'B', stock: 2 },
      { options: ['M', 'Oak'], sku: 'C', stock: 3 },
    ]
    const { productId: id } = await aProduct(shop.db, { variants })
    const { product } = await screenOf(id)
    const saved = (await (
      await put(id, product.version, [{ name: 'Size', values: ['S', 'M'] }])
    ).json()) as ProductScreen
    expect(inShort(saved)).toEqual([
      ['S', 'A', 2000, 1],
      ['M', 'C', 2000, 3],
    ])
    const one = (await (
      await put(id, saved.product.version, [{ name: 'Size', values: ['M'] }])
    ).json()) as ProductScreen
    expect(inShort(one)).toEqual([['M', 'C', 2000, 3]])
  })

  test('are refused when they make no sense, or came too late', async () => {
    const { productId: id } = await aProduct(shop.db)
    const { product } = await screenOf(id)
    const many = Array.from({ length: 50 }, (_, index) => `v${index}`)
    const wide = ['a', 'b', 'c'].map((name) => ({ name, values: many }))
    for (const options of [
      wide,
      [{ name: 'a', values: [] }],
      [{ name: 'a', values: ['x', 'x'] }],
      [{ name: '', values: ['x'] }],
    ])
      expect((await put(id, product.version, options)).status).toBe(422)
    expect((await put(id, product.version + 1, [{ name: 'a', values: ['x'] }])).status).toBe(409)
  })
})
