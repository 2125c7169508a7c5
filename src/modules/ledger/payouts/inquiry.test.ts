import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { aMarket, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { checkPayout, keepReport, listPayouts } from '../index.ts'
import { aSoldOrder, type Sold } from '../trade.test.support.ts'

const { db } = testDb()
beforeAll(() => aMarket(db))
const now = new Date('2026-11-20T09:00:00Z')
const at = new Date('2026-11-18T10:00:00Z')
const longBefore = new Date('2026-10-01T10:00:00Z')

type Wish = { state: string; ref: string; askedAt: Date; takenAt: Date | null }

const dispute = (sold: Sold, { state, ref, askedAt, takenAt }: Wish) =>
  sql`insert into disputes (id, payment_id, gateway_ref, state, amount, opened_at, taken_at, closed_at)
    values (${newId()}, ${sold.paymentId}, ${ref}, ${state}, 1000, ${askedAt}, ${takenAt},
      ${state === 'won' ? at : null})`.execute(db)

const head =
  'automatic_payout_id,balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,payment_metadata[payment]'

test('a payout is held against disputes from the day on which their money was taken, and not against questions', async () => {
  const [asked, closed, taken] = [
    await aSoldOrder(db, { total: 1000, at }),
    await aSoldOrder(db, { total: 1000, at }),
    await aSoldOrder(db, { total: 1000, at: longBefore }),
  ]
  await dispute(asked, { state: 'inquiry', ref: 'dp_asked', askedAt: at, takenAt: null })
  await dispute(closed, { state: 'won', ref: 'dp_closed', askedAt: at, takenAt: null })
  await dispute(taken, { state: 'open', ref: 'dp_taken', askedAt: longBefore, takenAt: at })
  await dispute(asked, { state: 'open', ref: 'dp_forgotten', askedAt: longBefore, takenAt: at })

  const charge = (id: string, { paymentId }: Sold) =>
    `po_1,${id},2026-11-18 10:00:00,eur,10.00,0.00,10.00,charge,,${paymentId}`
  const text = [
    head,
    charge('txn_1', asked),
    charge('txn_2', closed),
    'po_1,txn_3,2026-11-18 10:00:00,eur,-10.00,0.00,-10.00,dispute,dp_taken,',
  ].join('\n')
  await done(db, (tx) => keepReport(tx, { text, fileName: 'report.csv', now }))

  const [payout] = (await listPayouts(db, { page: 1, pageSize: 1 })).rows
  const found = payout ? await checkPayout(db, payout.id) : null
  expect(found?.lines.map(({ verdict, known }) => [verdict, known?.orderId])).toEqual([
    ['same', asked.orderId],
    ['same', closed.orderId],
    ['same', taken.orderId],
  ])
  expect(found?.missingThere.map(({ kind, refs, amount }) => [kind, refs[0], amount])).toEqual([
    ['dispute', 'dp_forgotten', -1000],
  ])
})
