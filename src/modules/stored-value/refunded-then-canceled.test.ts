import { beforeAll, expect, test } from 'vitest'

import { entriesOfOrder } from '#modules/ledger'
import { readOrder } from '#modules/order'
import { refundOrder } from '#modules/refund'
import { cancelOrder } from '#modules/settlement'
import { aProduct, aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPaidOrder, testShop } from '#testing/orders'
import { CODE_SECRET, valueDiffers } from '#testing/value'
import { issueBought } from './index.ts'

const { db } = testDb()
const stoa = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

test('one card goes back, then the whole order: nothing of it is left in any account', async () => {
  const { variantIds } = await aProduct(db, { title: 'Gift card', giftCard: true, variants: [{ price: 2500 }] })
  const [card] = variantIds
  if (!card) throw new Error('no card')
  const mug = await aVariant(db, { price: 2000 })
  const words = { lines: [[card, 2] as const, [mug, 1] as const], parts: { paymentMethod: 'bank_transfer' } }
  const orderId = await aPaidOrder(stoa, words)
  await issueBought({ db, clock: stoa.clock, codeSecret: CODE_SECRET }, orderId)
  const line = (await readOrder(db, orderId))?.lines.find(({ giftCard }) => giftCard)
  if (!line) throw new Error('no line')
  const lines = [{ orderLineId: line.id, quantity: 1 }]
  const rest = { shipping: 0, amount: null, restock: false, note: '', actor }
  expect(await refundOrder(stoa, { orderId, lines, ...rest })).toMatchObject({ ok: true })
  expect(await cancelOrder(stoa, { orderId, reason: 'staff', restock: true, actor })).toMatchObject({ ok: true })

  const sums = new Map<string, number>()
  for (const { account, amount } of (await entriesOfOrder(db, orderId)).flatMap((entry) => entry.lines))
    sums.set(account, (sums.get(account) ?? 0) + amount)
  expect([...sums].filter(([, amount]) => amount !== 0)).toEqual([])
  expect(await valueDiffers(db)).toEqual([])
})
