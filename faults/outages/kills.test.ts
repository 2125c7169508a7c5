import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest'

import type { Bought } from '../rig/persistent.ts'
import { isDeep, roundsFor } from '../rig/rounds.ts'
import { randomFrom, seedOfRun } from '../rig/seed.ts'
import { answering, disagreements, openUnderFire, sellWhile, type UnderFire } from '../rig/under-fire.ts'

/** The figures are held by the deep run; at the gate the machine has other tests to run, too. */
const BUSY_MS = 30_000
/** The gate sells so much and strikes meanwhile; the deep run strikes so often and sells meanwhile. */
const until = isDeep ? 'struck' : 'bought'

let rig: UnderFire

beforeAll(async () => {
  rig = await openUnderFire()
})
afterAll(() => rig.close())

const tell = ({ task }: TestContext, said: string): void => {
  task.meta.said = said
}

describe('kills', () => {
  test('F02: the shop is killed at random during checkouts: none lost, none charged twice', async (context) => {
    const random = randomFrom(seedOfRun())
    const most = roundsFor(30, 1000)
    let slowest = 0
    const { bought, strikes } = await sellWhile(rig, { name: 'app', checkouts: 10, most, until }, async () => {
      await wait(random() * (isDeep ? 3000 : 500))
      await rig.shop.kill()
      slowest = Math.max(slowest, await rig.restart())
    })
    expect(await disagreements(rig, bought, 'app')).toEqual([])
    expect(slowest).toBeLessThan(isDeep ? 5000 : BUSY_MS)
    tell(context, `${strikes} kills during ${bought.length} checkouts, serving again ≤ ${slowest.toFixed(0)} ms`)
  })

  test('F04: its database is killed at random during checkouts: none lost, none charged twice', async (context) => {
    const random = randomFrom(seedOfRun() + 1)
    const most = roundsFor(10, 500)
    let slowest = 0
    const { bought, strikes } = await sellWhile(rig, { name: 'db', checkouts: 8, most, until }, async () => {
      await wait(random() * 600)
      const victim = await victimOf(random())
      const since = performance.now()
      process.kill(victim, 'SIGKILL')
      await wait(50)
      await answering(rig.shop.url)
      slowest = Math.max(slowest, performance.now() - since)
    })
    expect(await disagreements(rig, bought, 'db')).toEqual([])
    expect(slowest).toBeLessThan(isDeep ? 10_000 : BUSY_MS)
    tell(context, `${strikes} kills during ${bought.length} checkouts, back ≤ ${slowest.toFixed(0)} ms`)
  })

  test('F05: the shop is killed alone: the next start adopts the running database', async (context) => {
    const rounds = roundsFor(3, 100)
    let slowest = 0
    for (let round = 0; round < rounds; round += 1) {
      const before = await rig.postmaster()
      await rig.shop.kill()
      slowest = Math.max(slowest, await rig.restart())
      expect(await rig.postmaster()).toBe(before)
    }
    expect(slowest).toBeLessThan(isDeep ? 5000 : BUSY_MS)
    tell(context, `${rounds} orphans adopted, ≤ ${slowest.toFixed(0)} ms`)
  })

  test('F07: shop and database are killed in the same instant: what was promised is there', async (context) => {
    const random = randomFrom(seedOfRun() + 2)
    const most = roundsFor(3, 200)
    const { bought, strikes } = await sellWhile(rig, { name: 'both', checkouts: 6, most, until }, async () => {
      await wait(200 + random() * 600)
      const victim = await rig.postmaster()
      process.kill(victim, 'SIGKILL')
      await rig.shop.kill()
      await rig.restart()
    })
    expect(await disagreements(rig, bought, 'both')).toEqual([])
    tell(context, `${strikes} kills during ${bought.length} checkouts`)
  })

  for (const [what, content] of [
    ['of another program', (other: number) => `${other}\n/nowhere\n${Math.floor(Date.now() / 1000)}\n5432\n`],
    ['that makes no sense', () => 'x'],
    ['that is empty', () => ''],
  ] as const)
    test(`F06: a pid file ${what}: the shop starts, nobody else is touched`, async () => {
      const cluster = await rig.cluster()
      await rig.shop.stop()
      const other: ChildProcess = spawn('sleep', ['60'])
      try {
        const file = path.join(cluster, 'postmaster.pid')
        expect(existsSync(file)).toBe(false)
        writeFileSync(file, content(other.pid ?? 0))
        await rig.restart()
        expect(other.exitCode).toBeNull()
        expect(other.signalCode).toBeNull()
      } finally {
        other.kill()
      }
    })
})

/** The postmaster; now and then one of the processes that serve a connection, or the checkpointer. */
async function victimOf(dice: number): Promise<number> {
  const postmaster = await rig.postmaster()
  if (dice < 0.6) return postmaster
  const kind = dice < 0.8 ? 'client backend' : 'checkpointer'
  const [row] = await rig.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = $1 and pid <> pg_backend_pid() limit 1`,
    [kind],
  )
  return row?.pid ?? postmaster
}

describe('a kill at every write of one checkout (F01)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stoa-kill-'))
  const file = path.join(folder, 'at')
  const preload = path.resolve('faults/rig/preload/kill-at-write.mjs')
  const armed = { env: { STOA_KILL_FILE: file }, nodeArgs: ['--import', preload] }
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const arm = (at: number): void => {
    rmSync(`${file}.count`, { force: true })
    writeFileSync(file, String(at))
  }

  /** The shop may be writing it at this moment. */
  const counted = async (): Promise<number> => {
    for (;;) {
      const text = readFileSync(`${file}.count`, 'utf8')
      if (text !== '') return Number(text)
      await wait(5)
    }
  }

  test('F01: whatever the moment, the same click again ends in one order', async (context) => {
    await rig.shop.stop()
    await rig.restart(armed)
    arm(0)
    const clean = await sellWhile(rig, { name: 'clean', checkouts: 1, most: 0 }, async () => {})
    const points = await counted()
    expect(points).toBeGreaterThan(20)
    const all = Array.from({ length: points }, (_, index) => index + 1)
    // The gate tries every n-th point, beginning anywhere; the deep run tries each.
    const step = isDeep ? 1 : Math.max(1, Math.ceil(points / roundsFor(16, points)))
    const first = isDeep ? 0 : seedOfRun() % step
    const tried = all.filter((_, index) => index % step === first)
    const bought: Bought[] = []
    const state = { kills: 0, at: 0 }
    for (const at of tried) {
      state.at = 0
      await rig.shop.kill()
      await rig.restart(armed)
      arm(at)
      state.at = at
      const dead = rig.shop.ended.then(async () => {
        if (state.at !== at) return
        state.kills += 1
        rmSync(file, { force: true })
        await rig.restart(armed)
      })
      const sold = await sellWhile(rig, { name: `at${at}x`, checkouts: 1, most: 0 }, async () => {})
      bought.push(...sold.bought)
      // The last writes are those of jobs, which may come a moment later.
      await Promise.race([dead, wait(1000)])
      rmSync(file, { force: true })
    }
    expect(clean.bought).toHaveLength(1)
    expect(state.kills).toBeGreaterThan(tried.length / 2)
    expect(await disagreements(rig, bought, 'at')).toEqual([])
    tell(context, `${tried.length} of ${points} points, ${state.kills} kills`)
  })
})
