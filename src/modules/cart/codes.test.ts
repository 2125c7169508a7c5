import { beforeAll, expect, test } from 'vitest'

import type { CartId } from '#kernel/id'
import { command } from '#platform/db'
import { aMarket, aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCart } from '#testing/orders'
import { addCode, MOST_CODES, readCart, removeCode, takeCart } from './index.ts'
import { newId } from '#kernel/id'

const { db } = testDb()
beforeAll(() => aMarket(db))

const add = (cartId: CartId, code: string) => command(db, (tx) => addCode(tx, { cartId, code }))
const remove = (cartId: CartId, code: string) => command(db, (tx) => removeCode(tx, { cartId, code }))
const look = async (cartId: CartId) => {
  const cart = await readCart(db, cartId, new Date())
  if (!cart) throw new Error('no cart')
  return cart
}

test('codes are kept as they are compared, in the order of typing, each once', async () => {
  const { cartId } = await aCart(db)
  for (const code of [' summer10 ', 'Hello', 'SUMMER 10']) expect(await add(cartId, code)).toMatchObject({ ok: true })
  expect((await look(cartId)).codes).toEqual(['SUMMER10', 'HELLO'])
  await remove(cartId, 'summer10')
  expect((await look(cartId)).codes).toEqual(['HELLO'])
  expect(await remove(cartId, 'never typed')).toMatchObject({ ok: true })
})

test('nothing, far too much, and one code too many are refused', async () => {
  const { cartId } = await aCart(db)
  expect(await add(cartId, ' \u200B ')).toMatchObject({ refusal: { code: 'no_code' } })
  expect(await add(cartId, 'A'.repeat(65))).toMatchObject({ refusal: { code: 'no_code' } })
  for (let at = 0; at < MOST_CODES; at += 1) expect((await add(cartId, `CODE${at}`)).ok).toBe(true)
  expect(await add(cartId, 'ONEMORE')).toMatchObject({ refusal: { code: 'too_many_codes', most: MOST_CODES } })
  expect((await look(cartId)).codes).toHaveLength(MOST_CODES)
})

test('every change of codes is a new version of the cart, so an order in the making is out of date', async () => {
  const { cartId } = await aCart(db)
  const versions = [(await look(cartId)).version]
  await add(cartId, 'ONE')
  versions.push((await look(cartId)).version)
  await add(cartId, 'ONE')
  versions.push((await look(cartId)).version)
  await remove(cartId, 'ONE')
  versions.push((await look(cartId)).version)
  const [first = 0] = versions
  expect(versions).toEqual([first, first + 1, first + 1, first + 2])
})

test('codes that come and go while an order is made: the order has the version it saw, or there is none', async () => {
  const mug = await aVariant(db)
  for (let round = 0; round < 10; round += 1) {
    const { cartId } = await aCart(db, { lines: [[mug, 1]] })
    const seen = await look(cartId)
    const orderId = newId<'order'>()
    const [taken, , ...added] = await Promise.all([
      done(db, async (tx) => {
        const value = await takeCart(tx, { cartId, version: seen.version, orderId, state: 'paying' })
        return { ok: true as const, value }
      }),
      // May come before there is an A to remove: then it changes nothing, and the order may still be made.
      remove(cartId, 'A'),
      ...['A', 'B', 'C'].map((code) => add(cartId, code)),
    ])
    const after = await look(cartId)
    if (taken) expect([after.codes, added.filter((one) => one.ok).length]).toEqual([seen.codes, 0])
    else expect(after.version).toBeGreaterThan(seen.version)
  }
})

test('a cart whose payment is under way keeps its codes', async () => {
  const { cartId } = await aCart(db)
  await add(cartId, 'ONE')
  const { version } = await look(cartId)
  const orderId = newId<'order'>()
  await done(db, async (tx) => ({
    ok: true as const,
    value: await takeCart(tx, { cartId, version, orderId, state: 'paying' }),
  }))
  expect(await add(cartId, 'TWO')).toMatchObject({ refusal: { code: 'payment_in_progress' } })
  expect(await remove(cartId, 'ONE')).toMatchObject({ refusal: { code: 'payment_in_progress' } })
})
