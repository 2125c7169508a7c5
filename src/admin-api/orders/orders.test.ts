import { describe, expect, test } from 'vitest'

import { testDesk, theOwner } from '#testing/desk'
import type { OrderRow, Page } from '../types.ts'

const { shop, call, answer, anOrder } = testDesk()

describe('an order', () => {
  test('is marked paid, packed in two parcels, and then complete', async () => {
    const { orderId, detail } = await anOrder()
    const before = await detail()
    expect(before).toMatchObject({ state: 'open', payment: 'unpaid', fulfillment: 'unfulfilled' })
    expect(before.can).toMatchObject({ cancel: null, markPaid: null, fulfill: 'It is not paid yet' })

    const pay = (version?: number) => call(`/api/orders/${orderId}/mark-paid`, { method: 'POST', body: { version } })
    expect((await pay(before.version)).status).toBe(200)
    const late = await pay(before.version)
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ code: 'stale', message: expect.stringContaining('changed this order') })
    const again = await pay()
    expect(again.status).toBe(409)
    expect(await again.json()).toEqual({ code: 'not_allowed', message: 'It is paid already.' })

    const [line] = before.lines
    const parcel = { carrier: 'DHL', trackingNumber: '0034', trackingUrl: 'https://dhl.example/0034' }
    const ship = (quantity: number) =>
      call(`/api/orders/${orderId}/fulfill`, {
        method: 'POST',
        body: { ...parcel, lines: [{ lineId: line?.id, quantity }] },
      })
    expect((await ship(2)).status).toBe(200)
    expect((await ship(2)).status).toBe(409)
    expect((await ship(1)).status).toBe(200)
    const after = await detail()
    expect(after).toMatchObject({ state: 'completed', payment: 'paid', fulfillment: 'fulfilled' })
    expect(after.parcels).toHaveLength(2)
    expect(after.story.map(({ type, by }) => [type, by])).toContainEqual(['fulfillment.shipped', theOwner.email])
    const log = await shop.db.selectFrom('audit_log').select('action').where('subject_id', '=', orderId).execute()
    expect(log.map(({ action }) => action)).toEqual(['order.marked_paid', 'order.fulfilled', 'order.fulfilled'])
  })

  test('is found by number, name and SKU, and waits where it should', async () => {
    const { orderId, detail } = await anOrder()
    const { number } = await detail()
    const found = async (query: string) =>
      (await answer<Page<OrderRow>>(`/api/orders?${query}`)).rows.map(({ id }) => id)
    expect(await found(`search=%23${number}`)).toEqual([orderId])
    expect(await found('search=ahrens&view=unpaid')).toContain(orderId)
    expect(await found('search=100%25')).toEqual([])
    expect(await found('view=to_ship')).toContain(orderId)
    expect(await found('view=completed')).not.toContain(orderId)
  })

  test('is canceled with its stock, and keeps what the team notes', async () => {
    const { orderId, variantId, detail } = await anOrder()
    await call(`/api/orders/${orderId}/notes`, { method: 'POST', body: { body: 'Wants another color' } })
    const body = { reason: 'customer', restock: true }
    expect((await call(`/api/orders/${orderId}/cancel`, { method: 'POST', body })).status).toBe(200)
    expect((await call(`/api/orders/${orderId}/cancel`, { method: 'POST', body })).status).toBe(409)
    const after = await detail()
    expect(after).toMatchObject({
      state: 'canceled',
      cancelReason: 'customer',
      notes: [{ body: 'Wants another color' }],
    })
    const stock = await shop.db.selectFrom('stock_levels').selectAll().where('variant_id', '=', variantId).execute()
    expect(stock).toMatchObject([{ on_hand: 20, reserved: 0 }])
  })

  test('of which a piece is refunded and put back waits for a parcel without it', async () => {
    const { orderId, detail } = await anOrder()
    await call(`/api/orders/${orderId}/mark-paid`, { method: 'POST', body: {} })
    const [line] = (await detail()).lines
    const act = (action: 'refund' | 'fulfill', quantity: number, more: object) => {
      const body = { lines: [{ lineId: line?.id, quantity }], ...more }
      return call(`/api/orders/${orderId}/${action}`, { method: 'POST', body })
    }
    const refund = { shipping: 0, amount: null, restock: true, note: '' }
    expect((await act('refund', 1, refund)).status).toBe(200)
    expect(await detail()).toMatchObject({ fulfillment: 'unfulfilled', lines: [{ quantity: 3, sent: 0, removed: 1 }] })
    const parcel = { carrier: '', trackingNumber: '', trackingUrl: '' }
    const tooMany = await act('fulfill', 3, parcel)
    expect(await tooMany.json()).toMatchObject({ message: expect.stringContaining('Only 2 of it are left to send') })
    expect((await act('refund', 2, refund)).status).toBe(200)
    expect(await detail()).toMatchObject({ state: 'completed', fulfillment: 'removed', lines: [{ removed: 3 }] })
    const waiting = await answer<Page<OrderRow>>('/api/orders?view=to_ship')
    expect(waiting.rows.map(({ id }) => id)).not.toContain(orderId)
  })

  test('of a parcel the tracking link must be a web address', async () => {
    const { orderId, detail } = await anOrder('cash_on_delivery')
    const [line] = (await detail()).lines
    const body = {
      lines: [{ lineId: line?.id, quantity: 1 }],
      carrier: '',
      trackingNumber: '',
      trackingUrl: 'javascript:alert(1)',
    }
    const response = await call(`/api/orders/${orderId}/fulfill`, { method: 'POST', body })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ problems: [{ path: 'trackingUrl' }] })
  })
})
