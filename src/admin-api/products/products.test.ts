import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { aProduct } from '#testing/builders'
import { testDesk } from '#testing/desk'
import { aPlacedOrder } from '#testing/orders'
import type { ProductScreen } from '../types.ts'

const { shop, stoa, call, answer } = testDesk()

describe('a product', () => {
  const edit = ({ product }: ProductScreen) => {
    const { id: _id, publishedAt: _publishedAt, options: _options, media, variants, ...fields } = product
    return {
      ...fields,
      media: media.map(({ mediaId, alt }) => ({ mediaId, alt })),
      variants: variants.map(({ id, sku, gtin, weightGrams }) => ({
        id,
        sku,
        gtin,
        weightGrams,
        prices: [] as unknown[],
      })),
    }
  }

  test('is taxed as the merchant says, and as before where nothing is said', async () => {
    const { productId, variantIds } = await aProduct(shop.db, { title: 'Cookbook', taxClass: 'reduced' })
    const path = `/api/products/${productId}`
    const screen = await answer<ProductScreen>(path)
    expect(screen.product.taxClass).toBe('reduced')
    const rate = async (): Promise<number | undefined> => {
      const { orderId } = await aPlacedOrder(stoa, { lines: [[variantIds[0] ?? newId(), 1]] })
      const taxes = shop.db.selectFrom('order_taxes').select('rate_ppm').where('order_id', '=', orderId)
      return (await taxes.where('line_id', 'is not', null).executeTakeFirst())?.rate_ppm
    }
    expect(await rate()).toBe(70_000)
    const body = { ...edit(screen), taxClass: 'standard' }
    expect((await answer<ProductScreen>(path, { method: 'PUT', body })).product.taxClass).toBe('standard')
    expect(await rate()).toBe(190_000)
    expect((await call(path, { method: 'PUT', body: { ...body, version: 9, taxClass: ' ' } })).status).toBe(422)
  })

  test('begins with a title and is edited by one at a time', async () => {
    const { id } = await answer<{ id: string }>('/api/products', { method: 'POST', body: { title: 'Oak tray' } })
    const screen = await answer<ProductScreen>(`/api/products/${id}`)
    expect(screen.product).toMatchObject({ status: 'draft', slug: 'oak-tray', variants: [{ options: [] }] })

    const [list] = screen.priceLists
    const price = { amount: 4900, compareAtAmount: null, saleAmount: 3900, saleStartsAt: null, saleEndsAt: null }
    const body = edit(screen)
    const variants = body.variants.map((variant) => ({
      ...variant,
      sku: 'TRAY',
      prices: [{ priceListId: list?.id, ...price }],
    }))
    const changed = {
      ...body,
      status: 'active',
      descriptionHtml: '<p onclick="x()">Oiled.</p><script>1</script>',
      variants,
    }
    const saved = await answer<ProductScreen>(`/api/products/${id}`, { method: 'PUT', body: changed })
    expect(saved.product).toMatchObject({
      status: 'active',
      descriptionHtml: '<p>Oiled.</p>',
      variants: [{ sku: 'TRAY' }],
    })
    expect(saved.product.publishedAt).not.toBe(null)
    expect(saved.product.variants[0]?.prices).toMatchObject([price])

    const late = await call(`/api/products/${id}`, { method: 'PUT', body: { ...changed, title: 'Ash tray' } })
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'changed_meanwhile' }])

    const gone = edit(saved).variants.map((variant) => ({
      ...variant,
      prices: [{ priceListId: list?.id, ...price, amount: null }],
    }))
    const unpriced = await answer<ProductScreen>(`/api/products/${id}`, {
      method: 'PUT',
      body: { ...edit(saved), variants: gone },
    })
    expect(unpriced.product.variants[0]?.prices).toEqual([])
  })

  test('says beside which field something is wrong', async () => {
    await aProduct(shop.db, { title: 'First', slug: 'first', variants: [{ sku: 'TAKEN' }] })
    const { productId } = await aProduct(shop.db, { title: 'Second' })
    const body = edit(await answer<ProductScreen>(`/api/products/${productId}`))
    const problem = async (changes: object) =>
      (
        await answer<{ problems: { path: string }[] }>(`/api/products/${productId}`, {
          method: 'PUT',
          body: { ...body, ...changes },
        })
      ).problems[0]?.path
    expect(await problem({ slug: 'first' })).toBe('slug')
    expect(await problem({ slug: 'Not A Slug' })).toBe('slug')
    expect(await problem({ title: ' ' })).toBe('title')
    expect(await problem({ variants: body.variants.map((variant) => ({ ...variant, sku: 'TAKEN' })) })).toBe('variants')
  })

  test('has its stock counted with a reason, never below what orders hold', async () => {
    const { productId, variantIds } = await aProduct(shop.db, { variants: [{ stock: 5 }] })
    const [variantId] = variantIds
    if (!variantId) throw new Error('no variant')
    await aPlacedOrder(stoa, { lines: [[variantId, 2]], parts: { paymentMethod: 'bank_transfer' } })
    const count = (by: number) =>
      call(`/api/products/${productId}/stock`, {
        method: 'POST',
        body: { variantId, by, policy: 'deny', reason: 'Counted' },
      })
    expect((await count(-4)).status).toBe(409)
    expect((await count(-3)).status).toBe(200)
    const { product } = await answer<ProductScreen>(`/api/products/${productId}`)
    expect(product.variants[0]?.stock).toEqual({ onHand: 2, reserved: 2, policy: 'deny' })
    const other = await aProduct(shop.db)
    const body = { variantId, by: 1, policy: 'deny', reason: '' }
    expect((await call(`/api/products/${other.productId}/stock`, { method: 'POST', body })).status).toBe(404)
  })
})
