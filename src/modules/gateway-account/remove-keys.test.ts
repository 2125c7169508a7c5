import { beforeAll, expect, test } from 'vitest'

import { currencyOf, money } from '#kernel/money'
import { ok, refuse } from '#kernel/result'
import { readUnmatched } from '#modules/payment'
import { refundOrder } from '#modules/refund'
import { giveUnmatchedBack } from '#modules/settlement'
import { command } from '#platform/db'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { removeKeys } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const { unpaid } = storiesOf(db, shop)
const actor = 'staff:ida'
const remove = () => command(db, (tx) => removeKeys(tx, { code: 'sandbox', mode: 'test' }))
const stillNeeded = refuse({ code: 'payments_open' })
const nobody = refuse({ code: 'unknown', reason: 'no answer' })
const silent = withGateway(shop, () => ({ fetch: async () => nobody, refund: async () => nobody }))

test('keys go when nothing waits for them', async () => {
  const { url } = await unpaid()
  expect(await remove()).toEqual(stillNeeded)
  await payByCard(shop, url)
  await webhook(shop, url)
  expect(await remove()).toMatchObject({ ok: true })
})

test('not while a bank has a payment in work', async () => {
  const { url } = await unpaid()
  await payByCard(shop, url, '4000 0000 0000 0853')
  await webhook(shop, url, 'evt_begun')
  expect(await remove()).toEqual(stillNeeded)
  await shop.sandbox.desk.act(url.split('/').at(-1) ?? '', 'bank_pays')
  await webhook(shop, url, 'evt_paid')
  expect(await remove()).toMatchObject({ ok: true })
})

test('nor while a refund is on its way', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await webhook(shop, url)
  const rest = { lines: [], shipping: 0, amount: 500, restock: false, note: '', actor }
  await refundOrder(silent, { orderId, ...rest })
  expect(await remove()).toEqual(stillNeeded)
  await refundOrder(shop, { orderId, ...rest })
  expect(await remove()).toMatchObject({ ok: true })
})

test('nor while money that fits nothing is on its way back', async () => {
  const later = testShop(db, { capture: 'manual' })
  const { orderId, url } = await storiesOf(db, later).unpaid()
  await payByCard(later, url)
  const generous = withGateway(later, ({ fetch }) => ({
    fetch: async (ref) => {
      const said = await fetch(ref)
      return said.ok ? ok({ ...said.value, state: 'captured', captured: money(2600, currencyOf('EUR')) }) : said
    },
  }))
  await webhook(generous, url)
  expect(await remove()).toMatchObject({ ok: true })
  const [surplus] = await readUnmatched(db, { orderId })
  await giveUnmatchedBack(silent, { id: surplus?.id ?? '', actor })
  expect(await remove()).toEqual(stillNeeded)
})
