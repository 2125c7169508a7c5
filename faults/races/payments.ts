import { expect, test } from 'vitest'

import { thingsAlike } from '../rig/goods.ts'
import { heldBack } from '../rig/held.ts'
import { type Aimed, fire, get, post } from '../rig/race-gun.ts'
import { placeTogether, type Ready, readyCrowds, redirectOf, toGateway } from '../rig/ready.ts'
import { until } from '../rig/rig.ts'
import { type Block, crowd, inBlocks, inRounds } from '../rig/rounds.ts'
import { cards } from '../rig/shopper.ts'
import { webhook } from '../rig/webhook.ts'
import { expectBooksOfRace, expectSound, ordersWith, stockOf, type Stage, type TheStage } from './stage.ts'

/** Races between all who may say that an order is paid. */
export function paymentRaces(the: TheStage): void {
  const stage = (rounds: number) => paidAtTheGateway(the(), rounds)

  test('C12: return page, message and waiting page together: one order, paid once', async (context) => {
    await inRounds(context, { stage }, async ({ saw, staged: { variant, ref, back, cookie } }) => {
      const { rig } = the()
      const shots = saw(
        await fire(
          Array.from({ length: crowd(21, 9) }, (_, client) =>
            client % 3 === 0 ? webhook(rig, client, { ref }) : get(rig.shopOf(client).port, back, cookie),
          ),
        ),
      )
      expectSound(shots)
      await expectPaidOnce(the(), variant)
    })
    await expectBooksOfRace(the())
  })

  test('C12: in all six orders: one order, paid once', async (context) => {
    await inRounds(context, { stage }, async ({ saw, round, staged: { variant, ref, back, cookie } }) => {
      const { rig } = the()
      const three: Aimed[] = [
        webhook(rig, 0, { ref }),
        get(rig.shopOf(1).port, back, cookie),
        get(rig.shopOf(0).port, '/checkout', cookie),
      ]
      for (const index of orders[round % orders.length] ?? []) {
        const aimed = three[index]
        if (aimed) expectSound(saw(await fire([aimed])))
      }
      await expectPaidOnce(the(), variant)
    })
    await expectBooksOfRace(the())
  })

  test('C12: the message comes before the shop knows the payment: it is kept, and acted on', async (context) => {
    await inBlocks(context, {}, (block) => early(the(), block))
    await expectBooksOfRace(the())
  })

  test('C13: the message fails the first time and the shopper buys again: no payment without its order', async (context) => {
    await inBlocks(context, {}, (block) => failsFirst(the(), block))
    await expectBooksOfRace(the())
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

/** For each round a thing, and one who wants it and has chosen to pay by card. */
async function wanting({ rig }: Stage, rounds: number): Promise<{ variants: string[]; ready: Ready[] }> {
  const variants = await thingsAlike(rig.db, rounds, { stock: 5 })
  const goods = variants.map((variant) => [[variant, 1]] as const)
  return { variants, ready: (await readyCrowds(rig, { rounds: goods, count: 1, payment: 'test_card' })).flat() }
}

type AtTheGateway = { ref: string; page: string; cookie: string }

/** They press the button, and stand at the gateway's page. */
async function atTheGateway({ rig }: Stage, ready: readonly Ready[]): Promise<AtTheGateway[]> {
  const placed = await placeTogether(rig, ready)
  if (!placed.every(toGateway))
    throw new Error(`not sent to the gateway: ${placed.map(({ status }) => status).join(' ')}`)
  return placed.map((shot, at) => {
    const page = redirectOf(shot)
    return { ref: refOf(page), page, cookie: ready[at]?.cookie ?? '' }
  })
}

/** They pay there; the shop has not heard of it. Answers the ways back. */
async function pay({ rig }: Stage, all: readonly AtTheGateway[]): Promise<string[]> {
  const { port } = rig.shopOf(0)
  return (await fire(all.map(({ page, cookie }) => post(port, page, card, cookie)))).map(redirectOf)
}

/** For each round a shopper who has paid on the gateway's page; the shop has not heard of it. */
async function paidAtTheGateway(stage: Stage, rounds: number) {
  const { variants, ready } = await wanting(stage, rounds)
  const there = await atTheGateway(stage, ready)
  const backs = await pay(stage, there)
  return there.map((one, round) => ({ ...one, variant: variants[round] ?? '', back: backs[round] ?? '' }))
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

/** So many at once can be held back without taking all the shop's connections. */
const HELD = 4

/** The shop's notes of the gateway's references are held back; meanwhile the shoppers pay and the messages arrive. */
async function early(stage: Stage, { rounds, saw, named }: Block): Promise<void> {
  const { rig } = stage
  const { variants, ready } = await wanting(stage, rounds.length)
  for (let from = 0; from < ready.length; from += HELD)
    await named(rounds[from] ?? 0, () => toldTooEarly(stage, ready.slice(from, from + HELD), saw))
  // What was kept is looked at again after half a minute; here we make it old.
  await rig.query(`update gateway_events set received_at = received_at - interval '1 minute' where applied_at is null`)
  const opened = async () =>
    Number(
      (
        await rig.query<{ count: string }>(
          `select count(*) from orders o join order_lines l on l.order_id = o.id
           where l.variant_id = any($1) and o.state = 'open'`,
          [variants],
        )
      )[0]?.count,
    )
  await until('the kept messages are acted on', async () => (await opened()) === variants.length, 30_000)
  for (const [index, variant] of variants.entries())
    await named(rounds[index] ?? 0, () => expectPaidOnce(stage, variant))
}

async function toldTooEarly({ rig }: Stage, ready: readonly Ready[], saw: Block['saw']): Promise<void> {
  const held = await heldBack(rig, 'update of gateway_ref on payments', 'old.gateway_ref is null')
  const known = async () =>
    (
      await rig.query<{ ref: string }>(`select id as ref from sandbox_payments b where state = 'open'
       and not exists (select from payments where gateway_ref = b.id)`)
    ).map(({ ref }) => ref)
  const placing = placeTogether(rig, ready)
  try {
    await until('the gateway knows the payments', async () => (await known()).length === ready.length, 10_000)
    const refs = await known()
    const { port } = rig.shopOf(0)
    await fire(refs.map((ref) => post(port, `/test-gateway/pay/${ref}`, card)))
    const told = saw(await fire(refs.flatMap((ref) => [webhook(rig, 1, { ref }), webhook(rig, 0, { ref })])))
    expect(told.filter(({ status }) => status !== 200)).toEqual([])
    expect(await rig.query('select 1 from payments where gateway_ref = any($1)', [refs])).toEqual([])
  } finally {
    await held.letGo()
  }
  expectSound(await placing)
}

/** The first attempt to write "captured" fails; the shoppers are impatient and buy the same again in new carts. */
async function failsFirst(stage: Stage, { rounds, saw, named }: Block): Promise<void> {
  const { rig } = stage
  const { variants, ready } = await wanting(stage, rounds.length)
  const first = await atTheGateway(stage, ready)
  const goods = variants.map((variant) => [[variant, 1]] as const)
  const again = (await readyCrowds(rig, { rounds: goods, count: 1, payment: 'test_card' })).flat()
  await rig.query(`create or replace function fails() returns trigger language plpgsql as
    $$ begin raise exception 'planted'; end $$`)
  await rig.query(`create trigger fails before update of state on payments for each row
    when (new.state = 'captured' and new.gateway_ref = any('{${first.map(({ ref }) => ref).join()}}')) execute function fails()`)
  try {
    await pay(stage, first)
    for (const [index, { ref }] of first.entries())
      await named(rounds[index] ?? 0, async () => {
        // Not acknowledged: whoever sent it comes again.
        expect(saw(await fire([webhook(rig, index, { ref })])).map(({ status }) => status >= 500)).toEqual([true])
      })
  } finally {
    await rig.query('drop trigger fails on payments')
  }
  const second = await atTheGateway(stage, again)
  const backs = await pay(stage, second)
  for (const [index, variant] of variants.entries())
    await named(rounds[index] ?? 0, async () => {
      const { ref = '', cookie = '' } = second[index] ?? {}
      const aimed = [
        webhook(rig, index, { ref: first[index]?.ref ?? '' }),
        get(rig.shopOf(index + 1).port, backs[index] ?? '', cookie),
        webhook(rig, index + 1, { ref }),
      ]
      expectSound(saw(await fire(aimed)))
      const open = (await ordersWith(stage, variant)).filter(({ state }) => state === 'open')
      expect(open).toHaveLength(2)
    })
}
