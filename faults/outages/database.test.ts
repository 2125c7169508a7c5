import { setTimeout as wait } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { judge, inWords } from '../oracle/judge.ts'
import { fire, get, type Shot } from '../rig/race-gun.ts'
import { ordered, placeOnce, placing, readyShopper, readyShoppers } from '../rig/ready.ts'
import { openRig, quiet, type Rig, until } from '../rig/rig.ts'
import { isDeep, roundsFor } from '../rig/rounds.ts'
import { answering } from '../rig/under-fire.ts'

let rig: Rig
let proxy: NonNullable<Rig['proxy']>

beforeAll(async () => {
  rig = await openRig({ isProxied: true })
  if (!rig.proxy) throw new Error('no proxy')
  proxy = rig.proxy
})
afterAll(async () => {
  proxy.set({})
  await rig.close()
})

const slowest = (shots: readonly Shot[]): number => Math.max(...shots.map(({ ms }) => ms))

const expectBooks = async (): Promise<void> => {
  await quiet(rig.query)
  expect(inWords(await judge({ url: rig.url, history: rig.history }))).toEqual([])
}

/** Asks for pages that need the database, and for an order, while the line is bad. */
async function askedDuring(forMs: number) {
  const variant = await aVariant(rig.db, { stock: 1000 })
  const { port } = rig.shopOf(0)
  const ready = await readyShoppers(rig, { count: 6, lines: [[variant, 1]] })
  return {
    ready,
    during: async () => {
      const early = fire([
        ...ready.map((one, client) => placing(rig, client, one)),
        get(port, '/cart', ready[0]?.cookie),
      ])
      await wait(Math.max(0, forMs - 500))
      const late = fire([get(port, '/cart', ready[1]?.cookie), get(port, '/checkout', ready[2]?.cookie)])
      return [...(await early), ...(await late)]
    },
  }
}

/** All connections for requests are ended, also those that nobody hears of any more, and open again: after so long (ms). */
async function freshlyConnected(): Promise<number> {
  const ours = `from pg_stat_activity where application_name = 'stoa requests'`
  await rig.query(`select pg_terminate_backend(pid, 5000) ${ours}`)
  const since = performance.now()
  await until('all connections stand', async () => (await rig.query(`select 1 ${ours}`)).length === 10)
  return performance.now() - since
}

/** reject: new lines are refused. silence: new lines are taken, and nobody answers. drop: old ones swallow all, too. */
type Bad = 'reject' | 'silence' | 'drop'

const spoil = (how: Bad): void => {
  const swallowed = { up: { blackhole: true }, down: { blackhole: true } }
  proxy.set(how === 'reject' ? { refuse: true } : swallowed)
  if (how !== 'drop') proxy.killAll()
}

/** The gate's machine has other work to do; the deep run holds the promise. */
const within = (deepMs: number): number => (isDeep ? deepMs : deepMs + 4000)

/** The line is bad for a while, then good: how soon everybody is served again. */
async function badLine(how: Bad, forMs: number): Promise<{ slowestMs: number; backMs: number }> {
  const { ready, during } = await askedDuring(forMs)
  spoil(how)
  const answers = during()
  await wait(forMs)
  proxy.set({})
  // What was swallowed stays swallowed: a dropped line is dead, and only time-outs tell.
  const healed = performance.now()
  await answering(rig.shopOf(0).url)
  const backMs = performance.now() - healed
  const shots = await answers
  expect(shots.filter(({ status }) => ![200, 303, 409, 503].includes(status)).map(({ status }) => status)).toEqual([])
  // The same click again ends in one order each.
  let waiting = ready
  for (let tries = 0; waiting.length > 0 && tries < 40; tries += 1) {
    const again = await placeOnce(rig, waiting)
    waiting = waiting.filter((_, index) => !(again[index] && ordered(again[index])))
    if (waiting.length > 0) await wait(250)
  }
  expect(waiting).toEqual([])
  return { slowestMs: slowest(shots), backMs }
}

describe('the way to the database', () => {
  for (const [how, words, gateMs, quickMs] of [
    ['reject', 'everything is refused', 1000, 1000],
    ['silence', 'nobody answers a new line', 1000, 1500],
    ['drop', 'everything is swallowed', 3000, 5500],
  ] as const)
    test(`F15: ${words}: quick refusals, back by itself`, async ({ task }) => {
      const said: string[] = []
      for (const forMs of isDeep ? [1000, 10_000, 60_000] : [gateMs]) {
        const { slowestMs, backMs } = await badLine(how, forMs)
        said.push(`${forMs / 1000} s: answers ≤ ${slowestMs.toFixed(0)} ms, back after ${backMs.toFixed(0)} ms`)
        expect(slowestMs).toBeLessThan(within(quickMs))
        expect(backMs).toBeLessThan(5000)
      }
      task.meta.said = said.join('; ')
      await expectBooks()
    })

  test('F15: it flaps once a second: every click ends in one order', async () => {
    const variant = await aVariant(rig.db, { stock: 1000 })
    const ready = await readyShoppers(rig, { count: 10, lines: [[variant, 1]] })
    const flapping = (async () => {
      for (let flap = 0; flap < (isDeep ? 30 : 4); flap += 1) {
        proxy.set({ refuse: true })
        proxy.killAll()
        await wait(500)
        proxy.set({})
        await wait(500)
      }
    })()
    let waiting = ready
    for (let tries = 0; waiting.length > 0 && tries < 100; tries += 1) {
      const shots = await placeOnce(rig, waiting)
      waiting = waiting.filter((_, index) => !(shots[index] && ordered(shots[index])))
      if (waiting.length > 0) await wait(100)
    }
    await flapping
    expect(waiting).toEqual([])
    await expectBooks()
  })

  test('a commit is done and nobody hears of it: the same click again finds the order', async ({ task }) => {
    const rounds = roundsFor(8, 200)
    for (let round = 0; round < rounds; round += 1) {
      const variant = await aVariant(rig.db, { stock: 10 })
      const ready = await readyShopper(rig, { lines: [[variant, 1]] })
      proxy.loseCommits(1)
      for (let tries = 0; tries < 40; tries += 1) {
        const [shot] = await placeOnce(rig, [ready])
        if (shot && ordered(shot)) break
        await wait(100)
      }
      proxy.loseCommits(0)
      const orders = await rig.query('select 1 from order_lines where variant_id = $1', [variant])
      expect(orders).toHaveLength(1)
    }
    task.meta.said = `${rounds} rounds, ${proxy.lost()} commits lost`
    expect(proxy.lost()).toBeGreaterThan(rounds / 2)
    await expectBooks()
  })

  test('F19: a slow database and 200 shoppers at once: the queue is bounded, and empty soon after', async ({
    task,
  }) => {
    const variant = await aVariant(rig.db, { stock: 1000 })
    const ready = await readyShoppers(rig, { count: 200, lines: [[variant, 1]] })
    const { port } = rig.shopOf(0)
    const twenty = Array.from({ length: 20 }, () => get(port, '/'))
    const calm = slowest(await fire(twenty))
    const wholeMs = await freshlyConnected()
    expect(wholeMs).toBeLessThan(within(5000))
    proxy.set({ down: { latency: 1000 } })
    const [shots, [health], pages] = await Promise.all([
      placeOnce(rig, ready),
      wait(500).then(() => fire([get(port, '/health')])),
      wait(500).then(() => fire(twenty)),
    ])
    proxy.set({})
    const healed = performance.now()
    await answering(rig.shopOf(0).url)
    const [after] = await fire([get(port, '/cart', ready[0]?.cookie)])
    const backMs = performance.now() - healed
    expect(shots.filter(({ status }) => ![200, 303, 503].includes(status)).map(({ status }) => status)).toEqual([])
    expect(after?.status).toBe(200)
    expect(backMs).toBeLessThan(5000)
    // Pages that are kept in memory do not need the database.
    expect(pages.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    const turnedAway = shots.filter(({ status }) => status === 503)
    expect(turnedAway.filter(({ head }) => !/^retry-after: \d/im.test(head))).toEqual([])
    // Health and gateways do not stand in that queue.
    expect(health?.status).toBe(200)
    const times = turnedAway.map(({ ms }) => ms).toSorted((a, b) => a - b)
    const medianMs = times[Math.floor(times.length / 2)] ?? 0
    const pageMs = slowest(pages)
    task.meta.said = `${shots.filter(ordered).length} of 200 served, half of the rest told after ${medianMs.toFixed(0)} ms, all ≤ ${slowest(shots).toFixed(0)} ms, kept pages ≤ ${pageMs.toFixed(0)} ms (${calm.toFixed(0)} before), back after ${backMs.toFixed(0)} ms; connections whole again after ${wholeMs.toFixed(0)} ms`
    expect(medianMs).toBeLessThan(within(4000))
    expect(slowest(shots)).toBeLessThan(within(9000))
    if (isDeep) expect(pageMs).toBeLessThan(Math.max(50, 2 * calm))
    await expectBooks()
  })

  test('F20: somebody sits on a stock row: its buyers are refused in time, the others are served', async ({ task }) => {
    const held = await aVariant(rig.db, { stock: 100 })
    const free = await aVariant(rig.db, { stock: 100 })
    const [stuck, others] = [
      await readyShoppers(rig, { count: 5, lines: [[held, 1]] }),
      await readyShoppers(rig, { count: 5, lines: [[free, 1]] }),
    ]
    const hold = rig.query(
      `begin; select * from stock_levels where variant_id = '${held}' for update; select pg_sleep(${isDeep ? 60 : 7}); commit`,
    )
    await wait(200)
    const since = performance.now()
    const [blocked, served] = await Promise.all([placeOnce(rig, stuck), placeOnce(rig, others)])
    const waitedMs = performance.now() - since
    expect(served.filter(ordered)).toHaveLength(5)
    expect(blocked.filter(({ status }) => ![409, 503].includes(status)).map(({ status }) => status)).toEqual([])
    expect(waitedMs).toBeLessThan(within(3500))
    task.meta.said = `refused after ${waitedMs.toFixed(0)} ms, others served ≤ ${slowest(served).toFixed(0)} ms`
    await hold
    const again = await placeOnce(rig, stuck)
    expect(again.filter(ordered)).toHaveLength(5)
    await expectBooks()
  })
})
