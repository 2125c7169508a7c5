import { beforeAll, expect, test } from 'vitest'

import { readOrder } from '#modules/order'
import { refundOrder } from '#modules/refund'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPaidOrder, testShop } from '#testing/orders'
import { orderWords } from './messages.ts'
import { isComing, nextStepText } from './next-step.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

test('a buyer whose money all went back is not told that things are packed, nor when they come', async () => {
  const orderId = await aPaidOrder(shop, { lines: [[await aVariant(db, { stock: 9, price: 2000 }), 2]] })
  const wish = { lines: [], shipping: 0, amount: 4490, restock: false, note: '', actor: 'staff:ida' }
  expect(await refundOrder(shop, { orderId, ...wish })).toMatchObject({ ok: true })
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  expect(nextStepText(order, orderWords.en, null)).toBe(
    'Nothing more will be sent. The money is on its way back to you.',
  )
  expect(isComing(order)).toBe(false)
})
