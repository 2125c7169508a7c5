import { setTimeout as wait } from 'node:timers/promises'

import { Client } from 'pg'
import { expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { captureBy } from '../rig/capture-by.ts'
import { thingsAlike } from '../rig/goods.ts'
import { fire, get, post } from '../rig/race-gun.ts'
import { placeTogether, readyCrowds, readyShoppers, redirectOf, toGateway } from '../rig/ready.ts'
import { crowd, inRounds, isDeep, type Round } from '../rig/rounds.ts'
import { cards } from '../rig/shopper.ts'
import { webhook } from '../rig/webhook.ts'
import { expectBooksOfRace, expectSound, stockOf, type Stage, type TheStage } from './stage.ts'

/** Races for money that is there once: taking it, freeing it, giving it back. */
export function moneyRaces(the: TheStage): void {
  test('C19: many captures of what was authorized, beside void and cancel: never more than that', async (context) => {
    await captureBy(the().staff, 'manual')
    try {
      await inRounds(context, { stage: (rounds) => paidOrders(the(), rounds) }, (round) => captured(the(), round))
      await expectBooksOfRace(the())
    } finally {
      await captureBy(the().staff, 'automatic')
    }
  })

  test('C20: many refunds of everything: once, and the goods are back once', async (context) => {
    await inRounds(context, { stage: (rounds) => paidOrders(the(), rounds) }, (round) => refundedWhole(the(), round))
    await expectBooksOfRace(the())
  })

  test('C20: many refunds of a tenth and a cent: never more than was paid', async (context) => {
    await inRounds(context, { stage: (rounds) => paidOrders(the(), rounds) }, (round) => refundedInParts(the(), round))
    await expectBooksOfRace(the())
  })

  test('C30: an auditor reads all balances ten times a second while the shop sells: each time they add up to nothing', async ({
    task,
  }) => {
    // At the gate twenty reads: as many as the other races have rounds.
    const reads = await audited(the(), isDeep ? { forMs: 600_000, reads: 5000 } : { forMs: 2000, reads: 20 })
    task.meta.said = `${reads} reads`
    await expectBooksOfRace(the())
  })
}

const card = (number: string = cards.good) => ({ number, expiry: '12 / 39', cvc: '123' })

type Paid = { variant: string; orderId: string; total: number; paymentId: string; ref: string; lineId: string }

/** Orders that are paid, or authorized, by test card: one for each round. */
async function paidOrders({ rig }: Stage, rounds: number): Promise<Paid[]> {
  const variants = await thingsAlike(rig.db, rounds, { stock: 5 })
  const goods = variants.map((variant) => [[variant, 1]] as const)
  const ready = (await readyCrowds(rig, { rounds: goods, count: 1, payment: 'test_card' })).flat()
  const placed = await placeTogether(rig, ready)
  if (!placed.every(toGateway)) throw new Error('not sent to the gateway')
  const { port } = rig.shopOf(0)
  const paid = await fire(placed.map((shot, at) => post(port, redirectOf(shot), card(), ready[at]?.cookie)))
  await fire(paid.map((shot, at) => get(port, redirectOf(shot), ready[at]?.cookie)))
  const rows = await rig.query<Paid>(
    `select l.variant_id as variant, o.id as "orderId", o.total_amount::float8 as total, p.id as "paymentId",
       p.gateway_ref as ref, l.id as "lineId"
     from order_lines l join orders o on o.id = l.order_id join payments p on p.order_id = o.id
     where l.variant_id = any($1) and o.state = 'open'`,
    [variants],
  )
  if (rows.length !== rounds) throw new Error(`${rows.length} of ${rounds} orders were paid`)
  return rows
}

type PaidRound = Pick<Round<Paid>, 'saw' | 'round' | 'staged'>

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

async function captured(stage: Stage, { saw, round, staged }: PaidRound): Promise<void> {
  const { rig, staff } = stage
  const { orderId, total, paymentId, ref } = staged
  const path = `/orders/${orderId}`
  const at = (client: number): number => rig.shopOf(client).port
  const part = Math.floor(total / 3)
  // In turn: all of it many times; parts beyond it; with a void among them; with a cancel among them.
  const kind = round % 4
  const amount = kind === 0 ? total : part
  const capture = (client: number) =>
    staff.aimed(at(client), 'POST', `${path}/capture`, { paymentId, amount, final: false })
  const other =
    kind === 2
      ? staff.aimed(at(1), 'POST', `${path}/void`, { paymentId })
      : kind === 3
        ? staff.aimed(at(1), 'POST', `${path}/cancel`, { reason: 'staff', restock: true })
        : webhook(rig, 1, { ref, state: 'authorized' })
  const many = crowd(20, 6)
  const captures = Array.from({ length: many }, (_, client) => capture(client))
  const shots = saw(await fire(captures.toSpliced(many / 2, 0, other)))
  expectSound(shots)
  await wait(20)
  const sums = await sumsOf(stage, paymentId)
  expect(sums.captured).toBeLessThanOrEqual(total)
  expect(sums.booked).toBe(sums.captured)
  if (kind === 0) expect(sums.captured).toBe(total)
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

async function refundedWhole(stage: Stage, { saw, staged }: PaidRound): Promise<void> {
  const { rig, staff } = stage
  const { variant, orderId, total, paymentId, lineId, ref } = staged
  const [shipping] = await rig.query<{ amount: string }>('select shipping_amount as amount from orders where id = $1', [
    orderId,
  ])
  const body = refundOf({ lines: [{ lineId, quantity: 1 }], shipping: Number(shipping?.amount), restock: true })
  const many = crowd(20, 6)
  const shots = saw(
    await fire([
      ...Array.from({ length: many }, (_, client) =>
        staff.aimed(rig.shopOf(client).port, 'POST', `/orders/${orderId}/refund`, body),
      ),
      webhook(rig, 0, { ref }),
    ]),
  )
  expectSound(shots)
  expect(shots.slice(0, many).filter(({ status }) => status < 300)).toHaveLength(1)
  const sums = await sumsOf(stage, paymentId)
  expect([sums.refunded, sums.given]).toEqual([total, total])
  expect(await stockOf(stage, variant)).toEqual({ on_hand: 5, reserved: 0 })
}

async function refundedInParts(stage: Stage, { saw, staged }: Omit<PaidRound, 'round'>): Promise<void> {
  const { rig, staff } = stage
  const { orderId, total, paymentId } = staged
  const amount = Math.ceil(total / 10) + 1
  const shots = saw(
    await fire(
      Array.from({ length: crowd(20, 11) }, (_, client) =>
        staff.aimed(rig.shopOf(client).port, 'POST', `/orders/${orderId}/refund`, refundOf({ amount })),
      ),
    ),
  )
  expectSound(shots)
  const given = shots.filter(({ status }) => status < 300).length
  expect(given).toBe(Math.floor(total / amount))
  const sums = await sumsOf(stage, paymentId)
  expect([sums.refunded, sums.given]).toEqual([given * amount, given * amount])
}

/** Sells and refunds all the while; each read is one snapshot of the whole journal. Answers how many there were. */
async function audited(stage: Stage, least: { forMs: number; reads: number }): Promise<number> {
  const { rig } = stage
  const auditor = new Client(rig.rootUrl)
  await auditor.connect()
  const end = performance.now() + least.forMs
  let reads = 0
  const isOver = (): boolean => performance.now() > end && reads >= least.reads
  const variant = await aVariant(rig.db, { stock: 100_000 })
  const selling = (async () => {
    while (!isOver()) await placeTogether(rig, await readyShoppers(rig, { count: 8, lines: [[variant, 1]] }))
  })()
  const paying = (async () => {
    while (!isOver())
      for (const staged of await paidOrders(stage, 1)) await refundedInParts(stage, { staged, saw: (shots) => shots })
  })()
  const wrong: unknown[] = []
  while (!isOver()) {
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
