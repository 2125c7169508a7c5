import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { inWords, judge } from '../oracle/judge.ts'
import { fire, get, post, type Shot } from '../rig/race-gun.ts'
import { thingsAlike } from '../rig/goods.ts'
import { heldBack } from '../rig/held.ts'
import { ordered, placeOnce, placing, readyCrowds, readyShopper, readyShoppers, redirectOf } from '../rig/ready.ts'
import { openRig, quiet, type Rig } from '../rig/rig.ts'
import { roundsFor } from '../rig/rounds.ts'
import { cards } from '../rig/shopper.ts'

let rig: Rig

beforeEach(async () => {
  if (await hasEnded()) await rig.restart(0)
})
beforeAll(async () => {
  rig = await openRig({ nodeArgs: ['--import', path.resolve('faults/rig/preload/throw-on-signal.mjs')] })
})
afterAll(() => rig.close())

const expectBooks = async (): Promise<void> => {
  await quiet(rig.query)
  expect(inWords(await judge({ url: rig.url, history: rig.history }))).toEqual([])
}

/** A test that failed leaves the shop where it was. */
const hasEnded = (): Promise<boolean> =>
  Promise.race([rig.shopOf(0).ended.then(() => true), wait(10).then(() => false)])

/** Orders and half-sent requests are under way while something ends the shop. Answers all that came back. */
async function whileBusy(end: () => void): Promise<{ shots: readonly Shot[]; code: number | null; tookMs: number }> {
  const variant = await aVariant(rig.db, { stock: 1000 })
  const ready = await readyShoppers(rig, { count: 30, lines: [[variant, 1]] })
  const shop = rig.shopOf(0)
  const since = performance.now()
  const ending = wait(60).then(end)
  // The gun holds the last byte of each for 40 ms: some of them are whole when the end comes, some are not.
  const volleys = [
    placeOnce(rig, ready.slice(0, 20)),
    wait(40).then(() => fire(ready.slice(20).map((one, client) => placing(rig, client, one)))),
    wait(10).then(() => fire(Array.from({ length: 20 }, () => get(shop.port, '/cart', ready[0]?.cookie)))),
  ]
  const shots = (await Promise.all(volleys)).flat()
  await ending
  const code = await shop.ended
  return { shots, code, tookMs: performance.now() - since }
}

const unanswered = (shots: readonly Shot[]): number[] =>
  shots.filter(({ status, whole }) => ![200, 303, 503].includes(status) || !whole).map(({ status }) => status)

/** So many payments are being written when the kill comes. */
const AT_ONCE = 5

async function killedBeforeCommit(): Promise<void> {
  const variants = await thingsAlike(rig.db, AT_ONCE, { stock: 5 })
  const goods = variants.map((variant) => [[variant, 1]] as const)
  const ready = (await readyCrowds(rig, { rounds: goods, count: 1, payment: 'test_card' })).flat()
  const placed = await placeOnce(rig, ready)
  const { port } = rig.shopOf(0)
  const card = { number: cards.good, expiry: '12 / 39', cvc: '123' }
  const paid = await fire(placed.map((shot, at) => post(port, redirectOf(shot), card, ready[at]?.cookie)))
  const held = await heldBack(rig, 'update of state on payments', `new.state = 'captured'`)
  const back = fire(paid.map((shot, at) => get(port, redirectOf(shot), ready[at]?.cookie)))
  await held.reached(AT_ONCE)
  await rig.shopOf(0).kill()
  await held.letGo()
  await back
  const orders = () =>
    rig.query<{ state: string }>(
      'select state from orders o join order_lines l on l.order_id = o.id where variant_id = any($1)',
      [variants],
    )
  expect(await orders()).toEqual(variants.map(() => ({ state: 'pending' })))
  await rig.restart(0)
  await quiet(rig.query)
  expect(await orders()).toEqual(variants.map(() => ({ state: 'open' })))
}

describe('the end of a process', () => {
  for (const again of [false, true])
    test(`F13: SIGTERM${again ? ' twice' : ''} in the middle of orders: every accepted request is answered`, async ({
      task,
    }) => {
      let slowest = 0
      let answers = 0
      for (let round = 0; round < roundsFor(2, 50); round += 1) {
        const { pid } = rig.shopOf(0)
        const { shots, code, tookMs } = await whileBusy(() => {
          process.kill(pid, 'SIGTERM')
          if (again) setTimeout(() => process.kill(pid, 'SIGTERM'), 20)
        })
        expect(unanswered(shots)).toEqual([])
        expect(code).toBe(0)
        expect(tookMs).toBeLessThan(10_000)
        slowest = Math.max(slowest, tookMs)
        answers += shots.length
        await rig.restart(0)
      }
      task.meta.said = `${answers} requests answered, ended ≤ ${slowest.toFixed(0)} ms`
      await expectBooks()
    })

  for (const [what, signal] of [
    ['an exception that nobody catches', 'SIGUSR2'],
    ['a rejection that nobody hears', 'SIGWINCH'],
  ] as const)
    test(`F26: ${what}: the others are answered, the process ends and comes back`, async () => {
      const { pid } = rig.shopOf(0)
      const { shots, code } = await whileBusy(() => void process.kill(pid, signal))
      expect(unanswered(shots)).toEqual([])
      expect(code).toBe(1)
      await rig.restart(0)
      await expectBooks()
    })

  test('F03: killed between the gateway’s "captured" and our commit: found and finished', async ({ task }) => {
    const kills = Math.ceil(roundsFor(5, 200) / AT_ONCE)
    for (let kill = 0; kill < kills; kill += 1) await killedBeforeCommit()
    task.meta.said = `${kills * AT_ONCE} payments in ${kills} kills, none orphaned`
    await expectBooks()
  })

  test('F02: killed right after its answer: what follows an order follows all the same', async () => {
    for (let round = 0; round < roundsFor(2, 50); round += 1) {
      const variant = await aVariant(rig.db, { stock: 5 })
      const ready = await readyShopper(rig, { lines: [[variant, 1]] })
      const [placed] = await placeOnce(rig, [ready])
      await rig.shopOf(0).kill()
      expect(placed && ordered(placed)).toBe(true)
      await rig.restart(0)
      const again = await placeOnce(rig, [ready])
      expect(again.map(redirectOf)).toEqual([redirectOf(placed ?? { head: '' })])
    }
    await expectBooks()
  })

  test('and the shop sells on', async () => {
    const variant = await aVariant(rig.db, { stock: 5 })
    const shots = await placeOnce(rig, await readyShoppers(rig, { count: 5, lines: [[variant, 1]] }))
    expect(shots.filter(ordered)).toHaveLength(5)
  })
})
