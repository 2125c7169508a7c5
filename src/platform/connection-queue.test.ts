import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { ConnectionQueue } from './connection-queue.ts'
import { Patience } from './patience.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const aQueue = () => new ConnectionQueue({ slots: 4, reserved: 1 })

function someone(is: { isUrgent?: boolean; hasBegun?: boolean } = {}): Patience {
  const patience = Object.assign(new Patience(), is)
  patience.start()
  return patience
}

/** What became of each, in words, as far as it is known. */
function follow(entering: readonly Promise<void>[]): string[] {
  const said = entering.map(() => 'waits')
  for (const [index, one] of entering.entries())
    one.then(
      () => (said[index] = 'in'),
      (error: Error) => (said[index] = error.message),
    )
  return said
}

const turn = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

test('the last place is kept for the urgent, who go before all others', async () => {
  const queue = aQueue()
  const said = follow([1, 2, 3, 4].map(() => queue.enter(someone())))
  await turn()
  expect(said).toEqual(['in', 'in', 'in', 'waits'])
  const urgent = follow([queue.enter(someone({ isUrgent: true })), queue.enter(someone({ isUrgent: true }))])
  await turn()
  expect(urgent).toEqual(['in', 'waits'])
  queue.leave()
  await turn()
  expect([...said, ...urgent]).toEqual(['in', 'in', 'in', 'waits', 'in', 'in'])
  queue.leave()
  await turn()
  expect(said[3]).toBe('waits')
  queue.leave()
  await turn()
  expect(said[3]).toBe('in')
})

test('what is begun is brought to its end before anything new is begun', async () => {
  const queue = aQueue()
  for (let place = 0; place < 3; place += 1) await queue.enter(someone())
  const said = follow([queue.enter(someone()), queue.enter(someone({ hasBegun: true })), queue.enter(someone())])
  const heard: string[][] = []
  for (let place = 0; place < 3; place += 1) {
    queue.leave()
    await turn()
    heard.push([...said])
  }
  expect(heard).toEqual([
    ['waits', 'in', 'waits'],
    ['in', 'in', 'waits'],
    ['in', 'in', 'in'],
  ])
})

test('where it does not go on nobody waits for more than two seconds, nor for longer than their request has left', async () => {
  const queue = aQueue()
  for (let place = 0; place < 3; place += 1) await queue.enter(someone())
  const hurried = someone()
  await vi.advanceTimersByTimeAsync(7500)
  const said = follow([queue.enter(someone()), queue.enter(hurried)])
  await vi.advanceTimersByTimeAsync(499)
  expect(said).toEqual(['waits', 'waits'])
  await vi.advanceTimersByTimeAsync(2)
  expect(said).toEqual(['waits', expect.stringContaining('no connection became free in time')])
  await vi.advanceTimersByTimeAsync(1500)
  expect(said[0]).toContain('no connection became free in time')
  // Who gave up takes nobody's place.
  const next = follow([queue.enter(someone())])
  queue.leave()
  await turn()
  expect(next).toEqual(['in'])
})

test('a queue that moves may be long; where nothing moves, the fifty-first is told at once', async () => {
  const queue = aQueue()
  for (let place = 0; place < 3; place += 1) await queue.enter(someone())
  const crowd = follow(Array.from({ length: 200 }, () => queue.enter(someone())))
  await vi.advanceTimersByTimeAsync(1100)
  expect(new Set(crowd)).toEqual(new Set(['waits']))
  const late = follow([queue.enter(someone()), queue.enter(someone({ isUrgent: true }))])
  await turn()
  expect(late).toEqual([expect.stringContaining('too many wait'), 'in'])
})

test('a slow machine serves a hundred who come together, one after the other', async () => {
  const queue = aQueue()
  const crowd = Array.from({ length: 100 }, async () => {
    await queue.enter(someone())
    setTimeout(() => queue.leave(), 200)
  })
  const said = follow(crowd)
  await vi.advanceTimersByTimeAsync(7000)
  expect(new Set(said)).toEqual(new Set(['in']))
})

test('who could not be served in time is told after two seconds, the others are served', async () => {
  const queue = aQueue()
  const said = follow(
    Array.from({ length: 100 }, async () => {
      await queue.enter(someone())
      setTimeout(() => queue.leave(), 1000)
    }),
  )
  await vi.advanceTimersByTimeAsync(3100)
  expect(said.filter((one) => one.includes('in time')).length).toBeGreaterThan(40)
  await vi.advanceTimersByTimeAsync(5000)
  expect(said.filter((one) => one === 'in').length).toBeGreaterThan(15)
  expect(said).not.toContain('waits')
})

test('the clock of a patience runs while the database is waited for, once for what is waited for at once', async () => {
  const patience = new Patience()
  patience.start()
  patience.start()
  await vi.advanceTimersByTimeAsync(1000)
  patience.stop()
  await vi.advanceTimersByTimeAsync(1000)
  patience.stop()
  // A gateway takes its time.
  await vi.advanceTimersByTimeAsync(60_000)
  expect(patience.leftMs).toBe(6000)
})
