import { expect, test } from 'vitest'

import { saveCustomer, saveGroup } from '#modules/customer'
import { createList, setListPrices } from '#modules/pricing'
import { testDesk } from '#testing/desk'
import { aMarket, aVariant, done } from '#testing/builders'
import { anAddress } from '#testing/orders'
import type { NewOrderChoices, NewOrderPreview, OrderDetail, VariantChoice } from '../types.ts'

const { shop, call, answer } = testDesk()

test('staff make an order: found, reckoned, frozen once, offered to its buyer, and taken back', async () => {
  const market = await aMarket(shop.db)
  const variantId = await aVariant(shop.db, { title: 'Blue pitcher', stock: 2, price: 3000 })
  const { markets } = await answer<NewOrderChoices>('/api/order-choices')
  expect(markets.map(({ id }) => id)).toContain(market.id)
  const found = await answer<VariantChoice[]>('/api/order-variants?search=blue%20pitch')
  expect(found.map(({ id }) => id)).toContain(variantId)

  const order = {
    marketId: market.id,
    language: 'en',
    lines: [{ variantId, quantity: 2 }],
    email: 'phone@example.com',
    address: anAddress(),
    shippingMethodId: null,
    note: '',
  }
  const seen = (await (await call('/api/order-preview', { method: 'POST', body: order })).json()) as NewOrderPreview
  expect(seen.subtotal.amount).toBe(6000)
  expect(seen.shipping.length).toBeGreaterThan(0)
  expect(await shop.db.selectFrom('carts').select('id').execute()).toEqual([])

  const many = { ...order, lines: [{ variantId, quantity: 3 }] }
  const refused = await call('/api/order-preview', { method: 'POST', body: many })
  expect([refused.status, await refused.json()]).toMatchObject([
    422,
    { problems: [{ path: 'lines.0', message: 'Only 2 of it are in stock.' }] },
  ])
  const made = { ...order, days: 3, key: crypto.randomUUID() }
  const wrong = { ...made, email: 'no', address: { ...order.address, postcode: '1' } }
  expect((await call('/api/orders', { method: 'POST', body: wrong })).status).toBe(422)

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => call('/api/orders', { method: 'POST', body: made })),
  )
  const ids = await Promise.all(answers.map(async (one) => ((await one.json()) as { id: string }).id))
  expect(new Set(ids).size).toBe(1)
  const detail = await answer<OrderDetail>(`/api/orders/${ids[0]}`)
  expect(detail).toMatchObject({ state: 'offered', payment: 'unpaid', total: seen.total, can: { sendPayLink: null } })
  expect(detail.story.map(({ type }) => type)).toEqual(['order.placed', 'order.offered'])
  const [level] = await shop.db.selectFrom('stock_levels').selectAll().where('variant_id', '=', variantId).execute()
  expect(level).toMatchObject({ reserved: 0 })

  const link = { version: detail.version, days: 5 }
  expect((await call(`/api/orders/${ids[0]}/pay-link`, { method: 'POST', body: link })).status).toBe(200)
  const stale = await call(`/api/orders/${ids[0]}/pay-link`, { method: 'POST', body: link })
  expect([stale.status, await stale.json()]).toMatchObject([409, { code: 'stale' }])
  const cancel = { reason: 'staff', restock: false }
  expect((await call(`/api/orders/${ids[0]}/cancel`, { method: 'POST', body: cancel })).status).toBe(200)
  expect(await answer<OrderDetail>(`/api/orders/${ids[0]}`)).toMatchObject({ state: 'canceled' })
})

test('an order that staff make for a customer of a group has the prices of the group', async () => {
  const { db } = shop
  const { id: marketId } = await aMarket(db)
  const variantId = await aVariant(db, { stock: 9, price: 3000 })
  const { groupId } = await done(db, (tx) => saveGroup(tx, { code: 'trade', name: 'Trade' }))
  const words = { marketId, name: 'Trade', groupId, startsAt: null, endsAt: null, active: true, actor: 'test' }
  const { priceListId: id } = await done(db, (tx) => createList(tx, words))
  const prices = [{ variantId, tiers: [{ fromQuantity: 1, amount: 2000 }] }]
  await done(db, (tx) => setListPrices(tx, { id, version: 1, prices, actor: 'test' }))
  const person = { email: 'shop@example.com', name: 'Corner shop', groupId, actor: 'test' }
  const { customerId } = await done(db, (tx) => saveCustomer(tx, person))

  const order = (email: string) => ({
    marketId,
    language: 'en',
    lines: [{ variantId, quantity: 2 }],
    email,
    address: anAddress(),
    shippingMethodId: null,
    note: '',
  })
  const subtotal = async (email: string) =>
    ((await (await call('/api/order-preview', { method: 'POST', body: order(email) })).json()) as NewOrderPreview)
      .subtotal.amount
  expect([await subtotal('somebody@example.com'), await subtotal('Shop@example.com')]).toEqual([6000, 4000])
  const body = { ...order('shop@example.com'), days: 3, key: crypto.randomUUID() }
  const made = await answer<{ id: string }>('/api/orders', { method: 'POST', body })
  const row = await db.selectFrom('orders').selectAll().where('id', '=', made.id).executeTakeFirst()
  expect(row).toMatchObject({ customer_id: customerId, subtotal_amount: 4000 })
})
