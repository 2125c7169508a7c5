import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { money } from '#kernel/money'
import { ok, refuse } from '#kernel/result'
import { listAttention, readUnmatched } from '#modules/payment'
import { afterPayment, completePayments, giveUnmatchedBack } from '#modules/settlement'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

const { orderOf, left, eventsOf, unpaid } = storiesOf(db, shop)
const refOf = (url: string): string => url.split('/').at(-1) ?? ''

describe('A047: money that is not ours', () => {
  const lies = (change: object) =>
    withGateway(shop, (gateway) => ({
      fetch: async (ref) => {
        const said = await gateway.fetch(ref)
        return said.ok ? ok({ ...said.value, ...change }) : said
      },
    }))
  const euro = (amount: number) => money(amount, 'EUR' as ReturnType<typeof money>['currency'])

  test.each([
    ['amount', { amount: euro(100) }],
    ['currency', { amount: { amount: 2490, currency: 'USD' } }],
    ['mode', { mode: 'live' }],
    ['payee', { payee: 'somebody-else' }],
    ['reference', { reference: '7' }],
    ['amount', { captured: euro(100) }],
  ])('%s: nothing is paid, people are told, and it can be given back', async (why, change) => {
    const { orderId, url, mug } = await unpaid()
    await payByCard(shop, url)
    await afterPayment(lies(change), orderId)
    await afterPayment(lies(change), orderId)
    expect(await orderOf(orderId)).toMatchObject({ state: 'pending', paymentStatus: 'unpaid' })
    expect((await eventsOf(orderId)).filter((type) => type === 'payment.mismatched')).toHaveLength(1)
    const [unmatched] = await readUnmatched(db, { orderId })
    expect(unmatched).toMatchObject({ why, state: 'seen' })
    if (!unmatched) throw new Error('nothing unmatched')

    await sql`update unmatched_money set amount = 2490, currency = 'EUR' where id = ${unmatched.id}`.execute(db)
    expect(await giveUnmatchedBack(shop, { id: unmatched.id, actor })).toEqual(ok(null))
    expect(await readUnmatched(db, { orderId })).toMatchObject([{ state: 'returned' }])
    expect(await orderOf(orderId)).toMatchObject({ state: 'canceled', payments: [{ failureCode: 'mismatch' }] })
    expect(await left(mug)).toBe(1)
    const book = await db
      .selectFrom('sandbox_payments')
      .select(['captured_amount', 'refunded_amount'])
      .where('id', '=', refOf(url))
      .executeTakeFirst()
    expect(book?.refunded_amount).toBe(book?.captured_amount)
  })
})

describe('money that did not fit and was given back', () => {
  const UNDERPAYS = '4000 0000 0000 0119'

  /** Paid a little too little, and given back by staff. */
  async function givenBack() {
    const { orderId, url } = await unpaid()
    await payByCard(shop, url, UNDERPAYS)
    await webhook(shop, url)
    const [{ id } = { id: '' }] = await readUnmatched(db, { orderId })
    const give = () => giveUnmatchedBack(shop, { id, actor })
    expect(await give()).toEqual(ok(null))
    return { orderId, url, id, give }
  }
  const fails = (url: string) => shop.sandbox.desk.act(refOf(url), 'refund_fails')
  const unmatchedOf = async (orderId: Parameters<typeof orderOf>[0]) => (await readUnmatched(db, { orderId }))[0]
  const failures = async (orderId: Parameters<typeof orderOf>[0]) =>
    (await eventsOf(orderId)).filter((type) => type === 'payment.unmatched_failed').length
  const attention = async (id: string) =>
    (await listAttention(db, { search: '', limit: 500, offset: 0 })).rows.find((row) => row.id === id)

  test('is watched: when the bank sends it back, people see that, once', async () => {
    const { orderId, url, id } = await givenBack()
    expect(await unmatchedOf(orderId)).toMatchObject({ state: 'returned', failure: null })
    expect(await attention(id)).toBeUndefined()
    await fails(url)
    await completePayments(shop)
    expect(await unmatchedOf(orderId)).toMatchObject({ state: 'returned' })
    await sql`update unmatched_money set settled_at = settled_at - interval '2 hours' where id = ${id}`.execute(db)
    await Promise.all([completePayments(shop), completePayments(shop)])
    await completePayments(shop)
    expect(await unmatchedOf(orderId)).toMatchObject({ state: 'seen', failure: 'account_closed' })
    expect(await attention(id)).toMatchObject({ kind: 'refund_failed', why: 'account_closed' })
    expect(await failures(orderId)).toBe(1)
    expect(await orderOf(orderId)).toMatchObject({ state: 'canceled', paymentStatus: 'unpaid' })
  })

  test('is told by a message at once, and given again, which is a refund of its own', async () => {
    const { orderId, url, id, give } = await givenBack()
    await fails(url)
    await webhook(shop, url, 'evt_failed')
    expect(await unmatchedOf(orderId)).toMatchObject({ state: 'seen', failure: 'account_closed' })
    expect(await give()).toEqual(ok(null))
    expect(await unmatchedOf(orderId)).toMatchObject({ state: 'returned', failure: null, tries: 2 })
    await webhook(shop, url, 'evt_later')
    expect(await unmatchedOf(orderId)).toMatchObject({ state: 'returned' })
    expect(await attention(id)).toBeUndefined()
    const given = await db
      .selectFrom('sandbox_refunds')
      .select('failed')
      .where('payment_id', '=', refOf(url))
      .orderBy('created_at')
      .execute()
    expect(given).toEqual([{ failed: true }, { failed: false }])
  })

  test('is seen again when the gateway refuses at once', async () => {
    const { orderId, url } = await unpaid()
    await payByCard(shop, url, UNDERPAYS)
    await webhook(shop, url)
    const [{ id } = { id: '' }] = await readUnmatched(db, { orderId })
    const stingy = withGateway(shop, () => ({ refund: async () => refuse({ code: 'refused', reason: 'too_old' }) }))
    expect(await giveUnmatchedBack(stingy, { id, actor })).toEqual(ok(null))
    expect(await unmatchedOf(orderId)).toMatchObject({ state: 'seen', failure: 'too_old' })
    expect(await attention(id)).toMatchObject({ kind: 'refund_failed', why: 'too_old' })
    expect(await failures(orderId)).toBe(1)
  })
})

describe('messages of a gateway', () => {
  test('three times each, in any order: one order, one capture', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { orderId, url } = await unpaid()
      await payByCard(shop, url)
      const events = ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'].toSorted((one, other) =>
        (one.charCodeAt(0) * (round + 3)) % 7 < (other.charCodeAt(0) * (round + 5)) % 7 ? -1 : 1,
      )
      const answers = await Promise.all(events.map((event) => webhook(shop, url, `evt_${event}`)))
      expect(answers.every((answer) => answer.ok)).toBe(true)
      const order = await orderOf(orderId)
      expect(order).toMatchObject({ state: 'open', paymentStatus: 'paid' })
      expect(order.captures).toHaveLength(1)
      const kept = await db.selectFrom('gateway_events').selectAll().where('gateway_ref', '=', refOf(url)).execute()
      expect(kept).toHaveLength(3)
      expect(kept.every(({ applied_at, body }) => applied_at !== null && body !== null)).toBe(true)
    }
  })

  test('are kept with the bytes as they came', async () => {
    const { url } = await unpaid()
    await webhook(shop, url, 'evt_bytes')
    const [kept] = await db.selectFrom('gateway_events').select('body').where('gateway_ref', '=', refOf(url)).execute()
    expect(JSON.parse(kept?.body?.toString() ?? '')).toEqual({
      id: `evt_bytes_${refOf(url)}`,
      payment: refOf(url),
      state: 'decided',
    })
  })

  test('tell of a dispute: kept, told, and in the books, each step once', async () => {
    const { orderId, url } = await unpaid()
    await payByCard(shop, url, '4000 0000 0000 0069')
    await webhook(shop, url, 'evt_1')
    await webhook(shop, url, 'evt_2')
    expect((await orderOf(orderId)).disputes).toMatchObject([{ state: 'open', reason: 'fraudulent' }])
    await shop.sandbox.desk.act(refOf(url), 'dispute_lost')
    await webhook(shop, url, 'evt_3')
    await webhook(shop, url, 'evt_4')
    expect((await orderOf(orderId)).disputes).toMatchObject([{ state: 'lost' }])
    const events = await eventsOf(orderId)
    expect(events.filter((type) => type.startsWith('payment.dispute'))).toEqual([
      'payment.dispute_opened',
      'payment.dispute_lost',
    ])
    const { rows } = await sql<{ lost: number }>`select sum(l.amount)::bigint as lost from ledger_lines l
      join ledger_entries e on e.id = l.entry_id where e.order_id = ${orderId} and account = 'dispute_losses'`.execute(
      db,
    )
    expect(rows[0]?.lost).toBe((await orderOf(orderId)).total.amount)
  })
})
