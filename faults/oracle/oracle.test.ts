import { randomUUID } from 'node:crypto'

import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { fire, get, post } from '../rig/race-gun.ts'
import { clickOf, placeTogether, type Ready, readyShopper, redirectOf } from '../rig/ready.ts'
import { openRig, quiet, type Rig } from '../rig/rig.ts'
import { cards } from '../rig/shopper.ts'
import { aCoupon } from '#testing/promotions'
import { signIn } from '../rig/staff.ts'
import { History } from './history.ts'
import { judge, judgeBy, type Violation } from './judge.ts'
import { offered } from './offered.ts'
import { plants } from './plants.ts'

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
  await placeTogether(rig, await offered(rig))
  await quiet(rig.query)
  history = rig.history
})
afterAll(async () => {
  try {
    expect(await look()).toEqual([])
  } finally {
    await rig.close()
  }
})

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

describe('the oracle finds', () => {
  for (const [what, { invariant, says, where = /./, statements }] of Object.entries(plants))
    test(`${invariant}: ${what}`, async () => {
      const found = (await planted(statements)).filter((one) => one.invariant === invariant && says.test(one.says))
      expect(found.map((one) => one.where.join(' '))).toContainEqual(expect.stringMatching(where))
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
    expect(await look()).toEqual([])
  })
})
