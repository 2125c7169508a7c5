import { beforeAll, expect, test } from 'vitest'

import type { VariantId } from '#kernel/id'
import { addCode } from '#modules/cart'
import type { Db } from '#platform/db'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, testShop } from '#testing/orders'
import { aCoupon } from '#testing/promotions'
import { readCheckout } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
let mug: VariantId

beforeAll(async () => {
  await anOpenShop(db)
  mug = await aVariant(db, { price: 2000, stock: 100 })
})

/** The same database, and how many answers it gave. */
function counting(plain: Db) {
  const count = { answers: 0 }
  const counted = plain.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      count.answers += 1
      return result
    },
  })
  return { counted, count }
}

test('a look at a plain checkout is four statements in one round trip; a code costs one more', async () => {
  const cartId = await aCheckout(db, { lines: [[mug, 2]] })
  const { counted, count } = counting(db)
  const look = async () => {
    count.answers = 0
    await readCheckout(counted, cartId, { now: shop.clock.now(), methods: shop.methods.offered() })
    return count.answers
  }
  // What is remembered is remembered for a second, which a busy machine may need for one look.
  const least = async () => Math.min(await look(), await look(), await look(), await look())
  // Cart, lines, what was typed, stored value: sent together. All else is known from the look before.
  expect(await least()).toBe(4)

  const { code } = await aCoupon(db)
  await done(db, (tx) => addCode(tx, { cartId, code }))
  expect(await least()).toBe(5)
})
