import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId, VariantId } from '#kernel/id'
import { fulfill } from '#modules/fulfillment'
import { completeWithCards, readOrder } from '#modules/order'
import { refundOrder } from '#modules/refund'
import { cancelOrder, markPaid } from '#modules/settlement'
import { aProduct, aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPlacedOrder, testShop } from '#testing/orders'
import { cardTender, CODE_SECRET, hold, valueDiffers } from '#testing/value'
import { cardsOfOrder, findGiftCard, issueBought, withCodes } from './index.ts'

const { db } = testDb()
const stoa = testShop(db)
const deps = { db, clock: stoa.clock, codeSecret: CODE_SECRET }
const find = (code: string) => findGiftCard(deps, { code, address: '192.0.2.1' })

beforeAll(() => anOpenShop(db))

describe('a card that is bought', () => {
  const giftCards = async (price = 2500): Promise<VariantId> => {
    const { variantIds } = await aProduct(db, { title: 'Gift card', giftCard: true, variants: [{ price }] })
    const [variantId] = variantIds
    if (!variantId) throw new Error('no variant')
    return variantId
  }
  const ordered = async (quantity: number, also: [VariantId, number][] = []) => {
    const lines = [[await giftCards(), quantity] as const, ...also]
    return aPlacedOrder(stoa, { lines, parts: { paymentMethod: 'bank_transfer' } })
  }
  const pay = (orderId: OrderId) =>
    done(db, (tx) => markPaid(tx, { orderId, actor: 'staff:ana', now: stoa.clock.now() }))

  test('is made once it is paid, once for each piece, however often and at once the job runs', async () => {
    const { orderId } = await ordered(3)
    await issueBought(deps, orderId)
    expect(await cardsOfOrder(db, orderId)).toEqual([])
    await pay(orderId)
    await Promise.all(Array.from({ length: 8 }, () => issueBought(deps, orderId)))
    const cards = await cardsOfOrder(db, orderId)
    expect(cards).toHaveLength(3)
    expect(cards.map(({ balance, recipientEmail }) => [balance.amount, recipientEmail])).toEqual(
      Array.from({ length: 3 }, () => [2500, 'ada@example.com']),
    )
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from events
      where type = 'gift_card.issued' and data ->> 'orderId' = ${orderId}`.execute(db)
    expect(rows[0]?.count).toBe(3)
    expect(await valueDiffers(db)).toEqual([])
  })

  test('is not taxed and is not sent', async () => {
    const { orderId } = await ordered(1)
    const order = await readOrder(db, orderId)
    expect(order).toMatchObject({ tax: { amount: 0 }, total: { amount: 2500 }, shippingAddress: null })
  })

  test('has its code filled into a mail to its own address, and into no other', async () => {
    const { orderId } = await ordered(1)
    await pay(orderId)
    await issueBought(deps, orderId)
    const [card] = await cardsOfOrder(db, orderId)
    if (!card) throw new Error('no card')
    const place = `{gift-card-code:${card.id}}`
    const mail = { to: 'Ada@example.com', html: `<b>${place}</b>`, text: place }
    const sent = await withCodes(deps, mail)
    expect(sent.text.slice(-4)).toBe(card.hint)
    expect(await find(sent.text)).toMatchObject({ ok: true, value: { giftCardId: card.id } })
    expect((await withCodes(deps, { ...mail, to: 'eve@example.com' })).text).not.toContain(card.hint)
  })

  test('goes back with its order while it is whole, and then pays nothing', async () => {
    const { orderId } = await ordered(2)
    await pay(orderId)
    await issueBought(deps, orderId)
    const canceled = await cancelOrder(stoa, { orderId, reason: 'customer', restock: true, actor: 'staff:ana' })
    expect(canceled).toMatchObject({ ok: true })
    const cards = await cardsOfOrder(db, orderId)
    expect(cards.map(({ state, balance }) => [state, balance.amount])).toEqual([
      ['disabled', 0],
      ['disabled', 0],
    ])
    await issueBought(deps, orderId)
    expect(await cardsOfOrder(db, orderId)).toHaveLength(2)
    expect(await valueDiffers(db)).toEqual([])
  })

  test('keeps its order from being called off or refunded once something was paid with it', async () => {
    const { orderId } = await ordered(2)
    await pay(orderId)
    await issueBought(deps, orderId)
    const [used] = await cardsOfOrder(db, orderId)
    if (!used) throw new Error('no card')
    await hold(db, { ...cardTender(used.id, 100), mode: 'live' })
    const canceled = await cancelOrder(stoa, { orderId, reason: 'customer', restock: true, actor: 'staff:ana' })
    expect(canceled).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } })
    expect(JSON.stringify(canceled)).toContain(used.hint)

    const order = await readOrder(db, orderId)
    const orderLineId = order?.lines[0]?.id
    if (!orderLineId) throw new Error('no line')
    const back = (quantity: number) =>
      refundOrder(stoa, {
        orderId,
        lines: [{ orderLineId, quantity }],
        shipping: 0,
        amount: null,
        restock: false,
        note: '',
        actor: 'staff:ana',
      })
    expect(await back(2)).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } })
    expect(await back(1)).toMatchObject({ ok: true, value: { amount: { amount: 2500 } } })
    expect((await cardsOfOrder(db, orderId)).map(({ balance }) => balance.amount)).toEqual([2400, 0])
    expect(await valueDiffers(db)).toEqual([])
  })

  test('does not stay with the buyer when a sum is given back', async () => {
    const thing = await aVariant(db, { price: 3000, stock: 5, requiresShipping: false })
    const { orderId } = await ordered(2, [[thing, 1]])
    await pay(orderId)
    await issueBought(deps, orderId)
    const order = await readOrder(db, orderId)
    const of = (giftCard: boolean) => order?.lines.find((line) => line.giftCard === giftCard)?.id
    const [cards, goods] = [of(true), of(false)]
    if (!cards || !goods) throw new Error('no lines')
    const back = (amount: number | null, orderLineId?: typeof cards) => {
      const lines = orderLineId ? [{ orderLineId, quantity: 1 }] : []
      const words = { shipping: 0, restock: false, note: '', actor: 'staff:ana' }
      return refundOrder(stoa, { orderId, lines, amount, ...words })
    }
    expect(await back(3001)).toMatchObject({ refusal: { code: 'keeps_gift_cards', left: { amount: 3000 } } })
    expect(await back(2000)).toMatchObject({ ok: true })
    expect(await back(null, goods)).toMatchObject({ refusal: { code: 'keeps_gift_cards', left: { amount: 1000 } } })
    expect(await back(null, cards)).toMatchObject({ ok: true })
    expect(await back(1001)).toMatchObject({ refusal: { code: 'keeps_gift_cards' } })
    expect(await back(1000)).toMatchObject({ ok: true })
    expect(await back(1)).toMatchObject({ ok: false })
    expect((await cardsOfOrder(db, orderId)).map(({ balance }) => balance.amount).toSorted()).toEqual([0, 2500])
    expect(await back(null, cards)).toMatchObject({ ok: true, value: { amount: { amount: 2500 } } })
    expect(await readOrder(db, orderId)).toMatchObject({ paymentStatus: 'refunded' })
    expect(await valueDiffers(db)).toEqual([])
  })

  test('completes an order of nothing else once it is paid and made, and can still be given back', async () => {
    const { orderId } = await ordered(1)
    await completeWithCards(stoa, orderId)
    await issueBought(deps, orderId)
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'open' })
    await pay(orderId)
    await completeWithCards(stoa, orderId)
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'open' })
    await issueBought(deps, orderId)
    await Promise.all([completeWithCards(stoa, orderId), completeWithCards(stoa, orderId)])
    const order = await readOrder(db, orderId)
    expect(order).toMatchObject({ state: 'completed' })
    const lines = order?.lines.map(({ id, quantity }) => ({ orderLineId: id, quantity })) ?? []
    const words = { shipping: 0, amount: null, restock: false, note: '', actor: 'staff:ana' }
    expect(await refundOrder(stoa, { orderId, lines, ...words })).toMatchObject({ ok: true })
    expect((await cardsOfOrder(db, orderId)).map(({ state }) => state)).toEqual(['disabled'])
    expect(await valueDiffers(db)).toEqual([])
  })

  test('keeps an order open while something is still to be sent', async () => {
    const { orderId } = await ordered(1, [[await aVariant(db, { stock: 5 }), 1]])
    await pay(orderId)
    await issueBought(deps, orderId)
    await completeWithCards(stoa, orderId)
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'open' })
    const order = await readOrder(db, orderId)
    const goods = order?.lines.find(({ giftCard }) => !giftCard)
    if (!goods) throw new Error('no goods')
    const lines = [{ orderLineId: goods.id, quantity: 1 }]
    const parcel = { carrier: '', trackingNumber: '', trackingUrl: '', actor: 'staff:ana' }
    await done(db, (tx) => fulfill(tx, { orderId, lines, ...parcel, methods: stoa.methods, now: stoa.clock.now() }))
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'completed' })
  })

  test('is never left alive by an order that is called off at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { orderId } = await ordered(2)
      await pay(orderId)
      const cancel = () => cancelOrder(stoa, { orderId, reason: 'customer', restock: true, actor: 'staff:ana' })
      await Promise.all([issueBought(deps, orderId), cancel(), issueBought(deps, orderId)])
      expect((await readOrder(db, orderId))?.state).toBe('canceled')
      const alive = (await cardsOfOrder(db, orderId)).filter(({ balance }) => balance.amount > 0)
      expect(alive).toEqual([])
    }
    expect(await valueDiffers(db)).toEqual([])
  })
})
