import { beforeAll, describe, expect, test } from 'vitest'

import { currencyOf } from '#kernel/money'
import { ok } from '#kernel/result'
import { aMarket, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { bookPayout, checkPayout, keepReport, listPayouts, readBalances, type CheckedPayout } from '../index.ts'
import { aSoldOrder, refund } from '../trade.test.support.ts'
import { readReport } from './read-report.ts'

const { db } = testDb()
beforeAll(() => aMarket(db))
const now = new Date('2026-11-20T09:00:00Z')
const at = new Date('2026-11-18T10:00:00Z')

const stripeHead =
  'automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,charge_id,payment_intent_id,description,payment_metadata[payment]'

const stripeRow = (of: {
  payout?: string
  id: string
  gross: string
  fee?: string
  net: string
  category: string
  source?: string
  intent?: string
  description?: string
  payment?: string
}): string =>
  [
    of.payout ?? 'po_1',
    '2026-11-20 00:00:00',
    of.id,
    '2026-11-18 10:00:00',
    'eur',
    of.gross,
    of.fee ?? '0.00',
    of.net,
    of.category,
    of.source ?? '',
    '',
    of.intent ?? '',
    `"${of.description ?? ''}"`,
    of.payment ?? '',
  ].join(',')

const upload = (text: string, fileName = 'report.csv') => done(db, (tx) => keepReport(tx, { text, fileName, now }))

async function checked(externalId: string): Promise<CheckedPayout> {
  const { rows } = await listPayouts(db, { page: 1, pageSize: 100 })
  const head = rows.find((row) => row.externalId === externalId)
  const payout = head && (await checkPayout(db, head.id))
  if (!payout) throw new Error(`no payout ${externalId}`)
  return payout
}

const balanceOf = async (account: string): Promise<number> =>
  (await readBalances(db, { mode: 'live' }))
    .filter((row) => row.account === account)
    .reduce((all, { amount }) => all + amount, 0)

describe('a payout of Stripe', () => {
  test('is matched, its differences are named, and it is booked once', async () => {
    const byMetadata = await aSoldOrder(db, { total: 11_900, fee: 198, at })
    const byNumber = await aSoldOrder(db, { total: 5000, at })
    const differing = await aSoldOrder(db, { total: 3000, at })
    const forgotten = await aSoldOrder(db, { total: 700, at })
    await refund(db, byMetadata, { amount: 1190, ref: 're_1', at })
    const rows = [
      stripeRow({
        id: 'txn_1',
        gross: '119.00',
        fee: '2.03',
        net: '116.97',
        category: 'charge',
        payment: byMetadata.paymentId,
      }),
      stripeRow({
        id: 'txn_2',
        gross: '50.00',
        fee: '1.00',
        net: '49.00',
        category: 'charge',
        description: `Order ${byNumber.number}`,
      }),
      stripeRow({
        id: 'txn_3',
        gross: '29.00',
        fee: '0.70',
        net: '28.30',
        category: 'charge',
        payment: differing.paymentId,
      }),
      stripeRow({ id: 'txn_4', gross: '-11.90', net: '-11.90', category: 'refund', source: 're_1' }),
      stripeRow({
        id: 'txn_5',
        gross: '12.00',
        fee: '0.50',
        net: '11.50',
        category: 'charge',
        description: 'Somebody else, "quoted"'.replaceAll('"', '""'),
      }),
      stripeRow({ id: 'txn_6', gross: '-3.00', net: '-3.00', category: 'fee', description: 'Radar' }),
      stripeRow({ id: 'txn_7', gross: '-1.00', net: '-1.00', category: 'risk_reserved_funds' }),
      stripeRow({ id: 'txn_8', payout: '', gross: '9.00', net: '9.00', category: 'charge' }),
    ]
    const file = [stripeHead, ...rows].join('\r\n')
    expect(await upload(file)).toEqual({ gateway: 'stripe', payouts: 1, movements: 7, added: 7, waiting: 1 })
    expect(await upload(file)).toMatchObject({ added: 0 })

    const payout = await checked('po_1')
    expect(payout.amount).toBe(11_697 + 4900 + 2830 - 1190 + 1150 - 300 - 100)
    expect(payout.lines.map(({ movement, verdict }) => [movement.externalId, verdict]).toSorted()).toEqual([
      ['txn_1', 'same'],
      ['txn_2', 'same'],
      ['txn_3', 'amount_differs'],
      ['txn_4', 'same'],
      ['txn_5', 'missing_here'],
      ['txn_6', 'plain'],
      ['txn_7', 'unknown'],
    ])
    expect(payout.missingThere.map(({ orderNumber }) => orderNumber)).toEqual([forgotten.number])
    // 5 cents more than was booked at the capture, and all that the ledger did not know.
    expect(payout.feesToBook).toBe(5 + 100 + 70 + 50 + 300)

    const lineOf = (id: string): string =>
      payout.lines.find(({ movement }) => movement.externalId === id)?.movement.id ?? ''
    const settle = { [lineOf('txn_5')]: 'outside', [lineOf('txn_7')]: 'fee' } as const
    const booked = await Promise.all(
      [1, 2, 3].map(() =>
        done(db, (tx) => bookPayout(tx, { id: payout.id, settle, now })).then(() => 'booked', String),
      ),
    )
    expect(booked.filter((said) => said === 'booked')).toHaveLength(1)
    expect(booked.filter((said) => said.includes('booked_before'))).toHaveLength(2)

    expect(await balanceOf('bank')).toBe(payout.amount)
    expect(await balanceOf('fees:stripe')).toBe(198 + payout.feesToBook + 100)
    expect(await balanceOf('outside')).toBe(-1200)
    // What differs stays visible: one euro too little, and the order that no report names.
    expect(await balanceOf('gateway_clearing:stripe')).toBe(100 + 700)
    expect((await checked('po_1')).feesToBook).toBe(0)
  })

  test('in any order of columns, with semicolons, a byte order mark and decimal commas', () => {
    const file =
      '\uFEFFnet;gross;fee;currency;reporting_category;automatic_payout_id;balance_transaction_id;created\n"1,50";"2,00";"0,50";eur;charge;po_x;txn_x;2026-11-18 10:00\n'
    expect(readReport(file)).toMatchObject(
      ok({ gateway: 'stripe', payouts: [{ externalId: 'po_x', amount: 150, movements: [{ gross: 200, fee: 50 }] }] }),
    )
  })

  test.each([
    ['no report', 'name,price\na,1\n', { code: 'not_a_report' }],
    ['nothing', '', { code: 'not_a_report' }],
    [
      'an activity report without payouts',
      'balance_transaction_id,currency,gross,fee,net,reporting_category\n',
      { code: 'no_payouts' },
    ],
    [
      'an amount that is none',
      `${stripeHead}\n${stripeRow({ id: 't', gross: 'ten', net: '1.00', category: 'charge' })}`,
      { code: 'unreadable', line: 2, column: 'gross' },
    ],
    [
      'sums that do not fit',
      `${stripeHead}\n${stripeRow({ id: 't', gross: '2.00', net: '1.00', category: 'charge' })}`,
      { code: 'unreadable', line: 2, column: 'net' },
    ],
    ['a cut-off quote', `${stripeHead}\npo_1,"2026`, { code: 'unreadable', line: 2, column: '"' }],
  ])('%s is refused in its own words', (_, text, refusal) => {
    expect(readReport(text)).toEqual({ ok: false, refusal })
  })
})

describe('a report of PayPal', () => {
  const head =
    '"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Completion Date","Transaction  Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Fee Currency","Custom Field"'
  const moment = '2026/11/18 03:00:00 -0700'
  const row = (...[id, invoice, ref, code, side, gross, feeSide, fee]: (string | number)[]): string =>
    `"SB","${id}","${invoice}","${ref}","TXN","${code}",${moment},${moment},"${side}",${gross},"EUR","${feeSide}",${fee},"EUR",""`

  test('is matched by transactions and invoices; a withdrawal reaches the bank', async () => {
    const sold = await aSoldOrder(db, { total: 8000, gateway: 'paypal', gatewayRef: 'ORDER1', captureRef: 'CAP1', at })
    await refund(db, sold, { amount: 1000, ref: 'REF1', gateway: 'paypal', at })
    const file = [
      '"RH",2026/11/19 02:44:19 -0700,"A","MERCHANT",009,',
      '"FH",01',
      '"SH",2026/11/18 00:00:00 -0700,2026/11/18 23:59:59 -0700,"MERCHANT",""',
      head,
      row('CAP1', sold.number, '', 'T0006', 'CR', 8000, 'DR', 277),
      row('REF1', sold.number, 'CAP1', 'T1107', 'DR', 1000, '', ''),
      row('FEE1', '', '', 'T0106', 'DR', 2000, '', ''),
      row('OUT1', '', '', 'T0403', 'DR', 4000, '', ''),
      '"SF","EUR",8000,7000,0,277',
      '"SC",4',
      '"RF","EUR",8000,7000,0,277',
      '"RC",4',
      '"FF",4',
    ].join('\n')
    expect(await upload(file, 'STL-20261118.01.009.CSV')).toMatchObject({ gateway: 'paypal', added: 4 })
    expect(await upload(file, 'again.csv')).toMatchObject({ added: 0 })
    const payout = await checked('MERCHANT 2026/11/18')
    expect([payout.amount, payout.feesToBook, payout.missingThere]).toEqual([4000, 277 + 2000, []])
    expect(payout.lines.map(({ verdict }) => verdict).toSorted()).toEqual(['plain', 'plain', 'same', 'same'])

    const before = await balanceOf('bank')
    await done(db, (tx) => bookPayout(tx, { id: payout.id, settle: {}, now }))
    expect(await balanceOf('bank')).toBe(before + 4000)
    expect(await balanceOf('gateway_clearing:paypal')).toBe(8000 - 277 - 1000 - 2000 - 4000)
  })

  test('in yen has no decimals, and what is pending has not moved', () => {
    const yen = row('Y1', '', '', 'T0006', 'CR', 10_000, '', '')
      .replace('"EUR"', '"JPY"')
      .replace(',"EUR",""', ',"",""')
    const file = [
      '"SH",2026/11/18 00:00:00 -0700,,"M",""',
      head.replace('"Custom Field"', '"Transactional Status"'),
      yen.replace(/""$/, '"S"'),
      yen.replace('Y1', 'Y2').replace(/""$/, '"P"'),
    ].join('\n')
    expect(readReport(file)).toMatchObject({
      value: { payouts: [{ currency: currencyOf('JPY'), movements: [{ gross: 10_000, externalId: 'Y1 T0006' }] }] },
    })
  })
})
