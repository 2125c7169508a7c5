import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import type { VariantId } from '#kernel/id'
import { ok } from '#kernel/result'
import { setPrices } from '#modules/pricing'
import { command } from '#platform/db'
import { aPriceList } from '#testing/builders'
import { thingsAlike } from '../rig/goods.ts'
import { fire, post } from '../rig/race-gun.ts'
import { ordered, placeTogether, placing, type Ready, readyCrowds, redirectOf, refused } from '../rig/ready.ts'
import { crowd, inRounds, type Round } from '../rig/rounds.ts'
import { expectBooksOfRace, expectSound, ordersWith, stockOf, type Stage, type TheStage } from './stage.ts'

/** Races of one shopper with herself, and with staff who change what she sees. */
export function clickRaces(the: TheStage): void {
  describeDoubleClicks(the)

  test('C14: a cart that changes while it is ordered: the order is one version of it', async (context) => {
    const stage = async (rounds: number) => {
      const more = await thingsAlike(the().rig.db, rounds, { stock: 50, price: 700 })
      return (await filled(the(), rounds, { price: 1000 })).map((one, round) => ({ ...one, added: more[round] ?? '' }))
    }
    await inRounds(context, { stage }, (round) => changing(the(), round))
    await expectBooksOfRace(the())
  })

  test('C16: a price that changes while they order: each pays the total they saw, or is told the new one', async (context) => {
    const stage = (rounds: number) => filled(the(), rounds, { price: 2000, stock: 100, count: crowd(50, 8) })
    await inRounds(context, { stage }, (round) => repriced(the(), round))
    await expectBooksOfRace(the())
  })

  test('C24: orders by the hundreds have as many numbers', async (context) => {
    const stage = (rounds: number) => filled(the(), rounds, { stock: 1000, count: crowd(500, 25) })
    await inRounds(context, { stage, deep: 20 }, async ({ saw, staged: { variant, ready } }) => {
      expect(saw(await placeTogether(the().rig, ready)).filter(ordered)).toHaveLength(ready.length)
      const numbers = new Set((await ordersWith(the(), variant)).map(({ number }) => number))
      expect(numbers.size).toBe(ready.length)
    })
    await expectBooksOfRace(the())
  })
}

type Filled = { variant: string; ready: readonly Ready[] }

/** For each round a thing, and people with so many of it in their carts. */
async function filled(
  { rig }: Stage,
  rounds: number,
  {
    price = 2000,
    stock = 50,
    count = 1,
    quantity = 1,
  }: { price?: number; stock?: number; count?: number; quantity?: number },
): Promise<Filled[]> {
  const variants = await thingsAlike(rig.db, rounds, { stock, price })
  const crowds = await readyCrowds(rig, { rounds: variants.map((variant) => [[variant, quantity]]), count })
  return variants.map((variant, round) => ({ variant, ready: crowds[round] ?? [] }))
}

function describeDoubleClicks(the: TheStage): void {
  const stage = (rounds: number) => filled(the(), rounds, { quantity: 2 })
  const pressed = ({ ready }: Filled, keys: (form: Ready['form']) => Record<string, string>): Ready[] =>
    ready.flatMap((one) => Array.from({ length: crowd(20, 6) }, () => ({ ...one, form: keys(one.form) })))

  test('C11: many times with the same key: one order, the same answer', async (context) => {
    await inRounds(context, { stage }, async ({ saw, staged }) => {
      const shots = saw(
        await placeTogether(
          the().rig,
          pressed(staged, (form) => form),
        ),
      )
      expect(new Set(shots.filter(ordered).map(redirectOf)).size).toBe(1)
      expect(shots.filter((shot) => !ordered(shot) && !refused(shot))).toEqual([])
      expect(await ordersWith(the(), staged.variant)).toHaveLength(1)
      expect(await stockOf(the(), staged.variant)).toEqual({ on_hand: 50, reserved: 2 })
    })
    await expectBooksOfRace(the())
  })

  test('C11: many times with a different key each: one order all the same', async (context) => {
    await inRounds(context, { stage }, async ({ saw, staged }) => {
      const presses = pressed(staged, (form) => ({ ...form, key: randomUUID() }))
      const shots = saw(await fire(presses.map((one, client) => placing(the().rig, client, one))))
      expect(new Set(shots.filter(ordered).map(redirectOf)).size).toBe(1)
      expectSound(shots)
      expect(await ordersWith(the(), staged.variant)).toHaveLength(1)
    })
    await expectBooksOfRace(the())
  })

  test('C11: many times without a key: the form is not whole, and nothing happens', async (context) => {
    await inRounds(context, { stage }, async ({ saw, staged }) => {
      const presses = pressed(staged, ({ key: _key, ...form }) => form)
      const shots = saw(await placeTogether(the().rig, presses))
      expect(shots.filter(({ status }) => status !== 422)).toEqual([])
      expect(await ordersWith(the(), staged.variant)).toEqual([])
    })
  })
}

type Changing = Filled & { added: string }

async function changing(stage: Stage, { saw, staged }: Pick<Round<Changing>, 'saw' | 'staged'>): Promise<void> {
  const { rig } = stage
  const [ready] = staged.ready
  if (!ready) throw new Error('nobody is ready')
  const at = (client: number): number => rig.shopOf(client).port
  const many = crowd(20, 4)
  const shots = saw(
    await fire([
      ...Array.from({ length: many / 2 }, (_, client) => placing(rig, client, ready)),
      ...Array.from({ length: many }, (_, client) =>
        post(at(client), '/cart/lines', { variantId: staged.added, quantity: '1' }, ready.cookie),
      ),
      ...Array.from({ length: many }, (_, client) =>
        post(at(client), `/cart/lines/${staged.variant}`, { quantity: String((client % 3) + 1) }, ready.cookie),
      ),
    ]),
  )
  expectSound(shots)
  const orders = await ordersWith(stage, staged.variant)
  expect(orders.length).toBeLessThanOrEqual(1)
  expect(String(orders[0]?.total ?? ready.form['total'])).toBe(ready.form['total'])
}

async function repriced(stage: Stage, { saw, staged }: Pick<Round<Filled>, 'saw' | 'staged'>): Promise<void> {
  const { rig } = stage
  const { ready, variant } = staged
  const priceListId = await aPriceList(rig.db)
  const setPrice = (amount: number) =>
    command(rig.db, async (tx) => {
      const set = await setPrices(tx, [{ priceListId, variantId: variant as VariantId, amount }])
      return set.ok ? ok(null) : set
    })
  const edits = (async () => {
    for (const edit of ready.keys()) await setPrice(edit % 2 === 0 ? 2500 : 2000)
  })()
  const shots = saw(await placeTogether(rig, ready))
  await edits
  expect(shots.filter((shot) => !ordered(shot) && shot.status !== 409).map(({ status }) => status)).toEqual([])
  const orders = await ordersWith(stage, variant)
  expect(orders).toHaveLength(shots.filter(ordered).length)
  expect(orders.filter(({ total }) => String(total) !== ready[0]?.form['total'])).toEqual([])
}
