import { expect, test } from 'vitest'

import { oneByOne } from './one-by-one.ts'

const done: number[] = []
const except =
  (...bad: number[]) =>
  async (item: number) => {
    if (bad.includes(item)) throw new RangeError(`not ${item}`)
    done.push(item)
  }

test('all others are dealt with, and what went wrong is told afterwards', async () => {
  await expect(oneByOne([1, 2, 3], except(1))).rejects.toThrow('not 1')
  await expect(oneByOne([4, 5, 6], except(4, 5))).rejects.toThrow('2 of 3 could not be dealt with')
  await oneByOne([7], except())
  expect(done).toEqual([2, 3, 6, 7])
})
