import { expect, test } from 'vitest'

import { testDb } from '#testing/db'
import { batched } from './batched.ts'
import { Unserved } from './db-errors.ts'

const { db } = testDb()

function reader(fail = (_keys: readonly string[]): boolean => false) {
  const asked: string[][] = []
  const rows = async (keys: string[]) => {
    asked.push(keys)
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (fail(keys)) throw new Error('no')
    return keys.filter((key) => key !== 'gone').map((key) => ({ key }))
  }
  const read = batched<{ key: string }>({
    one: async (_db, key) => (await rows([key]))[0] ?? null,
    many: (_db, keys) => rows(keys),
    keyOf: ({ key }) => key,
  })
  return { asked, read: (key: string) => read(db, key) }
}

test('who asks together is answered together, each with what is theirs', async () => {
  const { asked, read } = reader()
  const keys = [...Array.from({ length: 120 }, (_, index) => `k${index % 70}`), 'gone']
  const found = await Promise.all(keys.map(read))
  expect(found.map((one) => one?.key ?? 'gone')).toEqual(keys)
  expect(asked).toHaveLength(8)
  expect(Math.max(...asked.map(({ length }) => length))).toBe(16)
})

test('one caller alone asks alone, and a failure is told to those who shared it, not to the next', async () => {
  const { asked, read } = reader((keys) => keys.includes('bad'))
  expect(await read('a')).toEqual({ key: 'a' })
  expect(asked).toEqual([['a']])
  const shared = await Promise.allSettled([read('b'), read('bad')])
  expect(shared.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await read('b')).toEqual({ key: 'b' })
})

test('when the database is away, all who wait hear of it at once', async () => {
  let asked = 0
  const read = batched<{ key: string }>({
    one: async () => Promise.reject(new Unserved('nothing moves')),
    many: async () => {
      asked += 1
      return Promise.reject(new Unserved('nothing moves'))
    },
    keyOf: ({ key }) => key,
  })
  const said = await Promise.allSettled(Array.from({ length: 100 }, (_, index) => read(db, `k${index}`)))
  expect(said.filter(({ status }) => status === 'rejected')).toHaveLength(100)
  expect(asked).toBe(1)
})
