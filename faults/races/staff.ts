import { expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { thingsAlike } from '../rig/goods.ts'
import { fire, post } from '../rig/race-gun.ts'
import { ordered, placeTogether, readyCrowds, redirectOf, toGateway } from '../rig/ready.ts'
import { crowd, inRounds, type Round } from '../rig/rounds.ts'
import { expectBooksOfRace, expectSound, productOf, stockOf, type Stage, type TheStage } from './stage.ts'

/** Races of staff with each other, and with the shopper. */
export function staffRaces(the: TheStage): void {
  test('C18: two of the staff save the same product: one is told that it has changed', async (context) => {
    const stage = async (rounds: number) => {
      const variants = []
      while (variants.length < rounds) variants.push(await aVariant(the().rig.db))
      return variants
    }
    await inRounds(context, { stage }, (round) => saved(the(), round))
  })

  test('C21: cancel, fulfill and paid at once: one wins, stock and money follow', async (context) => {
    const stage = (rounds: number) => placedOrders(the(), rounds, 'bank_transfer')
    await inRounds(context, { stage }, (round) => ended(the(), round))
    await expectBooksOfRace(the())
  })

  test('C21: the shopper gives up, staff cancel and the shopper pays at once: one of them', async (context) => {
    const stage = (rounds: number) => placedOrders(the(), rounds, 'test_card')
    await inRounds(context, { stage }, (round) => givenUp(the(), round))
    await expectBooksOfRace(the())
  })
}

type Placed = { variant: string; orderId: string; lineId: string; page: string; cookie: string }

/** For each round an order that was placed. */
async function placedOrders({ rig }: Stage, rounds: number, payment: string): Promise<Placed[]> {
  const variants = await thingsAlike(rig.db, rounds, { stock: 5 })
  const goods = variants.map((variant) => [[variant, 1]] as const)
  const ready = (await readyCrowds(rig, { rounds: goods, count: 1, payment })).flat()
  const placed = await placeTogether(rig, ready)
  if (!placed.every((shot) => ordered(shot) || toGateway(shot))) throw new Error('not ordered')
  const rows = await rig.query<{ variant: string; orderId: string; lineId: string }>(
    `select variant_id as variant, order_id as "orderId", id as "lineId" from order_lines where variant_id = any($1)`,
    [variants],
  )
  return variants.map((variant, round) => {
    const { orderId = '', lineId = '' } = rows.find((row) => row.variant === variant) ?? {}
    const page = redirectOf(placed[round] ?? { head: '' })
    return { variant, orderId, lineId, page, cookie: ready[round]?.cookie ?? '' }
  })
}

type PlacedRound = Pick<Round<Placed>, 'saw' | 'staged'>

type Screen = { product: { version: number; title: string; options: string[]; variants: Record<string, unknown>[] } }

async function saved(stage: Stage, { saw, staged }: Pick<Round<string>, 'saw' | 'staged'>): Promise<void> {
  const { rig, staff } = stage
  const path = `/products/${await productOf(stage, staged)}`
  const { product } = (await staff.call<Screen>('GET', path)).body
  const {
    id: _id,
    publishedAt: _at,
    options: _options,
    variants,
    ...fields
  } = product as Screen['product'] & {
    id: string
    publishedAt: string
  }
  const kept = variants.map(({ id, sku, gtin, weightGrams }) => ({ id, sku, gtin, weightGrams, prices: [] }))
  const bodies = ['One', 'Two'].map((title) => ({ ...fields, title, variants: kept }))
  const shots = saw(await fire(bodies.map((body, client) => staff.aimed(rig.shopOf(client).port, 'PUT', path, body))))
  expect(shots.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const winner = shots[0]?.status === 200 ? 'One' : 'Two'
  expect((await staff.call<Screen>('GET', path)).body.product.title).toBe(winner)
}

async function ended(stage: Stage, { saw, staged }: PlacedRound): Promise<void> {
  const { rig, staff } = stage
  const { variant, orderId, lineId } = staged
  const path = `/orders/${orderId}`
  await staff.call('POST', `${path}/mark-paid`, {})
  const parcel = { lines: [{ lineId, quantity: 1 }], carrier: '', trackingNumber: '', trackingUrl: '' }
  const at = (client: number): number => rig.shopOf(client).port
  const shots = saw(
    await fire(
      Array.from({ length: crowd(18, 9) }, (_, client) =>
        client % 3 === 0
          ? staff.aimed(at(client), 'POST', `${path}/cancel`, { reason: 'staff', restock: true })
          : client % 3 === 1
            ? staff.aimed(at(client), 'POST', `${path}/fulfill`, parcel)
            : staff.aimed(at(client), 'POST', `${path}/mark-paid`, {}),
      ),
    ),
  )
  expectSound(shots)
  const won = (kind: number): number => shots.filter(({ status }, index) => index % 3 === kind && status < 300).length
  // A cancel that finds the order canceled already may say yes or no; it must not do it twice.
  expect(won(0) > 0 && won(1) > 0).toBe(false)
  expect(won(1)).toBeLessThanOrEqual(1)
  expect(won(2)).toBe(0)
  const [after] = await rig.query<{ state: string }>('select state from orders where id = $1', [orderId])
  expect(after?.state).toBe(won(1) === 1 ? 'completed' : 'canceled')
  expect(await stockOf(stage, variant)).toEqual({ on_hand: won(1) === 1 ? 4 : 5, reserved: 0 })
}

async function givenUp({ rig, staff }: Stage, { saw, staged }: PlacedRound): Promise<void> {
  const { orderId, page, cookie } = staged
  const at = (client: number): number => rig.shopOf(client).port
  const card = { number: '4242 4242 4242 4242', expiry: '12 / 39', cvc: '123' }
  const shots = saw(
    await fire(
      Array.from({ length: crowd(12, 9) }, (_, client) =>
        client % 3 === 0
          ? post(at(client), '/checkout/cancel-payment', {}, cookie)
          : client % 3 === 1
            ? staff.aimed(at(client), 'POST', `/orders/${orderId}/cancel`, { reason: 'staff', restock: true })
            : post(at(client), page, card, cookie),
      ),
    ),
  )
  expectSound(shots)
}
