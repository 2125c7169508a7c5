import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { explainOrder, findBreaks } from '#modules/ledger'
import { countAttention, listDisputes, type GatewayDispute } from '#modules/payment'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const { orderOf, eventsOf, unpaid } = storiesOf(db, shop)
const dueAt = new Date('2026-12-24T12:00:00Z')

/** A paid mug, and what its gateway says of a dispute, step by step. */
async function disputed() {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await webhook(shop, url, 'evt_paid')
  const { total } = await orderOf(orderId)
  let told = 0
  const tell = async (state: GatewayDispute['state'], times = 2) => {
    const dispute = { ref: 'dp_1', state, amount: total, reason: 'general', dueAt }
    const telling = withGateway(shop, ({ fetch }) => ({
      fetch: async (ref) => {
        const said = await fetch(ref)
        return said.ok ? ok({ ...said.value, disputes: [dispute] }) : said
      },
    }))
    for (let time = 0; time < times; time += 1) {
      told += 1
      await webhook(telling, url, `evt_${told}`)
    }
  }
  return { orderId, tell }
}

/** The entries of its dispute, by their step. */
async function booked(orderId: OrderId): Promise<string[]> {
  const { rows } = await sql<{ step: string }>`select split_part(source, ':', 3) as step from ledger_entries
    where order_id = ${orderId} and kind = 'dispute' order by 1`.execute(db)
  return rows.map(({ step }) => step)
}

const disputeEvents = async (orderId: OrderId) =>
  (await eventsOf(orderId)).flatMap((type) => /^payment\.dispute_(\w+)$/.exec(type)?.[1] ?? [])

async function booksAgree(orderId: OrderId): Promise<void> {
  expect(await ledgerDiffers(db)).toEqual([])
  expect((await findBreaks(db)).breaks).toEqual([])
  expect((await explainOrder(db, orderId))?.isTied).toBe(true)
}

test('a question of the bank is kept and told, and nothing of it is in the books', async () => {
  const { orderId, tell } = await disputed()
  const before = await countAttention(db)
  await tell('inquiry')
  expect((await orderOf(orderId)).disputes).toMatchObject([{ state: 'inquiry', reason: 'general', dueAt }])
  expect(await countAttention(db)).toEqual({ ...before, disputes: before.disputes + 1 })
  expect(await disputeEvents(orderId)).toEqual(['asked'])
  expect(await booked(orderId)).toEqual([])
  await booksAgree(orderId)
})

describe('what comes of it', () => {
  type Story = { said: GatewayDispute['state'][]; state: string; entries: string[]; events: string[] }
  const taken = (end: string) => ({ entries: ['opened', end], events: ['asked', 'opened', end] })
  const stories: [string, Story][] = [
    ['it is closed', { said: ['inquiry', 'dropped'], state: 'won', entries: [], events: ['asked', 'dropped'] }],
    ['it is a dispute', { said: ['inquiry', 'open'], state: 'open', entries: ['opened'], events: ['asked', 'opened'] }],
    ['which is won', { said: ['inquiry', 'open', 'won'], state: 'won', ...taken('won') }],
    ['which is lost', { said: ['inquiry', 'open', 'lost'], state: 'lost', ...taken('lost') }],
    ['it is lost before we hear more', { said: ['inquiry', 'lost'], state: 'lost', ...taken('lost') }],
    ['it is won before we hear more', { said: ['inquiry', 'won'], state: 'won', ...taken('won') }],
    ['an answer comes late', { said: ['inquiry', 'open', 'inquiry', 'won', 'open'], state: 'won', ...taken('won') }],
    ['it is closed before we hear of it', { said: ['dropped'], state: 'won', entries: [], events: ['dropped'] }],
    [
      'a dispute is prevented',
      { said: ['open', 'dropped'], state: 'won', entries: ['opened', 'won'], events: ['opened', 'won'] },
    ],
    [
      'it is closed, and the money taken after all',
      { said: ['dropped', 'open'], state: 'open', entries: ['opened'], events: ['dropped', 'opened'] },
    ],
  ]
  test.each(stories)('%s', async (_what, { said, state, entries, events }) => {
    const { orderId, tell } = await disputed()
    for (const one of said) await tell(one)
    expect((await orderOf(orderId)).disputes).toMatchObject([{ state }])
    expect(await booked(orderId)).toEqual(entries.toSorted())
    expect(await disputeEvents(orderId)).toEqual(events)
    await booksAgree(orderId)
  })

  test('messages that come at once take the money once', async () => {
    const { orderId, tell } = await disputed()
    await Promise.all([tell('inquiry', 1), tell('open', 1), tell('open', 1), tell('lost', 1), tell('lost', 1)])
    await tell('lost')
    expect(await booked(orderId)).toEqual(['lost', 'opened'])
    await booksAgree(orderId)
  })
})

test('what must be answered comes first, questions and disputes by the day until which they can be', async () => {
  const { rows } = await listDisputes(db, { search: '', limit: 100, offset: 0 })
  const waits = rows.map(({ state }) => state === 'inquiry' || state === 'open')
  expect(waits).toEqual(waits.toSorted((one, other) => Number(other) - Number(one)))
  const open = await listDisputes(db, { states: ['inquiry', 'open'], search: '', limit: 100, offset: 0 })
  expect(new Set(open.rows.map(({ state }) => state))).toEqual(new Set(['inquiry', 'open']))
  expect((await countAttention(db)).disputes).toBe(open.total)
})
