import { expect, test } from 'vitest'

import { newId, type VariantId } from '#kernel/id'
import { command } from '#platform/db'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import {
  adjustStock,
  availabilityOf,
  commitStock,
  nothingThere,
  readMovements,
  releaseStock,
  reserve,
  restock,
  setStock,
  setStocks,
  stockWord,
} from './index.ts'
import { ok } from '#kernel/result'

const { db } = testDb()
const actor = 'staff:ida'
const now = async (variantId: VariantId) => (await availabilityOf(db, [variantId])).get(variantId)

test('words for stock', () => {
  expect(stockWord({ policy: 'deny', available: 6 })).toBe('in_stock')
  expect(stockWord({ policy: 'deny', available: 5 })).toBe('low')
  expect(stockWord({ policy: 'deny', available: 0 })).toBe('sold_out')
  expect(stockWord({ policy: 'continue', available: -3 })).toBe('backorder')
  expect(stockWord({ policy: 'untracked', available: 0 })).toBe('in_stock')
  expect(stockWord(nothingThere)).toBe('sold_out')
})

test('staff count, and the ledger says who, why, before and after', async () => {
  const mug = await aVariant(db, { stock: 10 })

  await command(db, (tx) => setStock(tx, { variantId: mug, onHand: 7, reason: 'counted', actor }))
  await command(db, (tx) => setStock(tx, { variantId: mug, onHand: 7, reason: 'counted again', actor }))
  const added = await command(db, (tx) => adjustStock(tx, { variantId: mug, by: 5, reason: 'delivery', actor }))

  expect(added).toEqual({ ok: true, value: { policy: 'deny', available: 12 } })
  const movements = await readMovements(db, mug)
  expect(movements.map((one) => [one.reason, one.onHandChange, one.onHandAfter, one.actor])).toEqual([
    ['delivery', 5, 12, actor],
    ['counted', -3, 7, actor],
    ['story', 10, 10, 'test'],
  ])
  expect(await ledgerDiffers(db)).toEqual([])
})

test('corrections that arrive together all count', async () => {
  const mug = await aVariant(db, { stock: 0 })
  const add = () => command(db, (tx) => adjustStock(tx, { variantId: mug, by: 1, reason: 'found', actor }))

  await Promise.all(Array.from({ length: 20 }, add))

  expect((await now(mug))?.available).toBe(20)
  expect(await ledgerDiffers(db)).toEqual([])
})

test('what orders hold cannot be counted away', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const orderId = newId<'order'>()
  await command(db, (tx) =>
    reserve(tx, { orderId, lines: [{ variantId: mug, quantity: 4 }], holdSeconds: null, actor }),
  )

  const refused = await command(db, (tx) => setStock(tx, { variantId: mug, onHand: 3, reason: 'counted', actor }))
  const left = await command(db, async (tx) =>
    ok(await setStocks(tx, [{ variantId: mug, onHand: 0, reason: 'import', actor, kind: 'import' }])),
  )

  expect(refused).toEqual({ ok: false, refusal: { code: 'below_reserved', reserved: 4 } })
  expect(left).toEqual({ ok: true, value: [mug] })
  expect(await now(mug)).toEqual({ policy: 'deny', available: 1 })
})

test('held stock is sold or set free once, sold stock comes back once', async () => {
  const [mug, bowl] = [await aVariant(db, { stock: 5 }), await aVariant(db, { stock: 5 })]
  const [sold, freed] = [newId<'order'>(), newId<'order'>()]
  const hold = (orderId: typeof sold) =>
    command(db, (tx) =>
      reserve(tx, {
        orderId,
        lines: [
          { variantId: bowl, quantity: 1 },
          { variantId: mug, quantity: 2 },
        ],
        holdSeconds: null,
        actor,
      }),
    )
  await hold(sold)
  await hold(freed)
  expect((await now(mug))?.available).toBe(1)

  const twice = async (work: () => Promise<unknown>) => Promise.all([work(), work()])
  await twice(() => command(db, async (tx) => ok(await commitStock(tx, { orderId: sold, actor }))))
  await twice(() => command(db, async (tx) => ok(await releaseStock(tx, { orderId: freed, actor }))))
  expect([(await now(mug))?.available, (await now(bowl))?.available]).toEqual([3, 4])

  await twice(() => command(db, async (tx) => ok(await restock(tx, { orderId: sold, actor }))))
  expect([(await now(mug))?.available, (await now(bowl))?.available]).toEqual([5, 5])
  expect(await ledgerDiffers(db)).toEqual([])
})

test('a hold is all or nothing, and says of what there is too little', async () => {
  const [mug, bowl] = [await aVariant(db, { stock: 5 }), await aVariant(db, { stock: 1 })]
  const orderId = newId<'order'>()
  const lines = [
    { variantId: mug, quantity: 1 },
    { variantId: bowl, quantity: 2 },
  ]

  const refused = await command(db, (tx) => reserve(tx, { orderId, lines, holdSeconds: null, actor }))

  expect(refused).toEqual({ ok: false, refusal: { code: 'not_enough_stock', variantId: bowl, available: 1 } })
  expect((await now(mug))?.available).toBe(5)
})

test('made to order goes below zero, uncounted things are never counted', async () => {
  const [chair, ticket] = [
    await aVariant(db, { stock: 1, policy: 'continue' }),
    await aVariant(db, { stock: 0, policy: 'untracked' }),
  ]
  const orderId = newId<'order'>()
  const lines = [
    { variantId: chair, quantity: 3 },
    { variantId: ticket, quantity: 50 },
  ]

  expect(await command(db, (tx) => reserve(tx, { orderId, lines, holdSeconds: null, actor }))).toMatchObject({
    ok: true,
  })

  expect(await now(chair)).toEqual({ policy: 'continue', available: -2 })
  expect(await now(ticket)).toEqual({ policy: 'untracked', available: 0 })
  expect(await ledgerDiffers(db)).toEqual([])
})

test('pages are told when their word changes, not at each sale', async () => {
  const mug = await aVariant(db, { stock: 20 })
  const taken = async (quantity: number) => {
    const before = await db.selectFrom('cache_changes').select('id').execute()
    const orderId = newId<'order'>()
    await command(db, (tx) => reserve(tx, { orderId, lines: [{ variantId: mug, quantity }], holdSeconds: null, actor }))
    return (await db.selectFrom('cache_changes').select('id').execute()).length - before.length
  }

  expect([await taken(1), await taken(14), await taken(1)]).toEqual([0, 1, 1])
})
