import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type CartId, type CustomerId, type VariantId } from '#kernel/id'
import { addCode, ownCart } from '#modules/cart'
import { readCheckout } from '#modules/checkout'
import { saveCustomer } from '#modules/customer'
import { offerOrder } from '#modules/order'
import { payOffer, placeOrder } from '#modules/placement'
import { afterPayment, cancelOrder } from '#modules/settlement'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, payByCard, place, testShop, totalOf } from '#testing/orders'
import { aCoupon, aPromotion } from '#testing/promotions'
import { isFirstOrder } from './first-order.ts'
import { customerKeyOf } from './index.ts'

const { db } = testDb(20)
const shop = testShop(db)
let mug: VariantId
let welcome: string

beforeAll(async () => {
  await anOpenShop(db)
  mug = await aVariant(db, { price: 5000, stock: 10_000 })
  welcome = (await aCoupon(db, { promotion: { firstOrderOnly: true } })).code
})

let buyers = 0
const somebody = () => `buyer${++buyers}@example.com`

type Wish = { email: string; code?: string | null; as?: CustomerId; method?: string }

async function aCart({ email, code = welcome, as, method = 'bank_transfer' }: Wish): Promise<CartId> {
  const cartId = await aCheckout(db, { lines: [[mug, 1]], parts: { email, paymentMethod: method } })
  if (as) await done(db, (tx) => ownCart(tx, { cartId, customerId: as, now: new Date() }))
  if (code !== null) await done(db, (tx) => addCode(tx, { cartId, code }))
  return cartId
}

async function order(wish: Wish) {
  const placed = await place(shop, await aCart(wish))
  if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
  return placed.value
}

async function look(cartId: CartId) {
  const view = await readCheckout(db, cartId, { now: shop.clock.now(), methods: shop.methods.offered() })
  if (!view) throw new Error('no cart')
  const [code] = view.quote.codes
  const saved = view.quote.discounts.reduce((sum, { amount }) => sum + amount.amount, 0)
  return { saved, why: code?.state === 'refused' ? code.reason : null }
}
const given = { saved: 500, why: null }
const refused = { saved: 0, why: 'not_first_order' }

const anAccount = async (email = somebody()) =>
  (await done(db, (tx) => saveCustomer(tx, { email, name: '', groupId: null, actor: 'test' }))).customerId

describe('a code for a first order', () => {
  test('is given once, and whoever ordered before, with or without a code, is told why not', async () => {
    const [ana, ben] = [somebody(), somebody()]
    expect(await look(await aCart({ email: ana }))).toEqual(given)
    await order({ email: ana })
    expect(await look(await aCart({ email: ana }))).toEqual(refused)

    await order({ email: ben, code: null })
    expect(await look(await aCart({ email: ben }))).toEqual(refused)
    expect(await look(await aCart({ email: somebody() }))).toEqual(given)
  })

  test('knows a buyer however the address is written, and by the account', async () => {
    await order({ email: 'Eva.May+one@gmail.com', code: null })
    expect(await look(await aCart({ email: 'evamay@googlemail.com' }))).toEqual(refused)

    const account = somebody()
    const as = await anAccount(account)
    await order({ email: somebody(), code: null, as })
    expect(await look(await aCart({ email: somebody(), as }))).toEqual(refused)
    // Signed out, under the account's own address.
    expect(await look(await aCart({ email: account }))).toEqual(refused)

    const other = somebody()
    await order({ email: other, code: null })
    expect(await look(await aCart({ email: somebody(), as: await anAccount(other) }))).toEqual(refused)
    expect(await look(await aCart({ email: somebody(), as: await anAccount() }))).toEqual(given)
  })

  test('counts no order that was canceled', async () => {
    const email = somebody()
    const { orderId } = await order({ email })
    await cancelOrder(shop, { orderId, reason: 'customer', restock: true, actor: 'test' })
    expect(await look(await aCart({ email }))).toEqual(given)
  })

  test('is refused at the click, with what the order costs without it, when another order came between', async () => {
    const email = somebody()
    const cartId = await aCart({ email })
    const seenTotal = await totalOf(shop, cartId)
    await order({ email, code: null })
    expect(await placeOrder(shop, { cartId, key: newId(), seenTotal })).toMatchObject({
      refusal: { code: 'not_first_order', coupon: welcome, total: { amount: seenTotal + 500 } },
    })
  })

  test('is given to one of twenty carts of one buyer that are ordered at once', async () => {
    const other = (await aCoupon(db, { promotion: { firstOrderOnly: true } })).code
    const as = await anAccount('ida@example.com')
    const wishes = [
      { email: 'Ida@example.com' },
      { email: 'ida+1@example.com', as },
      { email: 'else@example.com', as },
      { email: 'ida@example.com' },
    ]
    const carts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        aCart({ email: '', ...wishes[index % 4], code: index % 3 ? welcome : other }),
      ),
    )
    const seenTotal = await totalOf(shop, carts[0] ?? newId<'cart'>())
    const outcomes = await Promise.all(carts.map((cartId) => placeOrder(shop, { cartId, key: newId(), seenTotal })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    const reasons = outcomes.flatMap((one) => (one.ok ? [] : [one.refusal.code]))
    expect(new Set(reasons)).toEqual(new Set(['not_first_order']))
  })

  test('of a failed order that is offered again holds, unless its buyer has ordered meanwhile', async () => {
    const failed = async (email: string) => {
      const { orderId, next } = await order({ email, method: 'test_card' })
      if (next.kind !== 'pay') throw new Error('no page')
      await payByCard(shop, next.url, '4000 0000 0000 0002')
      await afterPayment(shop, orderId)
      await offerOrder(shop, { orderId, days: 7, actor: 'test' })
      return orderId
    }
    const [ana, ben] = [somebody(), somebody()]
    const [first, late] = [await failed(ana), await failed(ben)]
    expect(await payOffer(shop, { orderId: first, method: 'test_card' })).toMatchObject({ value: { kind: 'pay' } })
    await order({ email: ben, code: null })
    expect(await payOffer(shop, { orderId: late, method: 'test_card' })).toMatchObject({
      refusal: { code: 'not_first_order', coupon: welcome },
    })
  })
})

test('an automatic offer for a first order is there for new buyers only', async () => {
  await aPromotion(db, { name: 'Hello', firstOrderOnly: true, reward: { kind: 'percent_order', ppm: 200_000 } })
  const email = somebody()
  expect(await look(await aCart({ email, code: null }))).toMatchObject({ saved: 1000 })
  await order({ email, code: null })
  expect(await look(await aCart({ email, code: null }))).toMatchObject({ saved: 0 })
})

test('the database knows a buyer as the shop does', async () => {
  const spellings = [
    ' Ana@Example.com ',
    'ana+a+b@example.com',
    '+ana@example.com',
    'a.n.a+x@gmail.com',
    'a.n.a@GoogleMail.com',
    'a.n.a@example.com',
    'o’neill%x@sub.example.co.uk',
  ]
  const { rows } = await sql<{ key: string }>`select customer_key(email) as key
    from unnest(${spellings}::text[]) with ordinality as s (email, at) order by at`.execute(db)
  expect(rows.map(({ key }) => key)).toEqual(spellings.map(customerKeyOf))
})

test('whoever buys without saying who it is has no first order', async () => {
  expect(await isFirstOrder(db, { customerKey: null, customerId: null })).toBe(true)
  expect(await isFirstOrder(db, { customerKey: '', customerId: null })).toBe(false)
})
