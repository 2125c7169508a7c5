import { setTimeout as wait } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { fire, get, post } from '../rig/race-gun.ts'
import { ordered, placeTogether, placing, readyShoppers, redirectOf, refused, toGateway } from '../rig/ready.ts'
import { crowd, inRounds } from '../rig/rounds.ts'
import { cards } from '../rig/shopper.ts'
import { expectBooks, expectSound, ordersWith, soldOf, stockOf, type Stage, type TheStage } from './stage.ts'

/** Races for what is on the shelf. */
export function stockRaces(the: TheStage): void {
  test('C01: 10 pieces, 100 shoppers: 10 orders, 90 clear refusals, nothing left', async (context) => {
    await inRounds(context, {}, async ({ saw, round }) => {
      const stage = the()
      // Every fifth round in full at the gate too.
      const count = round % 5 === 0 ? 100 : crowd(100)
      const variant = await aVariant(stage.rig.db, { stock: 10 })
      const ready = await readyShoppers(stage.rig, { count, lines: [[variant, 1]] })
      const shots = saw(await placeTogether(stage.rig, ready))
      expect(shots.filter(ordered)).toHaveLength(10)
      expect(shots.filter(({ status }) => status === 409)).toHaveLength(count - 10)
      expect(await stockOf(stage, variant)).toEqual({ on_hand: 10, reserved: 10 })
    })
    await expectBooks(the())
  })

  test('C03: the same two things in opposite order: no deadlock, whole carts only', async (context) => {
    await inRounds(context, {}, async ({ saw }) => {
      const stage = the()
      const half = crowd(50, 15)
      const enough = half - 5
      const first = await aVariant(stage.rig.db, { stock: half * 2 })
      const second = await aVariant(stage.rig.db, { stock: enough })
      const carts = [[first, second] as const, [second, first] as const].map((order) =>
        readyShoppers(stage.rig, { count: half, lines: order.map((variant) => [variant, 1] as const) }),
      )
      const [some = [], others = []] = await Promise.all(carts)
      const mixed = some.flatMap((one, index) => [one, ...others.slice(index, index + 1)])
      const shots = saw(await placeTogether(stage.rig, mixed))
      expect(shots.filter(ordered)).toHaveLength(enough)
      expect(shots.filter((shot) => !ordered(shot) && !refused(shot)).map(({ status }) => status)).toEqual([])
      expect(await stockOf(stage, first)).toEqual({ on_hand: half * 2, reserved: enough })
      expect(await stockOf(stage, second)).toEqual({ on_hand: enough, reserved: enough })
    })
    await expectBooks(the())
  })

  test('C04: five of ten payments are declined while five others wait: all ten pieces are sold', async (context) => {
    await inRounds(context, {}, ({ saw }) => declined(the(), saw))
    await expectBooks(the())
  })

  test('C17: staff count again and again while shoppers order: every piece is accounted for', async (context) => {
    await inRounds(context, {}, async ({ saw, random }) => {
      const stage = the()
      const { variantId, productId } = await aProductOf(stage, 30)
      const count = crowd(50)
      const ready = await readyShoppers(stage.rig, { count, lines: [[variantId, 1]] })
      const edits = Array.from({ length: 20 }, (_, index) => ({ by: Math.floor(random() * 7) - 3, client: index }))
      const shots = saw(
        await fire([
          ...ready.map((one, client) => placing(stage.rig, client, one)),
          ...edits.map(({ by, client }) =>
            stage.staff.aimed(stage.rig.shopOf(client).port, 'POST', `/products/${productId}/stock`, {
              variantId,
              by,
              policy: 'deny',
              reason: 'counted',
            }),
          ),
        ]),
      )
      expectSound(shots)
      const added = shots
        .slice(count)
        .reduce((sum, { status }, index) => sum + (status < 300 ? (edits[index]?.by ?? 0) : 0), 0)
      const sold = shots.slice(0, count).filter(ordered).length
      expect(await stockOf(stage, variantId)).toEqual({ on_hand: 30 + added, reserved: sold })
      expect(await soldOf(stage, variantId)).toBe(sold)
    })
    await expectBooks(the())
  })

  test('C22: the hold ends at the very moment of the payment: the unit is the payer’s, or the money goes back', async (context) => {
    await inRounds(context, { gate: 1, deep: 10 }, ({ saw, random }) => expiring(the(), random, saw))
    await expectBooks(the())
  })
}

type Saw = Parameters<Parameters<typeof inRounds>[2]>[0]['saw']

const card = (number: string) => ({ number, expiry: '12 / 39', cvc: '123' })

async function declined(stage: Stage, saw: Saw): Promise<void> {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 10 })
  const ready = await readyShoppers(rig, { count: 15, lines: [[variant, 1]], payment: 'test_card' })
  const [holders, waiting] = [ready.slice(0, 10), ready.slice(10)]
  const held = await placeTogether(rig, holders)
  expect(held.filter(toGateway)).toHaveLength(10)
  const paid = await fire(
    held.map((shot, client) =>
      post(
        rig.shopOf(client).port,
        redirectOf(shot),
        card(client < 5 ? cards.declined : cards.good),
        holders[client]?.cookie,
      ),
    ),
  )
  // They come back to the shop, and in the same tick the others press the button.
  const [home, tries] = await Promise.all([
    fire(paid.map((shot, client) => get(rig.shopOf(client).port, redirectOf(shot), holders[client]?.cookie))),
    placeTogether(rig, waiting),
  ])
  expectSound(saw([...home, ...tries]))
  const freedAt = performance.now()
  // Whoever was refused a moment too early tries again; the pieces must be there within a second.
  let late = waiting.filter((_, index) => !(tries[index] && toGateway(tries[index])))
  while (late.length > 0 && performance.now() < freedAt + 1000) {
    const again = await placeTogether(rig, late.map(withNewKey))
    late = late.filter((_, index) => !(again[index] && toGateway(again[index])))
  }
  expect(late).toEqual([])
  const orders = await ordersWith(stage, variant)
  expect(orders).toHaveLength(10)
  await payAll(stage, variant)
  expect(await soldOf(stage, variant)).toBe(10)
  expect(await stockOf(stage, variant)).toEqual({ on_hand: 0, reserved: 0 })
}

const withNewKey = <Who extends { form: Readonly<Record<string, string>> }>(who: Who): Who => ({
  ...who,
  form: { ...who.form, key: crypto.randomUUID() },
})

/** Everybody who still stands at the gateway's page pays there and comes back. */
export async function payAll(stage: Stage, variantId: string): Promise<void> {
  const { rig } = stage
  const pages = await rig.query<{ ref: string }>(
    `select p.gateway_ref as ref from payments p join orders o on o.id = p.order_id
       join order_lines l on l.order_id = o.id where l.variant_id = $1 and o.state = 'pending'`,
    [variantId],
  )
  const paid = await fire(
    pages.map(({ ref }, client) => post(rig.shopOf(client).port, `/test-gateway/pay/${ref}`, card(cards.good))),
  )
  await fire(paid.map((shot, client) => get(rig.shopOf(client).port, redirectOf(shot))))
}

/** Twenty holds end within one look of the completer, and their shoppers pay while it looks. */
async function expiring(stage: Stage, random: () => number, saw: Saw): Promise<void> {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 20 })
  const holders = await readyShoppers(rig, { count: 20, lines: [[variant, 1]], payment: 'test_card' })
  const held = await placeTogether(rig, holders)
  expect(held.filter(toGateway)).toHaveLength(20)
  await rig.query(
    `update payments set created_at = created_at - interval '2 hours', deadline_at = now() - interval '1 second'
     where order_id in (select order_id from order_lines where variant_id = $1)`,
    [variant],
  )
  const others = await readyShoppers(rig, { count: 20, lines: [[variant, 1]] }).catch(() => [])
  const payments = held.map(async (shot, client) => {
    await begun(stage, variant)
    await wait(random() * 150)
    const [paid] = await fire([post(rig.shopOf(client).port, redirectOf(shot), card(cards.good))])
    if (paid?.status === 303) await fire([get(rig.shopOf(client).port, redirectOf(paid))])
  })
  await Promise.all(payments)
  expectSound(saw(others.length > 0 ? await placeTogether(rig, others) : []))
  expect(await soldOf(stage, variant)).toBeLessThanOrEqual(20)
}

/** The completer has ended the first of them. */
async function begun({ rig }: Stage, variantId: string): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    const rows = await rig.query(
      `select 1 from orders o join order_lines l on l.order_id = o.id where l.variant_id = $1 and o.state = 'canceled'`,
      [variantId],
    )
    if (rows.length > 0) return
    await wait(10)
  }
  throw new Error('no hold ended within 15 s')
}

async function aProductOf({ rig }: Stage, stock: number): Promise<{ variantId: string; productId: string }> {
  const variantId = await aVariant(rig.db, { stock })
  const [row] = await rig.query<{ id: string }>('select product_id as id from variants where id = $1', [variantId])
  return { variantId, productId: row?.id ?? '' }
}
