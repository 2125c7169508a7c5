import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import type { VariantId } from '#kernel/id'
import { ok } from '#kernel/result'
import { setPrices } from '#modules/pricing'
import { command } from '#platform/db'
import { aPriceList, aVariant } from '#testing/builders'
import { fire, post } from '../rig/race-gun.ts'
import {
  ordered,
  placeTogether,
  placing,
  type Ready,
  readyShopper,
  readyShoppers,
  redirectOf,
  refused,
} from '../rig/ready.ts'
import { crowd, inRounds } from '../rig/rounds.ts'
import { expectBooks, expectSound, ordersWith, stockOf, type Stage, type TheStage } from './stage.ts'

/** Races of one shopper with herself, and with staff who change what she sees. */
export function clickRaces(the: TheStage): void {
  describeDoubleClicks(the)

  test('C14: a cart that changes while it is ordered: the order is one version of it', async (context) => {
    await inRounds(context, {}, ({ saw }) => changing(the(), saw))
    await expectBooks(the())
  })

  test('C16: a price that changes while they order: each pays the total they saw, or is told the new one', async (context) => {
    await inRounds(context, {}, ({ saw }) => repriced(the(), saw))
    await expectBooks(the())
  })

  test('C24: 500 orders have 500 numbers', async (context) => {
    await inRounds(context, { gate: 1, deep: 10 }, async ({ saw }) => {
      const stage = the()
      const variant = await aVariant(stage.rig.db, { stock: 1000 })
      const ready = await readyShoppers(stage.rig, { count: 500, lines: [[variant, 1]] })
      await untilAllOrdered(stage, ready, saw)
      const numbers = new Set((await ordersWith(stage, variant)).map(({ number }) => number))
      expect(numbers.size).toBe(500)
    })
    await expectBooks(the())
  })
}

function describeDoubleClicks(the: TheStage): void {
  const pressed = async (keys: (form: Record<string, string>) => Record<string, string>) => {
    const stage = the()
    const variant = await aVariant(stage.rig.db, { stock: 50 })
    const ready = await readyShopper(stage.rig, { lines: [[variant, 2]] })
    const presses = Array.from({ length: 20 }, () => ({ ...ready, form: keys({ ...ready.form }) }))
    return { stage, variant, presses }
  }

  test('C11: 20 times with the same key: one order, the same answer', async (context) => {
    await inRounds(context, {}, async ({ saw }) => {
      const { stage, variant, presses } = await pressed((form) => form)
      const shots = saw(await placeTogether(stage.rig, presses))
      expect(new Set(shots.filter(ordered).map(redirectOf)).size).toBe(1)
      expect(shots.filter((shot) => !ordered(shot) && !refused(shot))).toEqual([])
      expect(await ordersWith(stage, variant)).toHaveLength(1)
      expect(await stockOf(stage, variant)).toEqual({ on_hand: 50, reserved: 2 })
    })
    await expectBooks(the())
  })

  test('C11: 20 times with a different key each: one order all the same', async (context) => {
    await inRounds(context, {}, async ({ saw }) => {
      const { stage, variant, presses } = await pressed((form) => ({ ...form, key: randomUUID() }))
      const shots = saw(await fire(presses.map((one, client) => placing(stage.rig, client, one))))
      expect(new Set(shots.filter(ordered).map(redirectOf)).size).toBe(1)
      expectSound(shots)
      expect(await ordersWith(stage, variant)).toHaveLength(1)
    })
    await expectBooks(the())
  })

  test('C11: 20 times without a key: the form is not whole, and nothing happens', async (context) => {
    await inRounds(context, { gate: 5 }, async ({ saw }) => {
      const { stage, variant, presses } = await pressed(({ key: _key, ...form }) => form)
      const shots = saw(await placeTogether(stage.rig, presses))
      expect(shots.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 422))
      expect(await ordersWith(stage, variant)).toEqual([])
    })
  })
}

type Saw = Parameters<Parameters<typeof inRounds>[2]>[0]['saw']

/** All at once; whom an overloaded shop sent away presses again, with the same key. */
async function untilAllOrdered({ rig }: Stage, ready: readonly Ready[], saw: Saw): Promise<void> {
  let waiting = ready
  for (let tries = 0; waiting.length > 0 && tries < 10; tries += 1) {
    const shots = saw(await placeTogether(rig, waiting))
    expect(shots.filter(({ status }) => ![303, 503].includes(status)).map(({ status }) => status)).toEqual([])
    waiting = waiting.filter((_, index) => shots[index]?.status !== 303)
  }
  expect(waiting).toHaveLength(0)
}

async function changing(stage: Stage, saw: Saw): Promise<void> {
  const { rig } = stage
  const kept = await aVariant(rig.db, { stock: 50, price: 1000 })
  const added = await aVariant(rig.db, { stock: 50, price: 700 })
  const ready = await readyShopper(rig, { lines: [[kept, 1]] })
  const at = (client: number): number => rig.shopOf(client).port
  const shots = saw(
    await fire([
      ...Array.from({ length: 10 }, (_, client) => placing(rig, client, ready)),
      ...Array.from({ length: 20 }, (_, client) =>
        post(at(client), '/cart/lines', { variantId: added, quantity: '1' }, ready.cookie),
      ),
      ...Array.from({ length: 20 }, (_, client) =>
        post(at(client), `/cart/lines/${kept}`, { quantity: String((client % 3) + 1) }, ready.cookie),
      ),
    ]),
  )
  expectSound(shots)
  const orders = await ordersWith(stage, kept)
  expect(orders.length).toBeLessThanOrEqual(1)
  expect(String(orders[0]?.total ?? ready.form['total'])).toBe(ready.form['total'])
}

async function repriced(stage: Stage, saw: Saw): Promise<void> {
  const { rig } = stage
  const variant = await aVariant(rig.db, { stock: 100, price: 2000 })
  const priceListId = await aPriceList(rig.db)
  const ready = await readyShoppers(rig, { count: crowd(50), lines: [[variant, 1]] })
  const setPrice = (amount: number) =>
    command(rig.db, async (tx) => {
      const set = await setPrices(tx, [{ priceListId, variantId: variant as VariantId, amount }])
      return set.ok ? ok(null) : set
    })
  const edits = (async () => {
    for (let edit = 0; edit < crowd(50); edit += 1) await setPrice(edit % 2 === 0 ? 2500 : 2000)
  })()
  const shots = saw(await placeTogether(rig, ready))
  await edits
  expect(shots.filter((shot) => !ordered(shot) && shot.status !== 409).map(({ status }) => status)).toEqual([])
  const orders = await ordersWith(stage, variant)
  expect(orders).toHaveLength(shots.filter(ordered).length)
  expect(orders.filter(({ total }) => String(total) !== ready[0]?.form['total'])).toEqual([])
}
