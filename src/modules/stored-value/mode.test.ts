import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test } from 'vitest'

import type { CartId, GiftCardId } from '#kernel/id'
import { command } from '#platform/db'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, place, testShop } from '#testing/orders'
import { aGiftCard, cardTender, creditTender, eur, hold, someCredit, valueDiffers } from '#testing/value'
import { putGiftCard, readGiftCard, readValueFacts, tendersFor } from './index.ts'

const { db } = testDb()
const stoa = testShop(db)
beforeAll(() => anOpenShop(db))

/** A live account at a gateway, beside the test cards that a new shop takes. */
const takeRealMoney = (on: boolean) =>
  sql`update gateway_accounts set enabled = ${on}, secrets = 'sealed' where code = 'stripe' and mode = 'live'`.execute(
    db,
  )
const put = (cartId: CartId, card: GiftCardId) =>
  command(db, (tx) => putGiftCard(tx, { id: cartId, currency: eur(0).currency }, card))
const aCartOf = async (price: number, paymentMethod: string) => {
  const thing = await aVariant(db, { price, stock: 10, requiresShipping: false })
  return aCheckout(db, { lines: [[thing, 1]], parts: { paymentMethod } })
}
const balanceOf = async (id: GiftCardId) => (await readGiftCard(db, id))?.balance.amount

afterEach(async () => {
  await takeRealMoney(false)
  expect(await valueDiffers(db)).toEqual([])
})

test('what is given away while the shop is tried out pays nothing once it takes real money', async () => {
  const { giftCardId } = await aGiftCard(db)
  const { customerId } = await someCredit(db)
  const cartId = await aCartOf(1000, 'test_card')
  await sql`update carts set customer_id = ${customerId} where id = ${cartId}`.execute(db)
  await sql`insert into cart_credit (cart_id) values (${cartId})`.execute(db)
  expect(await put(cartId, giftCardId)).toMatchObject({ ok: true })
  const trial = await readValueFacts(db, cartId, new Date())
  expect(tendersFor(eur(6000), trial).map(({ amount, mode }) => [amount.amount, mode])).toEqual([
    [5000, 'test'],
    [1000, 'test'],
  ])

  await takeRealMoney(true)
  const facts = await readValueFacts(db, cartId, new Date())
  expect(facts).toMatchObject({ mode: 'live', credit: null, giftCards: [{ balance: { amount: 0 } }] })
  expect(tendersFor(eur(6000), facts)).toEqual([])
  expect(await put(await aCartOf(1000, 'test_card'), giftCardId)).toEqual({
    ok: false,
    refusal: { code: 'gift_card_of_other_mode' },
  })
})

test('real credit of a customer is another account than the one of the trial', async () => {
  await takeRealMoney(true)
  const { customerId, accountId } = await someCredit(db)
  const cartId = await aCartOf(1000, 'test_card')
  await sql`update carts set customer_id = ${customerId} where id = ${cartId}`.execute(db)
  expect((await readValueFacts(db, cartId, new Date())).credit).toMatchObject({ id: accountId })
  await takeRealMoney(false)
  expect((await readValueFacts(db, cartId, new Date())).credit).toBeNull()
})

test('a real card is not lost on an order that a test card pays, and the shopper is told', async () => {
  await takeRealMoney(true)
  const { giftCardId, code } = await aGiftCard(db)
  const cartId = await aCartOf(9000, 'test_card')
  await done(db, (tx) => putGiftCard(tx, { id: cartId, currency: eur(0).currency }, giftCardId))
  expect(await place(stoa, cartId)).toEqual({
    ok: false,
    refusal: { code: 'value_of_other_mode', hint: code.slice(-4) },
  })
  expect(await balanceOf(giftCardId)).toBe(5000)
})

test('an order that a card pays alone, or with a transfer, is as real as the card', async () => {
  for (const [real, mode] of [
    [true, 'live'],
    [false, 'test'],
  ] as const)
    for (const price of [5000, 9000]) {
      await takeRealMoney(real)
      const { giftCardId } = await aGiftCard(db)
      const cartId = await aCartOf(price, 'bank_transfer')
      await done(db, (tx) => putGiftCard(tx, { id: cartId, currency: eur(0).currency }, giftCardId))
      const placed = await place(stoa, cartId)
      if (!placed.ok) throw new Error(JSON.stringify(placed))
      const { rows } = await sql<{
        mode: string
      }>`select mode from ledger_entries where order_id = ${placed.value.orderId}
        union select mode from payments where order_id = ${placed.value.orderId}`.execute(db)
      expect([real, price, rows]).toEqual([real, price, [{ mode }]])
      expect(await balanceOf(giftCardId)).toBe(0)
    }
})

test('the write refuses too, whatever its caller says of the card', async () => {
  const card = await aGiftCard(db)
  const credit = await someCredit(db)
  for (const tender of [cardTender(card.giftCardId, 100), creditTender(credit.accountId, 100)]) {
    expect(await hold(db, { ...tender, mode: 'live' })).toMatchObject({ refusal: { code: 'value_gone' } })
    expect(await hold(db, tender)).toMatchObject({ ok: true })
  }
})
