import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { inTransaction } from '#platform/transaction'
import { aMarket } from '#testing/builders'
import { testDb } from '#testing/db'
import {
  checkBooks,
  explainOrder,
  findBreaks,
  listJournal,
  post,
  readBalances,
  readLastCheck,
  readMonth,
  recordCapture,
  writeMonth,
  type ExportFile,
  type Month,
} from './index.ts'
import { aSoldOrder, eur, refund } from './trade.test.support.ts'

const { db } = testDb()
const timeZone = 'Europe/Berlin'

beforeAll(async () => {
  await aMarket(db)
  // As a shop that has had its ledger from the first day on.
  await sql`update schema_migrations set ran_at = '2020-01-01' where name = '0023_ledger.sql'`.execute(db)
})

const monthOf = async (name: string): Promise<Month> => {
  const month = await readMonth(db, name, timeZone)
  if (!month) throw new Error(`no month ${name}`)
  return month
}

async function cellsOf(file: ExportFile, month: Month): Promise<string[][]> {
  let text = ''
  for await (const piece of writeMonth(db, file, { month, mode: 'live' })) text += piece
  const [, ...rows] = text.trim().split('\n')
  return rows.map((row) => row.split(','))
}

const cents = (text: string | undefined): number => Math.round(Number(text ?? '') * 100)

describe('an order, every cent of it', () => {
  test('ties to what was booked', async () => {
    const sold = await aSoldOrder(db, { total: 11_900, fee: 200 })
    await refund(db, sold, { amount: 2380 })
    const books = await explainOrder(db, sold.orderId)
    expect(books).toMatchObject({ receivable: 0, isTied: true, currency: 'EUR' })
    expect(books?.ties).toEqual([
      { figure: 'total', order: 11_900, ledger: 11_900 },
      { figure: 'tax', order: 1900, ledger: 1900 },
      { figure: 'captured', order: 11_900, ledger: 11_900 },
      { figure: 'redeemed', order: 0, ledger: 0 },
      { figure: 'refunded', order: 2380, ledger: 2380 },
      { figure: 'returned', order: 0, ledger: 0 },
    ])
    expect(books?.entries.map(({ kind }) => kind)).toEqual(['sale', 'capture', 'fee', 'refund'])
    expect(await explainOrder(db, newId())).toBe(null)
  })

  test('does not, when something was never booked', async () => {
    const sold = await aSoldOrder(db, { total: 5000 })
    await sql`update captures set amount = 4999 where id = ${sold.captureId}`.execute(db)
    const books = await explainOrder(db, sold.orderId)
    expect(books?.isTied).toBe(false)
    await sql`update captures set amount = 5000 where id = ${sold.captureId}`.execute(db)
  })
})

describe('the books held against each other', () => {
  test('agree after sales, refunds and fees', async () => {
    const sold = await aSoldOrder(db, { total: 7700, fee: 99 })
    await refund(db, sold, { amount: 700 })
    expect((await findBreaks(db)).breaks).toEqual([])
  })

  test.each([
    [
      'capture',
      (id: string) =>
        sql`update captures set amount = amount - 1 where payment_id in (select id from payments where order_id = ${id})`,
    ],
    ['sale_differs', (id: string) => sql`update orders set tax_amount = tax_amount - 1 where id = ${id}`],
    ['canceled', (id: string) => sql`update orders set state = 'canceled', canceled_at = now() where id = ${id}`],
    [
      'sale_missing',
      (id: string) =>
        sql`insert into orders select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', 77777, 'cart_id', gen_random_uuid()))).* from orders o where id = ${id}`,
    ],
    [
      'open',
      (id: string) =>
        sql`with done as (update orders set state = 'completed' where id = ${id} returning id, currency), e as (insert into ledger_entries (source, kind, order_id, mode, at, line_count) select 'trial:' || id, 'capture', id, 'live', now(), 2 from done returning id), l as (insert into ledger_lines (entry_id, line_count, position, account, currency, amount) select id, 2, 0, 'bank', 'EUR', 5 from e) insert into ledger_lines (entry_id, line_count, position, account, currency, amount) select id, 2, 1, 'receivable', 'EUR', -5 from e`,
    ],
    [
      'gift_cards',
      () =>
        sql`insert into gift_cards (id, code_hash, hint, currency, initial_amount, balance_amount, actor) values (gen_random_uuid(), sha256('x'), 'ABCD', 'EUR', 500, 500, 'test')`,
    ],
  ])('a break is found: %s', async (name, spoil) => {
    const { orderId } = await aSoldOrder(db, { total: 3300 })
    const found = await inTransaction(db, async (tx) => {
      await spoil(orderId).execute(tx)
      const { breaks } = await findBreaks(tx)
      throw new Found(breaks.map(({ check }) => check))
    }).catch((error: unknown) => (error instanceof Found ? error.names : [String(error)]))
    expect(found).toContain(name)
    expect((await findBreaks(db)).breaks).toEqual([])
  })

  class Found extends Error {
    readonly names: string[]
    constructor(names: string[]) {
      super('found')
      this.names = names
    }
  }

  test('are looked at by night, and what was found is kept', async () => {
    const at = new Date('2026-11-20T03:00:00Z')
    const check = await checkBooks(db, at)
    expect(check.checked).toBeGreaterThan(5)
    expect(await readLastCheck(db)).toEqual(check)
  })
})

describe('the month for the accountant', () => {
  beforeAll(async () => {
    const noon = new Date('2026-02-10T11:00:00Z')
    const sold = await aSoldOrder(db, { total: 11_900, fee: 250, at: noon })
    await refund(db, sold, { amount: 1190, at: new Date('2026-02-20T11:00:00Z') })
    // Still February in UTC, March in Berlin; still January in UTC, February in Berlin.
    await aSoldOrder(db, { total: 2380, at: new Date('2026-02-28T23:30:00Z') })
    await aSoldOrder(db, { total: 4760, at: new Date('2026-01-31T23:30:00Z') })
    // Many at the very same instant: a page must neither lose nor repeat one.
    await inTransaction(db, async (tx) => {
      for (let n = 0; n < 1100; n++) {
        const captured = { captureId: newId(), orderId: newId(), gateway: 'paypal', amount: eur(1 + n), mode: 'live' }
        await recordCapture(tx, { ...captured, mode: 'live', at: new Date('2026-02-15T00:00:00.123Z') })
      }
    })
    const whole = { source: `trial:${newId()}`, kind: 'trial', orderId: null, currency: eur(0).currency }
    const lines = [
      { account: 'bank', amount: 77 },
      { account: 'rounding', amount: -77 },
    ] as const
    await inTransaction(db, (tx) => post(tx, { ...whole, lines, mode: 'test', at: noon }))
  })

  test('begins and ends by the clock of the shop', async () => {
    const month = await monthOf('2026-02')
    expect([month.from.toISOString(), month.until.toISOString()]).toEqual([
      '2026-01-31T23:00:00.000Z',
      '2026-02-28T23:00:00.000Z',
    ])
    const summer = await monthOf('2026-03')
    expect(summer.until.toISOString()).toBe('2026-03-31T22:00:00.000Z')
    expect(await readMonth(db, '2026-13', timeZone)).toBe(null)
  })

  test('journal, summary and taxes add up to the trial balance', async () => {
    const month = await monthOf('2026-02')
    const [journal, summary, taxes] = await Promise.all(
      (['journal', 'summary', 'taxes'] as const).map((file) => cellsOf(file, month)),
    )
    const moved = await readBalances(db, { mode: 'live', from: month.from, until: month.until })
    const held = await readBalances(db, { mode: 'live', until: month.until })
    expect(moved.reduce((all, { amount }) => all + amount, 0)).toBe(0)

    const ofJournal: Record<string, number> = {}
    for (const [, , , , , account = '', , , , debit, credit] of journal ?? [])
      ofJournal[account] = (ofJournal[account] ?? 0) + cents(debit) - cents(credit)
    expect(ofJournal).toEqual(Object.fromEntries(moved.map(({ account, amount }) => [account, amount])))
    expect(journal?.length).toBe(2200 + 3 + 2 + 2 + 3 + 3 + 2)

    expect(
      summary?.map(([account, , , , , , debit, credit, closing]) => [
        account,
        cents(debit),
        cents(credit),
        cents(closing),
      ]),
    ).toEqual(
      held.map((row) => {
        const now = moved.find(({ account }) => account === row.account)
        return [row.account, now?.debit ?? 0, now?.credit ?? 0, row.amount]
      }),
    )
    const payable = moved.find(({ account }) => account === 'tax_payable')?.amount ?? 0
    expect(taxes).toEqual([['DE', 'DE', '19', 'EUR', '140.00', '26.60', '10.00', '1.90', '130.00', '24.70']])
    expect(cents(taxes?.[0]?.at(-1))).toBe(-payable)
  })

  test('test money is in none of it', async () => {
    const month = await monthOf('2026-02')
    const trial = await readBalances(db, { mode: 'test', from: month.from, until: month.until })
    expect(trial.map(({ account, amount }) => [account, amount])).toEqual([
      ['bank', 77],
      ['rounding', -77],
    ])
    expect((await readBalances(db, { mode: 'live' })).some(({ account }) => account === 'rounding')).toBe(false)
  })

  test('the journal on the screen is filtered, the latest first', async () => {
    const month = await monthOf('2026-02')
    const span = { mode: 'live', from: month.from, until: month.until } as const
    const fees = await listJournal(db, { ...span, account: 'fees', page: 1, pageSize: 50 })
    expect([fees.total, fees.rows[0]?.lines.map(({ account }) => account)]).toEqual([
      1,
      ['fees:stripe', 'gateway_clearing:stripe'],
    ])
    const number = fees.rows[0]?.orderNumber ?? 0
    const ofOrder = await listJournal(db, { ...span, orderNumber: number, page: 1, pageSize: 50 })
    expect(ofOrder.rows.map(({ kind }) => kind)[0]).toBe('refund')
    const sales = await listJournal(db, { ...span, kind: 'sale', page: 1, pageSize: 1 })
    expect([sales.total, sales.rows.length]).toEqual([2, 1])
  })
})
