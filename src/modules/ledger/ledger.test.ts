import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import { saveSetting } from '#modules/market'
import { inTransaction } from '#platform/transaction'
import { testDb } from '#testing/db'
import { credit, debit, type Entry } from './entry.ts'
import {
  emptyLedger,
  entriesOfOrder,
  post,
  postAll,
  recordCapture,
  recordRefund,
  recordSale,
  reverseSale,
} from './index.ts'
import type { Sale } from './record-sale.ts'

const { db, pool } = testDb()
const EUR = currencyOf('EUR')
const eur = (amount: number) => money(amount, EUR)

const aSale = (more: Partial<Sale> = {}): Sale => ({
  orderId: newId(),
  currency: EUR,
  goods: 10_000,
  discount: 1000,
  shipping: 500,
  giftCardsSold: 2500,
  taxes: [{ jurisdiction: 'DE', amount: 1805, ratePpm: 190_000, base: 9500 }],
  total: 13_805,
  mode: 'live',
  ...more,
})

const anEntry = (source: string, amount = 700): Entry => ({
  source,
  kind: 'trial',
  orderId: null,
  currency: EUR,
  lines: [debit('bank', amount), credit('rounding', amount)],
  mode: 'live',
})

const balance = async (orderId: string): Promise<Record<string, number>> => {
  const sums: Record<string, number> = {}
  for (const { lines } of await entriesOfOrder(db, orderId))
    for (const { account, amount } of lines) sums[account] = (sums[account] ?? 0) + amount
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
}

describe('an order in the ledger', () => {
  test('sold, paid, canceled and given back leaves nothing', async () => {
    const sale = aSale()
    const { orderId } = sale
    const paid = { orderId, gateway: 'stripe', amount: eur(13_805), mode: 'live' } as const
    await inTransaction(db, (tx) =>
      Promise.all([recordSale(tx, sale), recordCapture(tx, { ...paid, captureId: newId() })]),
    )
    expect(await balance(orderId)).toEqual({
      sales: -10_000,
      discounts: 1000,
      shipping: -500,
      gift_cards_due: -2500,
      tax_payable: -1805,
      'gateway_clearing:stripe': 13_805,
    })
    const split = {
      goods: 1000,
      shipping: 0,
      taxes: [{ jurisdiction: 'DE', amount: 190, ratePpm: 190_000, base: 1000 }],
    }
    await inTransaction(db, (tx) => recordRefund(tx, { ...paid, refundId: newId(), amount: eur(1190), split }))
    await inTransaction(db, (tx) => reverseSale(tx, { orderId }))
    expect(await balance(orderId)).toEqual({ receivable: -12_615, 'gateway_clearing:stripe': 12_615 })
    const rest = { goods: 0, shipping: 0, taxes: [] }
    await inTransaction(db, (tx) => recordRefund(tx, { ...paid, refundId: newId(), amount: eur(12_615), split: rest }))
    expect(await balance(orderId)).toEqual({})
    expect(await inTransaction(db, (tx) => reverseSale(tx, { orderId }))).toBe(false)
  })

  test('whose parts are not its total is refused before it is written', async () => {
    const sale = aSale({ total: 13_806 })
    await expect(inTransaction(db, (tx) => recordSale(tx, sale))).rejects.toThrow('does not balance')
  })
})

describe('the same source', () => {
  test('again with the same lines changes nothing, with others it is refused', async () => {
    const source = `trial:${newId()}`
    expect(await inTransaction(db, (tx) => post(tx, anEntry(source)))).toBe(true)
    expect(await inTransaction(db, (tx) => post(tx, anEntry(source)))).toBe(false)
    await expect(inTransaction(db, (tx) => post(tx, anEntry(source, 701)))).rejects.toThrow('booked before')
  })

  test('from twenty at once is one entry', async () => {
    const source = `trial:${newId()}`
    const others = Array.from({ length: 20 }, (_, n) => `trial:${n}-${newId()}`)
    const posted = await Promise.all(
      others.map((other) =>
        inTransaction(db, (tx) =>
          postAll(
            tx,
            [anEntry(other), anEntry(source)].toSorted(() => Number(other < source)),
          ),
        ),
      ),
    )
    expect(posted.filter((count) => count === 2)).toHaveLength(1)
    expect(posted.filter((count) => count === 1)).toHaveLength(19)
  })

  test('is free again when the first who posted it gave up', async () => {
    const source = `trial:${newId()}`
    const gaveUp = inTransaction(db, async (tx) => {
      await post(tx, anEntry(source))
      await sql`select pg_sleep(0.1)`.execute(tx)
      throw new Error('gave up')
    })
    const second = inTransaction(db, (tx) => post(tx, anEntry(source)))
    await expect(gaveUp).rejects.toThrow('gave up')
    expect(await second).toBe(true)
  })
})

describe('the database itself refuses', () => {
  const raw = async (...lines: readonly [account: string, currency: string, amount: number][]): Promise<void> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ id: number }>(
        `insert into ledger_entries (source, kind, mode, at, line_count) values ($1, 'trial', 'live', now(), $2) returning id`,
        [`trial:${newId()}`, lines.length],
      )
      for (const [position, [account, currency, amount]] of lines.entries())
        await client.query(
          `insert into ledger_lines (entry_id, line_count, position, account, currency, amount)
           values ($1, $2, $3, $4, $5, $6)`,
          [rows[0]?.id, lines.length, position, account, currency, amount],
        )
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }

  test.each([
    [
      'one that does not add up',
      [
        ['bank', 'EUR', 1000],
        ['sales', 'EUR', -999],
      ],
    ],
    [
      'euros against dollars',
      [
        ['bank', 'EUR', 1000],
        ['sales', 'USD', -1000],
      ],
    ],
    ['one with a single line', [['bank', 'EUR', 1000]]],
    ['one without lines', []],
    [
      'an account that is not in the chart',
      [
        ['bank', 'EUR', 1000],
        ['pocket', 'EUR', -1000],
      ],
    ],
    [
      'a gateway account without its gateway',
      [
        ['bank', 'EUR', 1000],
        ['fees', 'EUR', -1000],
      ],
    ],
    [
      'tax that is nobody’s',
      [
        ['bank', 'EUR', 1000],
        ['tax_payable', 'EUR', -1000],
      ],
    ],
  ] as const)('%s', async (_, lines) => {
    await expect(raw(...(lines as unknown as [string, string, number][]))).rejects.toThrow(
      /ledger entry|foreign key|check constraint/,
    )
  })

  test('nothing that is sound, even when its lines come one by one', async () => {
    await raw(['bank', 'EUR', 1000], ['sales', 'EUR', -600], ['shipping', 'EUR', -400])
  })

  test.each([
    ['with its count', '2, 2', 'check constraint'],
    ['with another count', '3, 2', 'foreign key'],
    ['in a place that is taken', '2, 1', 'unique'],
  ])('a line that comes later, %s', async (_, places, why) => {
    const source = `trial:${newId()}`
    await inTransaction(db, (tx) => post(tx, anEntry(source)))
    const late = pool.query(
      `insert into ledger_lines (entry_id, line_count, position, account, currency, amount)
       select id, ${places}, 'bank', 'EUR', 1 from ledger_entries where source = $1`,
      [source],
    )
    await expect(late).rejects.toThrow(why)
  })

  test('a line that comes after the check was called early', async () => {
    const early = inTransaction(db, async (tx) => {
      const { rows } = await sql<{ id: number }>`
        insert into ledger_entries (source, kind, mode, at, line_count)
        values (${`trial:${newId()}`}, 'trial', 'live', now(), 3) returning id`.execute(tx)
      await sql`
        insert into ledger_lines (entry_id, line_count, position, account, currency, amount)
        values (${rows[0]?.id}, 3, 0, 'bank', 'EUR', 5), (${rows[0]?.id}, 3, 1, 'sales', 'EUR', -5)`.execute(tx)
      await sql`set constraints all immediate`.execute(tx)
    })
    await expect(early).rejects.toThrow('2 lines instead of 3')
  })

  test.each([
    'update ledger_lines set amount = amount * 2',
    "update ledger_entries set at = at - interval '1 year'",
    'delete from ledger_lines',
    'delete from ledger_entries',
    'truncate ledger_lines',
    'truncate ledger_entries cascade',
    'truncate ledger_accounts cascade',
  ])('%s', async (statement) => {
    await inTransaction(db, (tx) => post(tx, anEntry(`trial:${newId()}`)))
    await expect(pool.query(statement)).rejects.toThrow('append only')
  })
})

describe('emptying the demo', () => {
  test('is refused in a shop that is not the demo, and takes only trial entries in one that is', async () => {
    const trial = { ...anEntry(`trial:${newId()}`), mode: 'test' as const }
    await inTransaction(db, (tx) => postAll(tx, [trial, anEntry(`trial:${newId()}`)]))
    await expect(inTransaction(db, emptyLedger)).rejects.toThrow('only the demo')

    const counted = async (mode: string): Promise<number> => {
      const { rows } = await pool.query<{ count: number }>('select count(*) from ledger_entries where mode = $1', [
        mode,
      ])
      return rows[0]?.count ?? 0
    }
    const live = await counted('live')
    await inTransaction(db, (tx) => saveSetting(tx, 'demo', { since: new Date().toISOString() }))
    await expect(pool.query("delete from ledger_entries where mode = 'test'")).rejects.toThrow('append only')
    await inTransaction(db, emptyLedger)
    expect([await counted('test'), await counted('live')]).toEqual([0, live])
    const shut = inTransaction(db, async (tx) => {
      await emptyLedger(tx)
      await sql`delete from ledger_lines`.execute(tx)
    })
    await expect(shut).rejects.toThrow('append only')
    await inTransaction(db, (tx) => saveSetting(tx, 'demo', null))
  })
})
