import { expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { fire, post } from '../rig/race-gun.ts'
import { placeTogether, readyShopper, redirectOf, toGateway } from '../rig/ready.ts'
import { inRounds, type Round } from '../rig/rounds.ts'
import { expectBooks, expectSound, ordersWith, stockOf, type Stage, type TheStage } from './stage.ts'

type Saw = Round['saw']

/** Races of staff with each other, and with the shopper. */
export function staffRaces(the: TheStage): void {
  test('C18: two of the staff save the same product: one is told that it has changed', async (context) => {
    await inRounds(context, { gate: 20, deep: 100 }, ({ saw }) => saved(the(), saw))
  })

  test('C21: cancel, fulfill and paid at once: one wins, stock and money follow', async (context) => {
    await inRounds(context, {}, ({ saw }) => ended(the(), saw))
    await expectBooks(the())
  })

  test('C21: the shopper gives up, staff cancel and the shopper pays at once: one of them', async (context) => {
    await inRounds(context, {}, ({ saw }) => givenUp(the(), saw))
    await expectBooks(the())
  })
}

type Screen = { product: { version: number; title: string; options: string[]; variants: Record<string, unknown>[] } }

async function saved({ rig, staff }: Stage, saw: Saw): Promise<void> {
  const variant = await aVariant(rig.db)
  const [row] = await rig.query<{ id: string }>('select product_id as id from variants where id = $1', [variant])
  const path = `/products/${row?.id}`
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

async function ended(stage: Stage, saw: Saw): Promise<void> {
  const { rig, staff } = stage
  const variant = await aVariant(rig.db, { stock: 5 })
  const ready = await readyShopper(rig, { lines: [[variant, 1]] })
  await placeTogether(rig, [ready])
  const [order] = await ordersWith(stage, variant)
  const [line] = await rig.query<{ id: string }>('select id from order_lines where order_id = $1', [order?.id])
  const path = `/orders/${order?.id}`
  await staff.call('POST', `${path}/mark-paid`)
  const parcel = { lines: [{ lineId: line?.id, quantity: 1 }], carrier: '', trackingNumber: '', trackingUrl: '' }
  const at = (client: number): number => rig.shopOf(client).port
  const shots = saw(
    await fire(
      Array.from({ length: 18 }, (_, client) =>
        client % 3 === 0
          ? staff.aimed(at(client), 'POST', `${path}/cancel`, { reason: 'staff', restock: true })
          : client % 3 === 1
            ? staff.aimed(at(client), 'POST', `${path}/fulfill`, parcel)
            : staff.aimed(at(client), 'POST', `${path}/mark-paid`),
      ),
    ),
  )
  expectSound(shots)
  const won = (kind: number): number => shots.filter(({ status }, index) => index % 3 === kind && status < 300).length
  // A cancel that finds the order canceled already may say yes or no; it must not do it twice.
  expect(won(0) > 0 && won(1) > 0).toBe(false)
  expect(won(1)).toBeLessThanOrEqual(1)
  expect(won(2)).toBe(0)
  const [after] = await rig.query<{ state: string }>('select state from orders where id = $1', [order?.id])
  expect(after?.state).toBe(won(1) === 1 ? 'completed' : 'canceled')
  expect(await stockOf(stage, variant)).toEqual({ on_hand: won(1) === 1 ? 4 : 5, reserved: 0 })
}

async function givenUp(stage: Stage, saw: Saw): Promise<void> {
  const { rig, staff } = stage
  const variant = await aVariant(rig.db, { stock: 5 })
  const ready = await readyShopper(rig, { lines: [[variant, 1]], payment: 'test_card' })
  const [placed] = await placeTogether(rig, [ready])
  if (!placed || !toGateway(placed)) throw new Error('not sent to the gateway')
  const [order] = await ordersWith(stage, variant)
  const at = (client: number): number => rig.shopOf(client).port
  const card = { number: '4242 4242 4242 4242', expiry: '12 / 39', cvc: '123' }
  const shots = saw(
    await fire(
      Array.from({ length: 12 }, (_, client) =>
        client % 3 === 0
          ? post(at(client), '/checkout/cancel-payment', {}, ready.cookie)
          : client % 3 === 1
            ? staff.aimed(at(client), 'POST', `/orders/${order?.id}/cancel`, { reason: 'staff', restock: true })
            : post(at(client), redirectOf(placed), card, ready.cookie),
      ),
    ),
  )
  expectSound(shots)
}
