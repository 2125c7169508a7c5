import { beforeAll, expect, test } from 'vitest'

import { ok, type Result } from '#kernel/result'
import { entriesOfOrder } from '#modules/ledger'
import { offerOrder } from '#modules/order'
import type { GatewayPayment } from '#modules/payment'
import { cardsOfOrder, issueBought } from '#modules/stored-value'
import { aProduct } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPlacedOrder, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { payOffer } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

/** The same bank, when its money is real. */
const live = withGateway(shop, ({ create, fetch }) => {
  const real = <R>(said: Result<GatewayPayment, R>) => (said.ok ? ok({ ...said.value, mode: 'live' as const }) : said)
  return {
    mode: 'live',
    create: async (payment) => real(await create(payment)),
    fetch: async (ref) => real(await fetch(ref)),
  }
})

test('an order whose trial payment failed, and that real money paid by a link, is real in the books', async () => {
  const { variantIds } = await aProduct(db, { title: 'Gift card', giftCard: true, variants: [{ price: 5000 }] })
  const [card] = variantIds
  if (!card) throw new Error('no card')
  const { orderId, next } = await aPlacedOrder(shop, { lines: [[card, 1]] })
  if (next.kind !== 'pay') throw new Error(next.kind)
  await payByCard(shop, next.url, '4000 0000 0000 0002')
  await webhook(shop, next.url)
  await offerOrder(shop, { orderId, days: 7, actor: 'staff:ida' })
  const again = await payOffer(live, { orderId, method: 'test_card' })
  if (!again.ok || again.value.kind !== 'pay') throw new Error(JSON.stringify(again))
  await payByCard(live, again.value.url)
  await webhook(live, again.value.url)

  const entries = await entriesOfOrder(db, orderId)
  expect(new Set(entries.map(({ kind, mode }) => `${kind} ${mode}`))).toEqual(
    new Set(['sale live', 'capture live', 'fee live']),
  )
  await issueBought({ db, clock: shop.clock, codeSecret: 'a secret of this test' }, orderId)
  expect(await cardsOfOrder(db, orderId)).toMatchObject([{ isTest: false }])
})
