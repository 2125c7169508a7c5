import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const { orderOf, eventsOf, unpaid } = storiesOf(db, shop)

async function balance(orderId: OrderId, account: string): Promise<number> {
  const { rows } = await sql<{ amount: number }>`select coalesce(sum(l.amount), 0)::bigint as amount from ledger_lines l
    join ledger_entries e on e.id = l.entry_id where e.order_id = ${orderId} and l.account = ${account}`.execute(db)
  return rows[0]?.amount ?? 0
}

test('money that a bank had taken back, and gives again, is in the books again', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url, '4000 0000 0000 0069')
  await webhook(shop, url, 'evt_1')
  await shop.sandbox.desk.act(url.split('/').at(-1) ?? '', 'dispute_lost')
  await webhook(shop, url, 'evt_2')
  expect(await balance(orderId, 'dispute_losses')).toBe(2490)
  const held = await balance(orderId, 'gateway_clearing:sandbox')

  const reversed = withGateway(shop, ({ fetch }) => ({
    fetch: async (ref) => {
      const said = await fetch(ref)
      if (!said.ok) return said
      return ok({ ...said.value, disputes: said.value.disputes.map((one) => ({ ...one, state: 'won' as const })) })
    },
  }))
  await webhook(reversed, url, 'evt_3')
  await webhook(reversed, url, 'evt_4')
  expect((await orderOf(orderId)).disputes).toMatchObject([{ state: 'won' }])
  expect(await balance(orderId, 'dispute_losses')).toBe(0)
  expect(await balance(orderId, 'disputes')).toBe(0)
  expect(await balance(orderId, 'gateway_clearing:sandbox')).toBe(held + 2490)
  expect((await eventsOf(orderId)).filter((type) => type.startsWith('payment.dispute'))).toEqual([
    'payment.dispute_opened',
    'payment.dispute_lost',
    'payment.dispute_won',
  ])
})
