import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { refuse } from '#kernel/result'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { completePayments } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const { orderOf, unpaid } = storiesOf(db, shop)
const refOf = (url: string): string => url.split('/').at(-1) ?? ''

/** Told a minute earlier than it was. */
async function pass(): Promise<void> {
  await sql`update gateway_events set received_at = received_at - interval '1 minute'`.execute(db)
}

test('a dispute that is told while the gateway answers nothing is asked about again', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await webhook(shop, url, 'evt_paid')
  await shop.sandbox.desk.act(refOf(url), 'dispute')
  const silent = withGateway(shop, () => ({ fetch: async () => refuse({ code: 'unknown', reason: 'no answer' }) }))

  expect(await webhook(silent, url, 'evt_dispute')).toMatchObject({ ok: true })
  expect((await orderOf(orderId)).disputes).toEqual([])

  await pass()
  await completePayments(shop)
  expect((await orderOf(orderId)).disputes).toMatchObject([{ state: 'open' }])
})
