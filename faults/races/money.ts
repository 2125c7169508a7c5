import { setTimeout as wait } from 'node:timers/promises'

import { Client } from 'pg'
import { expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { fire, get, post } from '../rig/race-gun.ts'
import { placeTogether, readyShopper, readyShoppers, redirectOf, toGateway } from '../rig/ready.ts'
import { inRounds, isDeep, type Round } from '../rig/rounds.ts'
import { cards } from '../rig/shopper.ts'
import { webhook } from '../rig/webhook.ts'
import { expectBooks, expectSound, ordersWith, stockOf, type Stage, type TheStage } from './stage.ts'

type Saw = Round['saw']

/** Races for money that is there once: taking it, freeing it, giving it back. */
export function moneyRaces(the: TheStage): void {
  test('C19: twenty captures of what was authorized, beside void and cancel: never more than that', async (context) => {
    await captureBy(the(), 'manual')
    try {
      await inRounds(context, { gate: 12 }, ({ saw, round }) => captured(the(), round, saw))
      await expectBooks(the())
    } finally {
      await captureBy(the(), 'automatic')
    }
  })

  test('C20: twenty refunds of everything: once, and the goods are back once', async (context) => {
    await inRounds(context, { gate: 10 }, ({ saw }) => refundedWhole(the(), saw))
    await expectBooks(the())
  })

  test('C20: twenty refunds of a tenth and a cent: never more than was paid', async (context) => {
    await inRounds(context, { gate: 10 }, ({ saw }) => refundedInParts(the(), saw))
    await expectBooks(the())
  })

  test('C30: an auditor reads all balances ten times a second while the shop sells: each time they add up to nothing', async (context) => {
    await inRounds(context, { gate: 1, deep: 1 }, async () => {
      const reads = await audited(the(), isDeep ? 600_000 : 6000)
      context.task.meta.said = `${reads} reads`
    })
    await expectBooks(the())
  })
}

const card = (number: string = cards.good) => ({ number, expiry: '12 / 39', cvc: '123' })

/** How the test gateway takes money, as staff choose it at the desk. */
async function captureBy({ staff }: Stage, captureMode: 'automatic' | 'manual'): Promise<void> {
  type Way = {
    code: string
    mode: string
    version: number
    holdDays: number | null
    markets: string[]
    countries: string[]
    currencies: string[]
  }
  const { body } = await staff.call<{ ways: Way[] }>('GET', '/payments')
  const way = body.ways.find(({ code }) => code === 'sandbox')
  if (!way) throw new Error('no test gateway')
  const { version, holdDays, markets, countries, currencies } = way
  const saved = await staff.call('PUT', `/payments/sandbox/${way.mode}`, {
    version,
    fields: {},
    captureMode,
    holdDays,
    markets,
    countries,
    currencies,
  })
  if (saved.status >= 300)
    throw new Error(`the way to pay was not saved: ${saved.status} ${JSON.stringify(saved.body)}`)
  // The other process hears of it within a second.
  await wait(1200)
}

/** An order that is paid, or authorized, by test card. */
async function paidOrder(stage: Stage, price = 2000) {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 5, price })
  const ready = await readyShopper(rig, { lines: [[variant, 1]], payment: 'test_card' })
  const [placed] = await placeTogether(rig, [ready])
  if (!placed || !toGateway(placed)) throw new Error('not sent to the gateway')
  const page = redirectOf(placed)
  const [paid] = await fire([post(rig.shopOf(0).port, page, card(), ready.cookie)])
  await fire([get(rig.shopOf(0).port, redirectOf(paid ?? { head: '' }), ready.cookie)])
  const [order] = await ordersWith(stage, variant)
  const [row] = await rig.query<{ id: string; ref: string; line: string }>(
    `select p.id, p.gateway_ref as ref, (select id from order_lines where order_id = p.order_id) as line
     from payments p where p.order_id = $1 order by p.created_at desc limit 1`,
    [order?.id],
  )
  if (!order || !row) throw new Error('no order')
  return { variant, order, paymentId: row.id, ref: row.ref, lineId: row.line }
}

type Sums = { authorized: number; captured: number; refunded: number; booked: number; given: number; state: string }

/** What the shop says of a payment, and what the gateway says. */
async function sumsOf({ rig }: Stage, paymentId: string): Promise<Sums> {
  const [row] = await rig.query<Sums>(
    `select p.authorized_amount::float8 as authorized, p.captured_amount::float8 as captured,
       p.refunded_amount::float8 as refunded, b.captured_amount::float8 as booked, b.refunded_amount::float8 as given, p.state
     from payments p join sandbox_payments b on b.id = p.gateway_ref where p.id = $1`,
    [paymentId],
  )
  if (!row) throw new Error('no payment')
  return row
}

async function captured(stage: Stage, round: number, saw: Saw): Promise<void> {
  const { rig, staff } = stage
  const { order, paymentId, ref } = await paidOrder(stage)
  const path = `/orders/${order.id}`
  const at = (client: number): number => rig.shopOf(client).port
  const part = Math.floor(order.total / 3)
  // In turn: all of it twenty times; parts beyond it; with a void among them; with a cancel among them.
  const kind = round % 4
  const capture = (client: number) =>
    staff.aimed(at(client), 'POST', `${path}/capture`, {
      paymentId,
      amount: kind === 0 ? order.total : part,
      final: false,
    })
  const other =
    kind === 2
      ? staff.aimed(at(1), 'POST', `${path}/void`, { paymentId })
      : kind === 3
        ? staff.aimed(at(1), 'POST', `${path}/cancel`, { reason: 'staff', restock: true })
        : webhook(rig, 1, { ref, state: 'authorized' })
  const shots = saw(await fire(Array.from({ length: 20 }, (_, client) => capture(client)).toSpliced(10, 0, other)))
  expectSound(shots)
  await wait(20)
  const sums = await sumsOf(stage, paymentId)
  expect(sums.captured).toBeLessThanOrEqual(order.total)
  expect(sums.booked).toBe(sums.captured)
  if (kind === 0) expect(sums.captured).toBe(order.total)
  if (kind === 1) expect(sums.captured).toBe(part * 3)
}

const refundOf = (words: Record<string, unknown>) => ({
  lines: [],
  shipping: 0,
  amount: null,
  restock: false,
  note: '',
  ...words,
})

async function refundedWhole(stage: Stage, saw: Saw): Promise<void> {
  const { rig, staff } = stage
  const { variant, order, paymentId, lineId, ref } = await paidOrder(stage)
  const [shipping] = await rig.query<{ amount: string }>('select shipping_amount as amount from orders where id = $1', [
    order.id,
  ])
  const body = refundOf({ lines: [{ lineId, quantity: 1 }], shipping: Number(shipping?.amount), restock: true })
  const shots = saw(
    await fire([
      ...Array.from({ length: 20 }, (_, client) =>
        staff.aimed(rig.shopOf(client).port, 'POST', `/orders/${order.id}/refund`, body),
      ),
      webhook(rig, 0, { ref }),
    ]),
  )
  expectSound(shots)
  expect(shots.slice(0, 20).filter(({ status }) => status < 300)).toHaveLength(1)
  const sums = await sumsOf(stage, paymentId)
  expect([sums.refunded, sums.given]).toEqual([order.total, order.total])
  expect(await stockOf(stage, variant)).toEqual({ on_hand: 5, reserved: 0 })
}

async function refundedInParts(stage: Stage, saw: Saw): Promise<void> {
  const { rig, staff } = stage
  const { order, paymentId } = await paidOrder(stage)
  const amount = Math.ceil(order.total / 10) + 1
  const shots = saw(
    await fire(
      Array.from({ length: 20 }, (_, client) =>
        staff.aimed(rig.shopOf(client).port, 'POST', `/orders/${order.id}/refund`, refundOf({ amount })),
      ),
    ),
  )
  expectSound(shots)
  const given = shots.filter(({ status }) => status < 300).length
  expect(given).toBe(Math.floor(order.total / amount))
  const sums = await sumsOf(stage, paymentId)
  expect([sums.refunded, sums.given]).toEqual([given * amount, given * amount])
}

/** Sells and refunds all the while; each read is one snapshot of the whole journal. Answers how many there were. */
async function audited(stage: Stage, forMs: number): Promise<number> {
  const { rig } = stage
  const auditor = new Client(rig.rootUrl)
  await auditor.connect()
  const end = performance.now() + forMs
  const variant = await aVariant(rig.db, { stock: 100_000 })
  const selling = (async () => {
    while (performance.now() < end)
      await placeTogether(rig, await readyShoppers(rig, { count: 8, lines: [[variant, 1]] }))
  })()
  const paying = (async () => {
    while (performance.now() < end) await refundedInParts(stage, (shots) => shots)
  })()
  let reads = 0
  const wrong: unknown[] = []
  while (performance.now() < end) {
    const { rows } = await auditor.query(
      `select 'journal ' || currency as what, sum(amount) as amount from ledger_lines group by currency having sum(amount) <> 0
       union all select 'gift card ' || id, balance_amount from gift_cards where balance_amount < 0
       union all select 'credit ' || id, balance_amount from credit_accounts where balance_amount < 0`,
    )
    wrong.push(...rows)
    reads += 1
    await wait(100)
  }
  await Promise.all([selling, paying])
  await auditor.end()
  expect(wrong).toEqual([])
  return reads
}
