import { randomUUID } from 'node:crypto'

import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { fire, get, post } from '../rig/race-gun.ts'
import { clickOf, placeTogether, type Ready, readyShopper, redirectOf } from '../rig/ready.ts'
import { openRig, quiet, type Rig } from '../rig/rig.ts'
import { cards } from '../rig/shopper.ts'
import { aCoupon } from '#testing/promotions'
import { signIn } from '../rig/staff.ts'
import { History } from './history.ts'
import { type Invariant, judge, judgeBy, type Violation } from './judge.ts'

let rig: Rig
let ready: Ready
let history: History

beforeAll(async () => {
  rig = await openRig()
  const variant = await aVariant(rig.db, { stock: 50, price: 1999 })
  ready = await readyShopper(rig, { lines: [[variant, 2]], payment: 'test_card' })
  const [placed] = await placeTogether(rig, [ready])
  const [paid] = await fire([
    post(rig.shopOf(0).port, redirectOf(placed ?? { head: '' }), {
      number: cards.good,
      expiry: '12 / 39',
      cvc: '123',
    }),
  ])
  await fire([get(rig.shopOf(0).port, redirectOf(paid ?? { head: '' }), ready.cookie)])
  const { code } = await aCoupon(rig.db, { maxUses: 5 })
  const staff = await signIn(rig.shopOf(0).url)
  const card = await staff.call<{ code: string }>('POST', '/gift-cards', {
    amount: 5000,
    currency: 'EUR',
    expiresOn: null,
    recipientEmail: null,
    language: 'en',
    note: '',
  })
  await placeTogether(rig, [await readyShopper(rig, { lines: [[variant, 1]], codes: [code, card.body.code] })])
  await quiet(rig.query)
  history = rig.history
})
afterAll(() => rig.close())

const look = (over: Partial<Parameters<typeof judge>[0]> = {}) => judge({ url: rig.url, history, ...over })

/** Tampers with the rows in a way that no constraint would allow, looks, and takes everything back. */
async function planted(statements: readonly string[]): Promise<Violation[]> {
  const client = new Client(rig.rootUrl)
  await client.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    for (const statement of statements) await client.query(statement)
    return await judgeBy(
      async <Row extends object>(text: string, values: unknown[] = []) => (await client.query<Row>(text, values)).rows,
      { history },
    )
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

afterEach(async () => expect(await look()).toEqual([]))

const order = `(select id from orders limit 1)`

/** Takes a table's checks away. */
const without = (table: string): string => `do $$ declare c text; begin for c in select conname from pg_constraint
  where conrelid = '${table}'::regclass and contype = 'c'
  loop execute format('alter table ${table} drop constraint %I', c); end loop; end $$`

/** A violation of each invariant, and the words in which it must be found. */
const plants: Record<string, { invariant: Invariant; says: RegExp; statements: string[] }> = {
  'an order that was promised is gone': {
    invariant: 'I1',
    says: /promised to a client/,
    statements: ['delete from idempotency_keys', 'delete from order_lines', 'delete from orders'],
  },
  'an order with fewer pieces than its client agreed to': {
    invariant: 'I1',
    says: /not what the client agreed to/,
    statements: [without('order_lines'), 'update order_lines set quantity = 1'],
  },
  'two living orders of one cart': {
    invariant: 'I2',
    says: /two living orders/,
    statements: [
      'drop index orders_cart_version',
      `insert into orders select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', o.number + 9000))).* from orders o`,
    ],
  },
  'an order that nobody clicked for': {
    invariant: 'I2',
    says: /nobody clicked for/,
    statements: ['delete from idempotency_keys'],
  },
  'money taken that the shop does not count': {
    invariant: 'I3',
    says: /taken at the gateway/,
    statements: [without('payments'), 'update payments set captured_amount = 0'],
  },
  'another amount at the gateway': {
    invariant: 'I3',
    says: /another amount/,
    statements: ['update sandbox_payments set amount = amount + 1'],
  },
  'a refund that only the gateway knows': {
    invariant: 'I3',
    says: /refunds that the gateway/,
    statements: [without('sandbox_payments'), 'update sandbox_payments set refunded_amount = 1'],
  },
  'money kept for a canceled order': {
    invariant: 'I4',
    says: /money at the gateway for an order that is not/,
    statements: [`update orders set state = 'canceled'`],
  },
  'money at the gateway without any order': {
    invariant: 'I4',
    says: /money at the gateway for an order that is not/,
    statements: [
      `insert into sandbox_payments select (jsonb_populate_record(s, '{"id": "sbx_x", "idempotency_key": "x"}')).* from sandbox_payments s`,
    ],
  },
  'a piece that no ledger knows': {
    invariant: 'I5',
    says: /ledger does not add up/,
    statements: ['update stock_levels set on_hand = on_hand + 1'],
  },
  'a piece reserved for nobody': {
    invariant: 'I5',
    says: /reserved is not what/,
    statements: ['update stock_levels set reserved = reserved + 1'],
  },
  'more promised than there is': {
    invariant: 'I5',
    says: /more promised/,
    statements: [without('stock_levels'), 'update stock_levels set reserved = on_hand + 1'],
  },
  'a living order without its stock': {
    invariant: 'I5',
    says: /without its stock/,
    statements: [`update reservations set state = 'released'`],
  },
  'a code that is counted once too little': {
    invariant: 'I7',
    says: /counted otherwise/,
    statements: ['update coupons set used = 0'],
  },
  'a code that is used more often than it may be': {
    invariant: 'I7',
    says: /more often than it may/,
    statements: [without('coupons'), 'update coupons set used = 6'],
  },
  'a discount that no offer was used for': {
    invariant: 'I7',
    says: /with a discount that it does not use/,
    statements: ['update promotion_uses set released_at = now()'],
  },
  'a cent too much on a card': {
    invariant: 'I8',
    says: /entries do not add up/,
    statements: ['update gift_cards set balance_amount = balance_amount + 1'],
  },
  'a card that was not charged': {
    invariant: 'I8',
    says: /not taken from it/,
    statements: [`delete from gift_card_entries where kind = 'redeem'`],
  },
  'a tender that vanished': {
    invariant: 'I8',
    says: /not paid for in full/,
    statements: [`update payments set state = 'canceled' where gateway = 'stored_value'`],
  },
  'an entry that does not add up': {
    invariant: 'I9',
    says: /does not add up to nothing/,
    statements: ['update ledger_lines set amount = amount + 1 where position = 0'],
  },
  'a sale that is not in the books': {
    invariant: 'I9',
    says: /not in the books/,
    statements: [`delete from ledger_entries where source like 'sale:%'`],
  },
  'a capture that is not in the books': {
    invariant: 'I9',
    says: /taken at a gateway than in the books/,
    statements: [`delete from ledger_lines where entry_id in (select id from ledger_entries where kind = 'capture')`],
  },
  'a card that the books do not owe': {
    invariant: 'I9',
    says: /owed on cards/,
    statements: [`update ledger_lines set account = 'breakage' where account = 'gift_card_liability'`],
  },
  'a discount of another sum': {
    invariant: 'I10',
    says: /does not come out/,
    statements: [without('promotions'), 'update promotions set percent_ppm = percent_ppm + 10000'],
  },
  'a cent too much in the total': {
    invariant: 'I10',
    says: /does not come out/,
    statements: [without('orders'), 'update orders set total_amount = total_amount + 1'],
  },
  'a price that nobody asked': {
    invariant: 'I10',
    says: /does not come out/,
    statements: ['update price_history set amount = amount + 1'],
  },
  'another tax rate': {
    invariant: 'I10',
    says: /does not come out/,
    statements: [`update tax_rates set rate_ppm = rate_ppm + 10000 where country = 'DE' and class = 'standard'`],
  },
  'a life that no order may have': {
    invariant: 'I11',
    says: /no order may have/,
    statements: [
      `insert into events (type, subject_id) values ('order.canceled', ${order}), ('order.confirmed', ${order})`,
    ],
  },
  'a state that no event led to': {
    invariant: 'I11',
    says: /events do not lead to/,
    statements: [`update orders set state = 'completed'`],
  },
  'an order left undecided': {
    invariant: 'I11',
    says: /still undecided/,
    statements: [`update orders set state = 'pending'`],
  },
  'an agreed order that was never confirmed by mail': {
    invariant: 'I12',
    says: /one confirmation/,
    statements: [`delete from mails where kind = 'confirmation'`],
  },
  'a job that nobody does any more': {
    invariant: 'I13',
    says: /nobody does any more/,
    statements: [
      `select graphile_worker.add_job('listen', '{}', max_attempts := 1)`,
      'update graphile_worker._private_jobs set attempts = max_attempts',
    ],
  },
  'a job that was taken and never ended': {
    invariant: 'I13',
    says: /never ended/,
    statements: [
      `select graphile_worker.add_job('listen', '{}', run_at := now() + interval '1 day')`,
      `update graphile_worker._private_jobs set locked_at = now() - interval '5 minutes', locked_by = 'nobody'`,
    ],
  },
}

describe('the oracle finds', () => {
  for (const [what, { invariant, says, statements }] of Object.entries(plants))
    test(`${invariant}: ${what}`, async () => {
      const found = await planted(statements)
      expect(found.filter((one) => one.invariant === invariant && says.test(one.says))).not.toEqual([])
    })

  test('I1: a promise of another order than the one that is there', async () => {
    const told = new History()
    told.answered(told.asked(clickOf(ready)), 'ok', `/orders/${'A'.repeat(22)}.${'x'.repeat(43)}`)
    expect(await look({ history: told })).toMatchObject([{ invariant: 'I1' }])
  })

  test('I2: an order of which every attempt was refused', async () => {
    const told = new History()
    told.answered(told.asked(clickOf(ready)), 'fail')
    expect(await look({ history: told })).toMatchObject([{ invariant: 'I2' }])
  })

  test('nothing in a click whose end is not known', async () => {
    const told = new History()
    told.answered(told.asked(clickOf(ready)), 'info')
    told.answered(told.asked({ ...clickOf(ready), key: randomUUID() }), 'info')
    expect(await look({ history: told })).toEqual([])
  })

  test('I12: a mail that never arrived, one that nobody sent, one too many', async () => {
    await rig.query(`update mails set state = 'sent'`)
    const [mail, ...others] = await rig.query<{ id: string }>('select id from mails')
    const arrived = { messageId: `<${mail?.id}@shop>`, to: '', subject: '', at: 0 }
    const rest = others.map(({ id }) => ({ ...arrived, messageId: `<${id}@shop>` }))
    const says = async (delivered: (typeof arrived)[], cuts = 0) =>
      (await look({ mails: { delivered: [...delivered, ...rest], cuts } })).map((one) => one.says)
    expect(await says([])).toEqual(['counted as sent, and never arrived'])
    expect(await says([arrived, { ...arrived, messageId: 'x' }])).toEqual(['arrived, and the shop does not know it'])
    expect(await says([arrived, arrived])).toEqual(['sent more often than the line was cut'])
    expect(await says([arrived, arrived], 1)).toEqual([])
    await rig.query(`update mails set state = 'kept'`)
  })
})
