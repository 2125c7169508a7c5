import { setTimeout as wait } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { thingsAlike } from '../rig/goods.ts'
import { fire, get, post } from '../rig/race-gun.ts'
import {
  ordered,
  placeTogether,
  placing,
  readyCrowds,
  type Ready,
  readyShoppers,
  redirectOf,
  refused,
  toGateway,
} from '../rig/ready.ts'
import { until } from '../rig/rig.ts'
import { type Block, crowd, inBlocks, inRounds, isDeep, type Round } from '../rig/rounds.ts'
import { cards } from '../rig/shopper.ts'
import {
  expectBooksOfRace,
  expectSound,
  ordersWith,
  productOf,
  soldOf,
  stockOf,
  type Stage,
  type TheStage,
} from './stage.ts'

/** A thing, and people who want it. */
type Sale = { variant: string; stock: number; ready: readonly Ready[] }

/** For each round a thing of its own, so often, and so many who want one. */
async function sales({ rig }: Stage, rounds: number, words: SaleWords): Promise<Sale[]> {
  const { stock, count, payment = 'bank_transfer' } = words
  const variants = await thingsAlike(rig.db, rounds, { stock })
  const crowds = await readyCrowds(rig, { rounds: variants.map((variant) => [[variant, 1]]), count, payment })
  return variants.map((variant, round) => ({ variant, stock, ready: crowds[round] ?? [] }))
}

type SaleWords = { stock: number; count: number; payment?: string }

/** Races for what is on the shelf. */
export function stockRaces(the: TheStage): void {
  test('C01: 10 pieces, 100 shoppers: 10 orders, 90 clear refusals, nothing left', async (context) => {
    // The first round in full at the gate too.
    const full = { stock: 10, count: 100 }
    const small = isDeep ? full : { stock: 4, count: 12 }
    const stage = async (rounds: number) => [
      ...(await sales(the(), 1, full)),
      ...(rounds > 1 ? await sales(the(), rounds - 1, small) : []),
    ]
    await inRounds(context, { stage }, async ({ saw, staged: { variant, ready, stock } }) => {
      const shots = saw(await placeTogether(the().rig, ready))
      expect(shots.filter(ordered)).toHaveLength(stock)
      expect(shots.filter(({ status }) => status === 409)).toHaveLength(ready.length - stock)
      expect(await stockOf(the(), variant)).toEqual({ on_hand: stock, reserved: stock })
    })
    await expectBooksOfRace(the())
  })

  test('C03: the same two things in opposite order: no deadlock, whole carts only', async (context) => {
    const stage = (rounds: number) => crossed(the(), rounds)
    await inRounds(context, { stage }, async ({ saw, staged: { first, second, mixed } }) => {
      const shots = saw(await placeTogether(the().rig, mixed))
      expect(shots.filter(ordered)).toHaveLength(enough)
      expect(shots.filter((shot) => !ordered(shot) && !refused(shot)).map(({ status }) => status)).toEqual([])
      expect(await stockOf(the(), first)).toEqual({ on_hand: half * 2, reserved: enough })
      expect(await stockOf(the(), second)).toEqual({ on_hand: enough, reserved: enough })
    })
    await expectBooksOfRace(the())
  })

  test('C04: half of the payments are declined while others wait: all pieces are sold', async (context) => {
    const stage = (rounds: number) => sales(the(), rounds, { stock: few * 2, count: few * 3, payment: 'test_card' })
    await inRounds(context, { stage }, (round) => declined(the(), round))
    await expectBooksOfRace(the())
  })

  test('C17: staff count again and again while shoppers order: every piece is accounted for', async (context) => {
    const stage = (rounds: number) => sales(the(), rounds, { stock: crowd(30, 6), count: crowd(50, 8) })
    await inRounds(context, { stage }, (round) => counted(the(), round))
    await expectBooksOfRace(the())
  })

  test('C22: the hold ends at the very moment of the payment: the unit is the payer’s, or the money goes back', async (context) => {
    await inBlocks(context, {}, (block) => expiring(the(), block))
    await expectBooksOfRace(the())
  })
}

type SaleRound = Pick<Round<Sale>, 'saw' | 'random' | 'staged'>

/** How many stand on each side of the crossing. */
const half = crowd(50, 6)
/** So many of the second thing. */
const enough = half - crowd(5, 3)

/** For each round two things; half of the people have them in the cart in this order, half in the other. */
async function crossed({ rig }: Stage, rounds: number) {
  const firsts = await thingsAlike(rig.db, rounds, { stock: half * 2 })
  const seconds = await thingsAlike(rig.db, rounds, { stock: enough })
  const pairs = firsts.map((first, round) => ({ first, second: seconds[round] ?? '' }))
  const those = await readyCrowds(rig, {
    rounds: pairs.map(({ first, second }) => [
      [first, 1],
      [second, 1],
    ]),
    count: half,
  })
  const others = await readyCrowds(rig, {
    rounds: pairs.map(({ first, second }) => [
      [second, 1],
      [first, 1],
    ]),
    count: half,
  })
  return pairs.map((pair, round) => ({
    ...pair,
    mixed: (those[round] ?? []).flatMap((one, index) => [one, ...(others[round] ?? []).slice(index, index + 1)]),
  }))
}

const card = (number: string) => ({ number, expiry: '12 / 39', cvc: '123' })

/** So many are declined; as many pay, and as many wait. */
const few = crowd(5, 1)

async function declined(stage: Stage, { saw, staged: { variant, ready } }: SaleRound): Promise<void> {
  const { rig } = stage
  const [holders, waiting] = [ready.slice(0, few * 2), ready.slice(few * 2)]
  const held = await placeTogether(rig, holders)
  expect(held.filter(toGateway)).toHaveLength(few * 2)
  const paid = await fire(
    held.map((shot, client) =>
      post(
        rig.shopOf(client).port,
        redirectOf(shot),
        card(client < few ? cards.declined : cards.good),
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
  expect(await ordersWith(stage, variant)).toHaveLength(few * 2)
  await payAll(stage, variant)
  expect(await soldOf(stage, variant)).toBe(few * 2)
  expect(await stockOf(stage, variant)).toEqual({ on_hand: 0, reserved: 0 })
}

async function counted(stage: Stage, { saw, random, staged: { variant, ready, stock } }: SaleRound): Promise<void> {
  const { rig, staff } = stage
  const path = `/products/${await productOf(stage, variant)}/stock`
  const edits = Array.from({ length: crowd(20, 6) }, () => Math.floor(random() * 7) - 3)
  const shots = saw(
    await fire([
      ...ready.map((one, client) => placing(rig, client, one)),
      ...edits.map((by, client) =>
        staff.aimed(rig.shopOf(client).port, 'POST', path, {
          variantId: variant,
          by,
          policy: 'deny',
          reason: 'counted',
        }),
      ),
    ]),
  )
  expectSound(shots)
  const said = shots.slice(ready.length)
  const added = said.reduce((sum, { status }, index) => sum + (status < 300 ? (edits[index] ?? 0) : 0), 0)
  const sold = shots.slice(0, ready.length).filter(ordered).length
  expect(await stockOf(stage, variant)).toEqual({ on_hand: stock + added, reserved: sold })
  expect(await soldOf(stage, variant)).toBe(sold)
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

/** The holds of all rounds end within one look of the completer, and their shoppers pay while it looks. */
async function expiring(stage: Stage, { rounds, random, saw, named }: Block): Promise<void> {
  const { rig } = stage
  const stock = crowd(20, 3)
  const held = await sales(stage, rounds.length, { stock, count: stock, payment: 'test_card' })
  const variants = held.map(({ variant }) => variant)
  const others = await Promise.all(
    variants.map((variant) => readyShoppers(rig, { count: stock, lines: [[variant, 1]] }).catch(() => [])),
  )
  const pages = []
  for (const { ready } of held) pages.push((await placeTogether(rig, ready)).filter(toGateway).map(redirectOf))
  expect(pages.map(({ length }) => length)).toEqual(held.map(() => stock))
  await rig.query(
    `update payments set created_at = created_at - interval '2 hours', deadline_at = now() - interval '1 second'
     where order_id in (select order_id from order_lines where variant_id = any($1))`,
    [variants],
  )
  await until('a hold ends', () => hasEnded(stage, variants), 30_000)
  await Promise.all(
    pages.flatMap((mine, index) => {
      const chance = random(rounds[index] ?? 0)
      return mine.map((page, client) => payLate(stage, { page, client, afterMs: chance() * 150 }))
    }),
  )
  for (const [index, { variant }] of held.entries())
    await named(rounds[index] ?? 0, async () => {
      const more = others[index] ?? []
      expectSound(saw(more.length > 0 ? await placeTogether(rig, more) : []))
      expect(await soldOf(stage, variant)).toBeLessThanOrEqual(stock)
    })
}

async function payLate({ rig }: Stage, late: { page: string; client: number; afterMs: number }): Promise<void> {
  const { port } = rig.shopOf(late.client)
  await wait(late.afterMs)
  const [paid] = await fire([post(port, late.page, card(cards.good))])
  if (paid?.status === 303) await fire([get(port, redirectOf(paid))])
}

/** The completer has ended the first of them. */
async function hasEnded({ rig }: Stage, variantIds: readonly string[]): Promise<boolean> {
  const rows = await rig.query(
    `select 1 from orders o join order_lines l on l.order_id = o.id where l.variant_id = any($1)
     and o.state = 'canceled' limit 1`,
    [variantIds],
  )
  return rows.length > 0
}
