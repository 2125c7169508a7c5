import { setTimeout as wait } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { type Aimed, fire, get, post, type Shot } from '../rig/race-gun.ts'
import { placeTogether, type Ready, readyShopper, readyShoppers, redirectOf, toGateway } from '../rig/ready.ts'
import { until } from '../rig/rig.ts'
import { inRounds, type Round } from '../rig/rounds.ts'
import { cards } from '../rig/shopper.ts'
import { webhook } from '../rig/webhook.ts'
import { expectBooks, expectSound, ordersWith, stockOf, type Stage, type TheStage } from './stage.ts'

type Saw = Round['saw']

/** Races between all who may say that an order is paid. */
export function paymentRaces(the: TheStage): void {
  test('C12: return page, message and waiting page together: one order, paid once', async (context) => {
    await inRounds(context, {}, async ({ saw }) => {
      const { stage, variant, ref, back, cookie } = await paidAtTheGateway(the())
      const shots = saw(
        await fire(
          Array.from({ length: 21 }, (_, client) =>
            client % 3 === 0 ? webhook(stage.rig, client, { ref }) : get(stage.rig.shopOf(client).port, back, cookie),
          ),
        ),
      )
      expectSound(shots)
      await expectPaidOnce(stage, variant)
    })
    await expectBooks(the())
  })

  test('C12: in all six orders: one order, paid once', async (context) => {
    await inRounds(context, { gate: 6, deep: 60 }, async ({ saw, round }) => {
      const { stage, variant, ref, back, cookie } = await paidAtTheGateway(the())
      const three: Aimed[] = [
        webhook(stage.rig, 0, { ref }),
        get(stage.rig.shopOf(1).port, back, cookie),
        get(stage.rig.shopOf(0).port, '/checkout', cookie),
      ]
      for (const index of orders[round % orders.length] ?? []) {
        const aimed = three[index]
        if (aimed) expectSound(saw(await fire([aimed])))
      }
      await expectPaidOnce(stage, variant)
    })
    await expectBooks(the())
  })

  test('C12: the message comes before the shop knows the payment: it is kept, and acted on', async (context) => {
    await inRounds(context, { gate: 1, deep: 20 }, ({ saw }) => early(the(), saw))
    await expectBooks(the())
  })

  test('C13: the message fails the first time and the shopper buys again: no payment without its order', async (context) => {
    await inRounds(context, { gate: 3, deep: 50 }, ({ saw }) => failsFirst(the(), saw))
    await expectBooks(the())
  })
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

const card = { number: cards.good, expiry: '12 / 39', cvc: '123' }
const refOf = (page: string): string => page.split('/').at(-1) ?? ''

/** A shopper who has paid on the gateway's page; the shop has not heard of it. */
async function paidAtTheGateway(stage: Stage) {
  const variant = await aVariant(stage.rig.db, { stock: 5 })
  const ready = await readyShopper(stage.rig, { lines: [[variant, 1]], payment: 'test_card' })
  const { ref, back } = await payFor(stage, ready)
  return { stage, variant, ref, back, cookie: ready.cookie }
}

async function payFor({ rig }: Stage, ready: Ready): Promise<{ ref: string; back: string }> {
  const [placed] = await placeTogether(rig, [ready])
  if (!placed || !toGateway(placed)) throw new Error(`not sent to the gateway: ${placed?.status}`)
  const page = redirectOf(placed)
  const [paid] = await fire([post(rig.shopOf(0).port, page, card, ready.cookie)])
  return { ref: refOf(page), back: redirectOf(paid ?? { head: '' }) }
}

async function expectPaidOnce(stage: Stage, variant: string): Promise<void> {
  expect(await stockOf(stage, variant)).toEqual({ on_hand: 4, reserved: 0 })
  const paid = await stage.rig.query<{ orders: string; captured: string; confirmed: string }>(
    `select count(distinct o.id) as orders, count(distinct p.id) filter (where p.state = 'captured') as captured,
       count(distinct e.id) as confirmed
     from order_lines l join orders o on o.id = l.order_id join payments p on p.order_id = o.id
       left join events e on e.subject_id = o.id and e.type = 'order.confirmed' where l.variant_id = $1`,
    [variant],
  )
  expect(paid.map(({ orders: all, captured, confirmed }) => [all, captured, confirmed].map(Number))).toEqual([
    [1, 1, 1],
  ])
}

/** The shop's note of the gateway's reference is held back; meanwhile the shopper pays and the message arrives. */
async function early(stage: Stage, saw: Saw): Promise<void> {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 5 })
  const ready = await readyShopper(rig, { lines: [[variant, 1]], payment: 'test_card' })
  await rig.query(`create or replace function held_back() returns trigger language plpgsql as
    $$ begin perform pg_sleep(0.6); return new; end $$`)
  await rig.query(`create trigger held_back before update of gateway_ref on payments for each row
    when (old.gateway_ref is null) execute function held_back()`)
  try {
    const placing = placeTogether(rig, [ready])
    const known = async () =>
      (
        await rig.query<{ id: string }>(`select id from sandbox_payments where state = 'open' order by created_at desc`)
      )[0]
    await until('the gateway knows the payment', async () => Boolean(await known()), 10_000)
    const ref = (await known())?.id ?? ''
    await fire([post(rig.shopOf(0).port, `/test-gateway/pay/${ref}`, card)])
    const told = saw(await fire([webhook(rig, 1, { ref }), webhook(rig, 0, { ref })]))
    expect(told.map(({ status }) => status)).toEqual([200, 200])
    expect(await rig.query('select 1 from payments where gateway_ref = $1', [ref])).toEqual([])
    expectSound(await placing)
  } finally {
    await rig.query('drop trigger held_back on payments')
  }
  // What was kept is looked at again after half a minute; here we make it old.
  await rig.query(`update gateway_events set received_at = received_at - interval '1 minute' where applied_at is null`)
  await until(
    'the kept message is acted on',
    async () => (await ordersWith(stage, variant))[0]?.state === 'open',
    30_000,
  )
  await expectPaidOnce(stage, variant)
}

/** The first attempt to write "captured" fails; the shopper is impatient and buys the same again in a new cart. */
async function failsFirst(stage: Stage, saw: Saw): Promise<void> {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 5 })
  const ready = await readyShopper(rig, { lines: [[variant, 1]], payment: 'test_card' })
  const [placed] = await placeTogether(rig, [ready])
  const page = redirectOf(placed ?? { head: '' })
  await rig.query(`create or replace function fails() returns trigger language plpgsql as
    $$ begin raise exception 'planted'; end $$`)
  await rig.query(`create trigger fails before update of state on payments for each row
    when (new.state = 'captured' and new.gateway_ref = '${refOf(page)}') execute function fails()`)
  let shots: readonly Shot[] = []
  try {
    await fire([post(rig.shopOf(0).port, page, card, ready.cookie)])
    shots = saw(await fire([webhook(rig, 0, { ref: refOf(page) })]))
    // Not acknowledged: whoever sent it comes again.
    expect(shots.map(({ status }) => status >= 500)).toEqual([true])
  } finally {
    await rig.query('drop trigger fails on payments')
  }
  const [again] = await readyShoppers(rig, { count: 1, lines: [[variant, 1]], payment: 'test_card' })
  if (!again) throw new Error('nobody buys again')
  const second = await payFor(stage, again)
  expectSound(
    await fire([
      webhook(rig, 0, { ref: refOf(page) }),
      get(rig.shopOf(1).port, second.back, again.cookie),
      webhook(rig, 1, { ref: second.ref }),
    ]),
  )
  await wait(50)
  const open = (await ordersWith(stage, variant)).filter(({ state }) => state === 'open')
  expect(open).toHaveLength(2)
}
