import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { fulfill } from '#modules/fulfillment'
import { readOrder, type Order } from '#modules/order'
import { refundOrder } from '#modules/refund'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPaidOrder, testShop } from '#testing/orders'
import { orderWords } from './messages.ts'
import { isComing, nextStepText } from './next-step.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

async function orderOf(orderId: OrderId): Promise<Order> {
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  return order
}

const says = (order: Order): string => nextStepText(order, orderWords.en, null)

/** Two mugs, paid, of which these go back on the shelf. */
async function putBack({ pieces, amount }: { pieces: number; amount: number | null }) {
  const orderId = await aPaidOrder(shop, { lines: [[await aVariant(db, { stock: 9, price: 2000 }), 2]] })
  const [line] = (await orderOf(orderId)).lines
  if (!line) throw new Error('no line')
  const lines = pieces > 0 ? [{ orderLineId: line.id, quantity: pieces }] : []
  const given = await refundOrder(shop, { orderId, lines, shipping: 0, amount, restock: true, note: '', actor })
  expect(given).toMatchObject({ ok: true })
  return { orderId, orderLineId: line.id, order: await orderOf(orderId) }
}

describe('what the buyer is told comes next', () => {
  test('when everything was put back: nothing, and no day of arrival', async () => {
    const { order } = await putBack({ pieces: 2, amount: null })
    expect(says(order)).toBe('Nothing more will be sent. The money is on its way back to you.')
    expect(isComing(order)).toBe(false)
  })

  test('when a part was put back: the rest is packed, and then everything else has been sent', async () => {
    const { orderId, orderLineId, order } = await putBack({ pieces: 1, amount: null })
    expect([says(order), isComing(order)]).toEqual([orderWords.en.nextPack, true])
    const parcel = { carrier: '', trackingNumber: '', trackingUrl: '', methods: shop.methods, actor, now: new Date() }
    await done(db, (tx) => fulfill(tx, { orderId, lines: [{ orderLineId, quantity: 1 }], ...parcel }))
    expect(says(await orderOf(orderId))).toBe('Everything else has been sent.')
  })

  test('when all the money went back and the goods stayed: nothing', async () => {
    const { order } = await putBack({ pieces: 0, amount: 4490 })
    expect(order).toMatchObject({ state: 'open', paymentStatus: 'refunded' })
    expect(says(order)).toBe('Nothing more will be sent. The money is on its way back to you.')
    expect(isComing(order)).toBe(false)
  })
})
