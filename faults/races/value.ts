import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { aCoupon } from '#testing/promotions'
import { fire, post } from '../rig/race-gun.ts'
import { ordered, placeTogether, placing, readyShopper, readyShoppers } from '../rig/ready.ts'
import { crowd, inRounds, type Round } from '../rig/rounds.ts'
import { expectBooks, expectSound, ordersWith, type Stage, type TheStage } from './stage.ts'

type Saw = Round['saw']

/** Races for what may be used once, or only as long as it lasts. */
export function valueRaces(the: TheStage): void {
  for (const limit of [1, 5])
    test(`C05: a code that holds ${limit === 1 ? 'once' : 'five times'}: so many get it, nobody pays more than they saw`, async (context) => {
      await inRounds(context, { gate: 10 }, ({ saw }) => lastCoupon(the(), limit, saw))
      await expectBooks(the())
    })

  test('C06: a code that holds once for each customer: one of her twenty carts', async (context) => {
    await inRounds(context, { gate: 10 }, ({ saw, round }) => onceEach(the(), round, saw))
    await expectBooks(the())
  })

  test('C07: a code is put in, taken out and used at once: the order is one version of it', async (context) => {
    await inRounds(context, { gate: 10 }, ({ saw }) => inAndOut(the(), saw))
    await expectBooks(the())
  })

  test('C08: a gift card for four of twenty orders: four whole orders, and what is left', async (context) => {
    await inRounds(context, { gate: 10 }, ({ saw }) => lastOfTheCard(the(), saw))
    await expectBooks(the())
  })

  test('C09: two cards are merged, topped up and spent at once: not a cent comes or goes', async (context) => {
    await inRounds(context, { gate: 10 }, ({ saw }) => merged(the(), saw))
    await expectBooks(the())
  })

  test('C10: store credit is spent, granted and taken back at once: not a cent comes or goes', async (context) => {
    await inRounds(context, { gate: 10 }, ({ saw }) => credit(the(), saw))
    await expectBooks(the())
  })
}

async function lastCoupon(stage: Stage, limit: number, saw: Saw): Promise<void> {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 200 })
  const { code, couponId } = await aCoupon(rig.db, { maxUses: limit })
  const count = crowd(100)
  const shots = saw(await placeTogether(rig, await readyShoppers(rig, { count, lines: [[variant, 1]], codes: [code] })))
  expect(shots.filter(ordered)).toHaveLength(limit)
  expect(shots.filter(({ status }) => status === 409)).toHaveLength(count - limit)
  const orders = await ordersWith(stage, variant)
  expect(orders).toHaveLength(limit)
  const used = await rig.query('select used from coupons where id = $1', [couponId])
  expect(used).toEqual([{ used: limit }])
}

async function onceEach({ rig }: Stage, round: number, saw: Saw): Promise<void> {
  const variant = await aVariant(rig.db, { stock: 100 })
  const { code, promotionId } = await aCoupon(rig.db, { promotion: { maxUsesPerCustomer: 1 } })
  const email = `once-${round}-${randomUUID().slice(0, 8)}@example.com`
  const ready = await readyShoppers(rig, { count: 20, lines: [[variant, 1]], codes: [code], email })
  // The same person writes herself in another way; what stands behind a plus is another address.
  const told = ready.map((one, index) =>
    index % 2 === 0 ? one : { ...one, form: { ...one.form, email: email.toUpperCase() } },
  )
  const shots = saw(await fire(told.map((one, client) => placing(rig, client, one))))
  expectSound(shots)
  expect(shots.filter(ordered)).toHaveLength(1)
  const uses = await rig.query('select 1 from promotion_uses where promotion_id = $1 and released_at is null', [
    promotionId,
  ])
  expect(uses).toHaveLength(1)
}

async function inAndOut(stage: Stage, saw: Saw): Promise<void> {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 100 })
  const { code, couponId } = await aCoupon(rig.db, { maxUses: 50 })
  const ready = await readyShopper(rig, { lines: [[variant, 1]], codes: [code] })
  const at = (client: number): number => rig.shopOf(client).port
  const shots = saw(
    await fire(
      Array.from({ length: crowd(50) }, (_, client) =>
        client % 3 === 0
          ? placing(rig, client, ready)
          : client % 3 === 1
            ? post(at(client), '/cart/codes', { code }, ready.cookie)
            : post(at(client), '/cart/codes/remove', { code }, ready.cookie),
      ),
    ),
  )
  expectSound(shots)
  const orders = await ordersWith(stage, variant)
  expect(orders.length).toBeLessThanOrEqual(1)
  if (orders[0]) expect(String(orders[0].total)).toBe(ready.form['total'])
  expect(await rig.query('select used from coupons where id = $1', [couponId])).toEqual([{ used: orders.length }])
}

/** A card as staff make it at the desk, with its code. */
async function aCard({ staff }: Stage, amount: number): Promise<{ id: string; code: string }> {
  const made = await staff.call<{ id: string; code: string }>('POST', '/gift-cards', {
    amount,
    currency: 'EUR',
    expiresOn: null,
    recipientEmail: null,
    language: 'en',
    note: '',
  })
  if (made.status !== 200) throw new Error(`no gift card: ${made.status}`)
  return made.body
}

const balanceOf = async ({ rig }: Stage, ids: readonly string[]): Promise<number> => {
  const [row] = await rig.query<{ sum: string }>(
    'select coalesce(sum(balance_amount), 0) as sum from gift_cards where id = any($1)',
    [ids],
  )
  return Number(row?.sum)
}

async function lastOfTheCard(stage: Stage, saw: Saw): Promise<void> {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 100, price: 2000 })
  // Twenty euros and the parcel: the card pays for four, and a little is left.
  const card = await aCard(stage, 10_000)
  const ready = await readyShoppers(rig, { count: 20, lines: [[variant, 1]], codes: [card.code] })
  const price = Number(ready[0]?.form['total'])
  const whole = Math.floor(10_000 / price)
  const shots = saw(await placeTogether(rig, ready))
  expect(shots.filter(ordered)).toHaveLength(whole)
  expect(shots.filter(({ status }) => status === 409)).toHaveLength(20 - whole)
  expect(await balanceOf(stage, [card.id])).toBe(10_000 - whole * price)
}

async function merged(stage: Stage, saw: Saw): Promise<void> {
  const { rig, staff } = stage
  const variant = await aVariant(rig.db, { stock: 100, price: 500 })
  const [from, one, other] = [await aCard(stage, 5000), await aCard(stage, 3000), await aCard(stage, 2000)]
  const ready = await readyShoppers(rig, { count: 10, lines: [[variant, 1]], codes: [from.code] })
  const price = Number(ready[0]?.form['total'])
  const at = (client: number): number => rig.shopOf(client).port
  const shots = saw(
    await fire([
      ...ready.map((shopper, client) => placing(rig, client, shopper)),
      ...Array.from({ length: 12 }, (_, client) =>
        client % 3 === 2
          ? staff.aimed(at(client), 'POST', `/gift-cards/${one.id}/adjust`, { by: 100, reason: 'sorry' })
          : staff.aimed(at(client), 'POST', `/gift-cards/${from.id}/merge`, {
              into: client % 3 === 0 ? one.id : other.id,
            }),
      ),
    ]),
  )
  expectSound(shots)
  const spent = shots.slice(0, 10).filter(ordered).length * price
  const added = shots.slice(10).filter(({ status }, index) => index % 3 === 2 && status < 300).length * 100
  expect(await balanceOf(stage, [from.id, one.id, other.id])).toBe(10_000 + added - spent)
}

async function credit(stage: Stage, saw: Saw): Promise<void> {
  const { rig, staff } = stage
  const variant = await aVariant(rig.db, { stock: 100, price: 1000 })
  const email = `credit-${randomUUID().slice(0, 8)}@example.com`
  const grant = { email, amount: 5000, currency: 'EUR', expiresOn: null, reason: 'sorry' }
  const account = (await staff.call<{ id: string }>('POST', '/store-credit', grant)).body.id
  // She is signed in, and wants to pay with it.
  const asHer = async (hash: string): Promise<void> => {
    const [cart] = await rig.query<{ id: string }>(
      `update carts set customer_id = (select customer_id from credit_accounts where id = $1)
       where token_hash = $2::bytea returning id`,
      [account, hash],
    )
    await rig.query('insert into cart_credit (cart_id) values ($1)', [cart?.id])
  }
  const ready = await readyShoppers(rig, { count: 10, lines: [[variant, 1]], email, also: asHer })
  const price = Number(ready[0]?.form['total'])
  const at = (client: number): number => rig.shopOf(client).port
  const shots = saw(
    await fire([
      ...ready.map((shopper, client) => placing(rig, client, shopper)),
      ...Array.from({ length: 10 }, (_, client) =>
        client % 2 === 0
          ? staff.aimed(at(client), 'POST', '/store-credit', { ...grant, amount: 300 })
          : staff.aimed(at(client), 'POST', `/store-credit/${account}/withdraw`, { amount: 200, reason: 'mistake' }),
      ),
    ]),
  )
  expectSound(shots)
  const [row] = await rig.query<{ balance: string; paid: string; granted: string; withdrawn: string }>(
    `select a.balance_amount as balance,
       (select coalesce(sum(h.amount), 0) from value_holds h where h.credit_account_id = a.id and h.state <> 'released') as paid,
       (select coalesce(sum(amount), 0) from credit_entries where account_id = a.id and kind = 'grant') as granted,
       (select coalesce(-sum(amount), 0) from credit_entries where account_id = a.id and kind = 'adjust') as withdrawn
     from credit_accounts a where a.id = $1`,
    [account],
  )
  const paid = Number(row?.paid)
  expect(Number(row?.balance)).toBe(Number(row?.granted) - paid - Number(row?.withdrawn))
  expect(paid % price === 0 || paid <= 5000 + 1500).toBe(true)
  const yes = (kind: number): number =>
    shots.slice(10).filter(({ status }, at2) => at2 % 2 === kind && status < 300).length
  expect(Number(row?.granted)).toBe(5000 + yes(0) * 300)
  expect(Number(row?.withdrawn)).toBe(yes(1) * 200)
}
