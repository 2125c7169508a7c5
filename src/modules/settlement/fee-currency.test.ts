import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import { ok } from '#kernel/result'
import { entriesOfOrder } from '#modules/ledger'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { capturePayment } from './index.ts'

const { db } = testDb()
beforeAll(() => anOpenShop(db))

/** Our account there is kept in dollars. */
const fee = money(61, currencyOf('USD'))
const feesOf = async (orderId: OrderId) =>
  (await entriesOfOrder(db, orderId))
    .filter(({ kind }) => kind === 'fee')
    .flatMap(({ lines }) => lines.filter(({ amount }) => amount > 0))

test('a fee in another currency than the order is in the books, and not shown as if it were euros', async () => {
  const shop = testShop(db)
  const { orderOf, unpaid } = storiesOf(db, shop)
  const dollars = withGateway(shop, ({ fetch }) => ({
    fetch: async (ref) => {
      const said = await fetch(ref)
      return said.ok ? ok({ ...said.value, fee }) : said
    },
  }))
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await webhook(dollars, url)
  expect((await orderOf(orderId)).captures).toMatchObject([{ fee: null }])
  expect(await feesOf(orderId)).toMatchObject([{ amount: 61, currency: 'USD' }])
})

test('nor when it is told as the money is taken', async () => {
  const shop = testShop(db, { capture: 'manual' })
  const { orderOf, unpaid } = storiesOf(db, shop)
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await webhook(shop, url)
  const dollars = withGateway(shop, ({ capture }) => ({
    capture: async (asked) => {
      const taken = await capture(asked)
      return taken.ok ? ok({ ...taken.value, fee }) : taken
    },
  }))
  const [payment] = (await orderOf(orderId)).payments
  if (!payment) throw new Error('no payment')
  const whole = { amount: null, final: true, actor: 'staff:ida' }
  expect(await capturePayment(dollars, { orderId, paymentId: payment.id, ...whole })).toMatchObject({ ok: true })
  expect((await orderOf(orderId)).captures).toMatchObject([{ fee: null }])
  expect(await feesOf(orderId)).toMatchObject([{ amount: 61, currency: 'USD' }])
})
