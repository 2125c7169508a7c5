import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { readUnmatched } from '#modules/payment'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { completePayments, giveUnmatchedBack } from './index.ts'

const { db } = testDb()
const shop = testShop(db, { capture: 'manual' })
beforeAll(() => anOpenShop(db))

const { orderOf, unpaid } = storiesOf(db, shop)
const refOf = (url: string): string => url.split('/').at(-1) ?? ''

test('money that fits nothing, and is taken in the moment in which it is freed, still goes back', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  const strange = withGateway(shop, ({ fetch, cancel }) => ({
    fetch: async (ref) => {
      const said = await fetch(ref)
      return said.ok ? ok({ ...said.value, reference: '7' }) : said
    },
    cancel: async (ref) => {
      await sql`update sandbox_payments set state = 'captured', captured_amount = amount where id = ${ref}`.execute(db)
      return cancel(ref)
    },
  }))
  await webhook(strange, url)
  const [unmatched] = await readUnmatched(db, { orderId })
  expect(await giveUnmatchedBack(strange, { id: unmatched?.id ?? '', actor: 'staff:ida' })).toEqual(ok(null))
  expect(await readUnmatched(db, { orderId })).toMatchObject([{ state: 'returning' }])
  expect(await orderOf(orderId)).toMatchObject({ state: 'pending' })

  await completePayments(strange)
  expect(await readUnmatched(db, { orderId })).toMatchObject([{ state: 'returned' }])
  const book = await db
    .selectFrom('sandbox_payments')
    .select('refunded_amount')
    .where('id', '=', refOf(url))
    .executeTakeFirst()
  expect(book).toEqual({ refunded_amount: 2490 })
  expect(await orderOf(orderId)).toMatchObject({ state: 'canceled' })
})
