import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { judge, inWords } from '../oracle/judge.ts'
import { type Deed, disorder, type Ideal } from '../oracle/linear.ts'
import { captureBy } from '../rig/capture-by.ts'
import { thingsAlike } from '../rig/goods.ts'
import { fire, get, post } from '../rig/race-gun.ts'
import { readyShoppers, redirectOf } from '../rig/ready.ts'
import { openRig, quiet } from '../rig/rig.ts'
import { roundsFor } from '../rig/rounds.ts'
import { seedOfRun } from '../rig/seed.ts'
import { cards } from '../rig/shopper.ts'
import { money, supply } from './ideals.ts'
import { programs, type Step, type World } from './programs.ts'
import { openedStage, productOf, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openedStage(await openRig({ processes: 2 }))
  // Staff take the money by hand, so that there is something to race for.
  await captureBy(stage.staff, 'manual')
})
afterAll(() => stage.rig.close())

const PIECES = 8
const BALANCE = 9000
/** More than any program takes. */
const MOST = 12

/** A thing, a gift card, and people before the button. */
async function world(): Promise<World> {
  const { rig, staff } = stage
  const [variant = ''] = await thingsAlike(rig.db, 1, { stock: PIECES, price: 1777 })
  const [other = ''] = await thingsAlike(rig.db, 1, { stock: 1000 })
  const made = await staff.call<{ id: string; code: string }>('POST', '/gift-cards', {
    amount: BALANCE,
    currency: 'EUR',
    expiresOn: null,
    recipientEmail: null,
    language: 'en',
    note: '',
  })
  const few = { count: MOST, payment: 'test_card' }
  const waiting = {
    ones: await readyShoppers(rig, { ...few, lines: [[variant, 1]] }),
    twos: await readyShoppers(rig, { ...few, lines: [[variant, 2]] }),
    carded: await readyShoppers(rig, { ...few, lines: [[other, 1]], codes: [made.body.code] }),
  }
  return {
    stage,
    variant,
    productId: await productOf(stage, variant),
    cardId: made.body.id,
    waiting,
    placed: [],
    shelf: [],
    card: [],
    money: new Map(),
    answers: 0,
    clicks: 0,
  }
}

/** Five clients, each with a program of its own, all at once; then the history of each object, and the books. */
async function played(all: readonly (readonly Step[])[]): Promise<{ orders: number; answers: number }> {
  const real = await world()
  await Promise.all(all.map((program) => fc.asyncModelRun(() => ({ model: {}, real }), program)))
  await comeHome(real)
  await quiet(stage.rig.query)
  expect(disorderOf('the shelf', real.shelf, supply(PIECES))).toEqual([])
  expect(disorderOf('the card', real.card, supply(BALANCE))).toEqual([])
  for (const { id, total } of real.placed)
    expect(disorderOf(`the money of ${id}`, real.money.get(id) ?? [], money(total))).toEqual([])
  expect(inWords(await judge({ url: stage.rig.url, history: stage.rig.history }))).toEqual([])
  return { orders: real.placed.length, answers: real.answers + real.shelf.length }
}

const disorderOf = <State, What>(where: string, deeds: readonly Deed<What>[], ideal: Ideal<State, What>): string[] => {
  const beginning = disorder(deeds, ideal)
  const said = ({ what, ended, from, to }: Deed<What>): string =>
    `${JSON.stringify(what)} ${ended} ${from.toFixed(0)}…${to.toFixed(0)}`
  return beginning === null
    ? []
    : [`${where} is in no order:`, ...deeds.map(said), 'fits so far:', ...beginning.map(said)]
}

/** Whoever still stands at the bank's page pays there and comes back. */
async function comeHome({ placed }: World): Promise<void> {
  const { port } = stage.rig.shopOf(0)
  const pages = placed.flatMap(({ page }) => (page ? [page] : []))
  const paid = await fire(pages.map((page) => post(port, page, { number: cards.good, expiry: '12 / 39', cvc: '123' })))
  await fire(paid.filter(({ status }) => status === 303).map((shot) => get(port, redirectOf(shot))))
}

/** AT="19": the one program of that number, as the complaint names it, and the ones after it. */
const startingAt = (): { path?: string } => (process.env['AT'] ? { path: process.env['AT'] } : {})

test('C29: random programs of orders, payments, messages, captures, refunds, cancels and counts: one order of things, and the books agree', async ({
  task,
}) => {
  const numRuns = roundsFor(3, 200)
  const did = { orders: 0, answers: 0 }
  await fc.assert(
    fc.asyncProperty(programs, async (all) => {
      const { orders, answers } = await played(all)
      did.orders += orders
      did.answers += answers
    }),
    { seed: seedOfRun(), numRuns, endOnFailure: true, ...startingAt() },
  )
  expect(did.orders).toBeGreaterThan(numRuns)
  task.meta.said = `${numRuns} programs of 30 commands by five clients, ${did.orders} orders, ${did.answers} answers`
})
