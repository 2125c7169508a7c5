import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import { inTransaction } from '#platform/transaction'
import { testDb } from '#testing/db'
import { readBalances, recordCapture, recordSale, recordStoredValue } from './index.ts'

const { db } = testDb(14)
const EUR = currencyOf('EUR')

const WRITERS = 8
const SECONDS = 3

/** One order paid by a gift card and a card; every third writer gives up at the end, as a crash would. */
async function sell(writer: number, n: number): Promise<void> {
  const orderId = newId()
  const total = 1000 + ((writer * 7919 + n * 104_729) % 90_000)
  const tax = Math.floor((total * 16) / 100)
  const mode = 'live'
  const taxes = [{ jurisdiction: 'DE', amount: tax }]
  const nothing = { discount: 0, shipping: 0, giftCardsSold: 0 }
  const value = { holding: 'gift_card', movementId: newId(), orderId, mode, amount: money(300, EUR) } as const
  await inTransaction(db, async (tx) => {
    await Promise.all([
      recordStoredValue(tx, { ...value, move: 'grant' }),
      recordSale(tx, { orderId, currency: EUR, goods: total - tax, ...nothing, taxes, total, mode }),
      recordStoredValue(tx, { ...value, move: 'redeem' }),
      recordCapture(tx, { captureId: newId(), orderId, gateway: 'stripe', amount: money(total - 300, EUR), mode }),
    ])
    if (writer % 3 === 0 && n % 2 === 0) throw new Error('crashed')
  }).catch((error: unknown) => {
    if (!(error instanceof Error) || error.message !== 'crashed') throw error
  })
}

test('an auditor who reads while eight write sees books that balance, each time', async () => {
  const until = Date.now() + SECONDS * 1000
  const writer = async (number: number): Promise<number> => {
    let n = 0
    while (Date.now() < until) await sell(number, n++)
    return n
  }
  const audit = async (): Promise<{ sum: number; liability: number; lines: number }[]> => {
    const reads = []
    while (Date.now() < until) {
      const rows = await readBalances(db, { mode: 'live' })
      const of = (account: string): number => rows.find((row) => row.account === account)?.amount ?? 0
      const sum = rows.reduce((all, { amount }) => all + amount, 0)
      reads.push({ sum, liability: of('gift_card_liability') + of('receivable'), lines: rows.length })
    }
    return reads
  }
  const [reads, ...sold] = await Promise.all([audit(), ...Array.from({ length: WRITERS }, (_, n) => writer(n))])

  expect(reads.length).toBeGreaterThan(20)
  expect(reads.filter(({ sum }) => sum !== 0)).toEqual([])
  // Each order redeems all it was given and is paid in one: half an order is never seen.
  expect(reads.filter(({ liability }) => liability !== 0)).toEqual([])
  expect(sold.reduce((all, n) => all + n, 0)).toBeGreaterThan(50)
  expect((await readBalances(db, { mode: 'live' })).length).toBeGreaterThan(4)
})
