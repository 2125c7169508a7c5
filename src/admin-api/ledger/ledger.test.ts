import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import { post, recordCapture } from '#modules/ledger'
import { inTransaction } from '#platform/transaction'
import { testDesk } from '#testing/desk'
import type { BooksCheckView, FinanceScreen, JournalEntryView, Page, PayoutRow, PayoutScreen } from '../types.ts'

const { shop, call, answer, faults } = testDesk()
const { db } = shop
const EUR = currencyOf('EUR')
const at = new Date('2026-11-18T10:00:00Z')

const capture = (amount: number, mode: 'live' | 'test' = 'live') =>
  inTransaction(db, (tx) =>
    recordCapture(tx, {
      captureId: newId(),
      orderId: newId(),
      gateway: 'stripe',
      amount: money(amount, EUR),
      mode,
      at,
    }),
  )

const report = [
  'automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created,currency,gross,fee,net,reporting_category,description',
  'po_9,2026-11-20,txn_1,2026-11-18 10:00,eur,10.00,0.40,9.60,charge,Workshop',
  'po_9,2026-11-20,txn_2,2026-11-18 11:00,eur,-2.00,0.00,-2.00,fee,Radar',
].join('\n')

const send = (text: string, name = 'payout.csv') =>
  call(`/api/finance/payouts?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'text/csv' },
  })

describe('the trial balance', () => {
  test('keeps live and test apart, and both balance', async () => {
    await capture(5000)
    await capture(70, 'test')
    const live = await answer<FinanceScreen>('/api/finance')
    expect(live).toMatchObject({ mode: 'live', hasTest: true, timeZone: 'Europe/Berlin', months: ['2026-11'] })
    expect(live.balances.map(({ debit, credit }) => debit.amount - credit.amount)).toEqual([0])
    const clearing = live.balances[0]?.rows.find(({ account }) => account === 'gateway_clearing:stripe')
    expect(clearing?.balance).toEqual({ amount: 5000, currency: 'EUR' })
    const trial = await answer<FinanceScreen>('/api/finance?mode=test')
    expect(trial.balances[0]?.debit.amount).toBe(70)
  })

  test('at the end of a day, by the clock of the shop', async () => {
    const before = await answer<FinanceScreen>('/api/finance?until=2026-11-17')
    expect(before.balances).toEqual([])
    const then = await answer<FinanceScreen>('/api/finance?until=2026-11-18')
    expect(then.balances).toHaveLength(1)
    expect((await call('/api/finance?until=yesterday')).status).toBe(400)
  })

  test('the time zone is the owner’s to choose, from those that there are', async () => {
    const wrong = await call('/api/finance/time-zone', { method: 'PUT', body: { timeZone: 'Mars/Olympus' } })
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { problems: [{ path: 'timeZone' }] }])
    const chosen = { method: 'PUT', body: { timeZone: 'America/New_York' } }
    expect((await call('/api/finance/time-zone', chosen)).status).toBe(200)
    expect((await answer<FinanceScreen>('/api/finance')).timeZone).toBe('America/New_York')
    await call('/api/finance/time-zone', { method: 'PUT', body: { timeZone: 'Europe/Berlin' } })
  })
})

test('the journal, the look at the books, and a break that is listed', async () => {
  const journal = await answer<Page<JournalEntryView>>('/api/finance/journal?month=2026-11&account=gateway_clearing')
  expect([journal.total, journal.rows[0]?.lines.length]).toEqual([1, 2])
  expect((await answer<Page<JournalEntryView>>('/api/finance/journal?search=4711')).total).toBe(0)
  expect((await answer<Page<JournalEntryView>>('/api/finance/journal?search=capture:')).total).toBe(1)
  expect((await answer<Page<JournalEntryView>>('/api/finance/journal?search=100%25')).total).toBe(0)

  const line = { source: `gift_card_grant:${newId()}`, kind: 'gift_card_grant', orderId: null, currency: EUR }
  const lines = [
    { account: 'credit_granted', amount: 500 },
    { account: 'gift_card_liability', amount: -500 },
  ] as const
  await inTransaction(db, (tx) => post(tx, { ...line, lines, mode: 'live', at }))
  const check = await answer<BooksCheckView>('/api/finance/check', { method: 'POST' })
  expect(check.breaks).toMatchObject([{ check: 'gift_cards', expected: { amount: 0 }, found: { amount: 500 } }])
  expect((await answer<FinanceScreen>('/api/finance')).check).toEqual(check)
})

describe('payouts', () => {
  test('are uploaded, looked at, and booked once', async () => {
    const first = await send(report)
    expect([first.status, await first.json()]).toEqual([
      200,
      { gateway: 'stripe', payouts: 1, movements: 2, added: 2, waiting: 0 },
    ])
    expect(await (await send(report)).json()).toMatchObject({ added: 0 })

    const { rows } = await answer<Page<PayoutRow>>('/api/finance/payouts')
    expect(rows).toMatchObject([{ externalId: 'po_9', amount: { amount: 760 }, bookedAt: null }])
    const id = rows[0]?.id ?? ''
    const screen = await answer<PayoutScreen>(`/api/finance/payouts/${id}`)
    expect(screen).toMatchObject({ counts: { missing_here: 1, plain: 1 }, feesToBook: { amount: 240 } })
    const settle = { [screen.lines[0]?.id ?? '']: 'outside' }
    const book = () => call(`/api/finance/payouts/${id}/book`, { method: 'POST', body: { settle } })
    expect((await book()).status).toBe(200)
    expect((await book()).status).toBe(409)
    const live = await answer<FinanceScreen>('/api/finance')
    const bank = live.balances[0]?.rows.find(({ account }) => account === 'bank')
    expect(bank?.balance.amount).toBe(760)
  })

  test('a file that is none is refused beside the field, in words', async () => {
    const refused = await send('name,price\nMug,1\n')
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { problems: [{ path: 'file', message: expect.stringContaining('Stripe') }] },
    ])
    expect((await send('\0\uFFFF"\n')).status).toBe(422)
    expect((await call('/api/finance/payouts/nonsense')).status).toBe(404)
  })
})

test('what the accountant gets is a file', async () => {
  const file = await call('/api/finance/export/journal?month=2026-11')
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="journal-2026-11.csv"')
  const rows = (await file.text()).trim().split('\n')
  expect(rows[0]).toContain('Debit,Credit')
  expect(rows.length).toBeGreaterThan(5)
  expect((await call('/api/finance/export/summary?month=2026-13')).status).toBe(400)
  expect(faults).toEqual([])
})
