import { isDeepStrictEqual } from 'node:util'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { inWords, judge } from '../oracle/judge.ts'
import { type Bank, type BankName, openBanks } from '../rig/banks.ts'
import { thingsAlike } from '../rig/goods.ts'
import { fire, get } from '../rig/race-gun.ts'
import { placeTogether, type Ready, readyCrowds } from '../rig/ready.ts'
import { openRig, quiet, type Rig, until } from '../rig/rig.ts'
import { isDeep } from '../rig/rounds.ts'
import { randomFrom, seedOfRun } from '../rig/seed.ts'
import { signIn, type Staff } from '../rig/staff.ts'

let rig: Rig
let banks: Bank[]
let staff: Staff

beforeAll(async () => {
  ;({ rig, banks } = await openBanks((env) => openRig({ env })))
  staff = await signIn(rig.shopOf(0).url)
})
afterAll(async () => {
  await rig.close()
  await Promise.all(banks.map((bank) => bank.stop()))
})

const EVENTS = 5
/** What each order goes through; every step is told by a message of the bank. */
const back = { lines: [], shipping: 0, amount: 100, restock: false, note: '' }

type Life = { orderId: string; ref: string; cookie: string }

/** Five things happen to an order at the bank, and the bank tells nobody yet. */
const lives: Record<BankName, (bank: Bank, life: Life) => Promise<void>> = {
  // A card is declined and the next one is good: Stripe has a message for each, and three more for the good one.
  stripe: async (bank, { ref }) => {
    await bank.do('decline', { ref })
    await bank.do('approve', { ref })
  },
  paypal: paidAndDisputed('dispute', 2),
  mollie: paidAndDisputed('chargeback', 3),
}

/** The buyer agrees and comes back, staff return a few parts, and in the end the buyer's bank disputes the rest. */
function paidAndDisputed(dispute: string, parts: number) {
  return async (bank: Bank, { orderId, ref, cookie }: Life): Promise<void> => {
    const agreed = await fetch(`${bank.url}/pay/${ref}`, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'approve' }),
      redirect: 'manual',
    })
    const wayBack = new URL(agreed.headers.get('location') ?? '')
    await fire([get(rig.shopOf(0).port, wayBack.pathname + wayBack.search, cookie)])
    for (let part = 0; part < parts; part += 1) {
      const given = await staff.call('POST', `/orders/${orderId}/refund`, back)
      if (given.status >= 300) throw new Error(`not refunded: ${given.status}`)
    }
    await bank.do(dispute, { ref })
  }
}

/** What the shop must say in the end, in whatever order it was told. */
const ends: Record<BankName, { refunded: number; disputes: number }> = {
  stripe: { refunded: 0, disputes: 0 },
  paypal: { refunded: 200, disputes: 1 },
  mollie: { refunded: 300, disputes: 1 },
}

describe.each(['stripe', 'paypal', 'mollie'] as const)('messages of %s (F28)', (name) => {
  test(`F28: five messages of ${name}, each twice, in any order: the same end`, async ({ task }) => {
    const bank = banks.find((one) => one.name === name)
    if (!bank) throw new Error(`no ${name}`)
    const all = permutations(EVENTS)
    const random = randomFrom(seedOfRun())
    const orders = isDeep ? all : Array.from({ length: 4 }, () => all[Math.floor(random() * all.length)] ?? [])
    for (let from = 0; from < orders.length; from += 20) {
      const some = orders.slice(from, from + 20)
      for (const [index, life] of (await standing(bank, some.length)).entries())
        await told(bank, life, some[index] ?? [])
    }
    task.meta.said = `${orders.length} of ${all.length} orders`
    await quiet(rig.query)
    expect([
      ...(await bank.disagreements(rig)),
      ...inWords(await judge({ url: rig.url, history: rig.history })),
    ]).toEqual([])
  })

  test(`F28: messages of ${name} come ten times and late, or never: the same end`, async () => {
    const bank = banks.find((one) => one.name === name)
    if (!bank) throw new Error(`no ${name}`)
    for (const how of [{ copies: 10, delayMs: 100 }, { lose: true }]) {
      await bank.webhooks({
        url: `${rig.shopOf(0).url}/webhooks/${bank.payment}`,
        copies: 1,
        delayMs: 0,
        lose: false,
        ...how,
      })
      const [life] = await standing(bank, 1)
      await bank.do('approve', { ref: life?.ref ?? '' })
      await bank.do('idle')
      await quiet(rig.query)
      expect(await endOf(life?.orderId ?? '')).toMatchObject({ state: 'open', confirmed: 1 })
    }
    await bank.webhooks({ copies: 1, delayMs: 0, lose: false })
    expect(await bank.disagreements(rig)).toEqual([])
  })
})

/** So many shoppers at the bank's page. */
async function standing(bank: Bank, count: number): Promise<Life[]> {
  const variants = await thingsAlike(rig.db, count, { stock: 5 })
  const goods = variants.map((variant) => [[variant, 1]] as const)
  const ready: Ready[] = (await readyCrowds(rig, { rounds: goods, count: 1, payment: bank.payment })).flat()
  const placed = await placeTogether(rig, ready)
  expect(placed.filter(({ status }) => status !== 303)).toEqual([])
  const rows = await rig.query<{ variant: string; orderId: string; ref: string }>(
    `select l.variant_id as variant, p.order_id as "orderId", p.gateway_ref as ref
     from order_lines l join payments p on p.order_id = l.order_id where l.variant_id = any($1)`,
    [variants],
  )
  return variants.map((variant, at) => {
    const { orderId = '', ref = '' } = rows.find((row) => row.variant === variant) ?? {}
    return { orderId, ref, cookie: ready[at]?.cookie ?? '' }
  })
}

async function told(bank: Bank, life: Life, order: readonly number[]): Promise<void> {
  await bank.webhooks({ keep: true })
  await lives[bank.name](bank, life)
  const { sent } = await bank.do<{ sent: number }>('flush', { order, copies: 2 })
  await bank.webhooks({ keep: false })
  expect(sent).toBeGreaterThanOrEqual(EVENTS * 2)
  const end: End = { state: 'open', captures: 1, confirmed: 1, ...ends[bank.name] }
  await until('the end', async () => isDeepStrictEqual(await endOf(life.orderId), end), 20_000).catch(() => {})
  expect(await endOf(life.orderId)).toEqual(end)
}

type End = { state: string; captures: number; confirmed: number; refunded: number; disputes: number }

async function endOf(orderId: string): Promise<End | undefined> {
  const [end] = await rig.query<End>(
    `select o.state, count(distinct e.id) filter (where e.type = 'payment.captured')::int as captures,
       count(distinct e.id) filter (where e.type = 'order.confirmed')::int as confirmed,
       max(p.refunded_amount)::float8 as refunded, count(distinct d.id)::int as disputes
     from orders o join payments p on p.order_id = o.id left join disputes d on d.payment_id = p.id
       left join events e on e.subject_id = o.id where o.id = $1 group by o.state`,
    [orderId],
  )
  return end
}

function permutations(count: number): number[][] {
  const of = (left: readonly number[]): number[][] =>
    left.length === 0 ? [[]] : left.flatMap((one, at) => of(left.toSpliced(at, 1)).map((rest) => [one, ...rest]))
  return of(Array.from({ length: count }, (_, at) => at))
}
