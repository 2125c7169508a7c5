import { beforeAll, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { checkVatId, TAX_SETTINGS } from '#modules/tax'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { anAddress, anOpenShop, aPlacedOrder, testShop } from '#testing/orders'
import { aVatRegister } from '#testing/vat-register'
import { readOrder, recheckVat } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
const dutch = 'NL004495445B01'

beforeAll(async () => {
  await anOpenShop(db)
  const settings = { country: 'DE', vatId: 'DE136695976', whenSilent: 'accept' }
  await done(db, async (tx) => ok(await saveSetting(tx, TAX_SETTINGS, settings)))
})

async function aTrustedOrder(vatId: string) {
  const register = aVatRegister()
  const mug = await aVariant(db, { price: 12_100 })
  const deps = { db, clock: shop.clock, register }
  shop.clock.forward(2 * 60_000)
  await checkVatId(deps, vatId)
  const { orderId } = await aPlacedOrder(shop, {
    lines: [[mug, 1]],
    parts: {
      vatId,
      shippingAddress: anAddress({ country: 'NL', postcode: '1012 AB', city: 'Amsterdam' }),
      paymentMethod: 'bank_transfer',
    },
  })
  return { orderId, register, deps }
}

const read = async (id: Parameters<typeof readOrder>[1]) => {
  const order = await readOrder(db, id)
  if (!order) throw new Error('no order')
  return order
}
const told = (id: string) =>
  db.selectFrom('events').select('data').where('subject_id', '=', id).where('type', '=', 'order.vat_checked').execute()

test('while the register is silent the order waits; its first answer is kept and told, once', async () => {
  const { orderId, register, deps } = await aTrustedOrder(dutch)
  expect(await read(orderId)).toMatchObject({ reverseCharge: true, vatCheck: { state: 'unavailable' } })
  expect(await recheckVat(deps)).toBe(0)
  expect(await told(orderId)).toEqual([])

  register.say(dutch, 'valid')
  const both = await Promise.all([recheckVat(deps), recheckVat(deps)])
  expect(both[0] + both[1]).toBe(1)
  expect(await read(orderId)).toMatchObject({ reverseCharge: true, vatCheck: { state: 'valid', consultation: 'C-1' } })
  expect(await told(orderId)).toEqual([{ data: { vatId: dutch, state: 'valid' } }])
  expect(await recheckVat(deps)).toBe(0)
})

test('a no that comes afterwards is told; what was agreed stays', async () => {
  const { orderId, register, deps } = await aTrustedOrder('ATU13585627')
  const before = await read(orderId)
  register.say('ATU13585627', 'invalid')
  await recheckVat(deps)
  const after = await read(orderId)
  expect(after.vatCheck?.state).toBe('invalid')
  expect(after.total).toEqual(before.total)
})
