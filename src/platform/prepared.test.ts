import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { testDb } from '#testing/db'
import { runNamed } from './prepared.ts'

const { db } = testDb()

test('a statement that ran before takes its new values, in their order, also those of its parts', async () => {
  const ask = (first: number, list: string[], last: Date | null) => {
    const part = sql`array_length(${list}::text[], 1) as many, ${sql.lit(7)} as always`
    const statement = sql`select ${first}::integer as first, ${part}, ${last}::timestamptz as last`
    return runNamed(db, 'prepared_test', statement)
  }
  const day = new Date('2026-02-03T04:05:06Z')
  expect(await ask(1, ['a'], null)).toEqual([{ first: 1, many: 1, always: 7, last: null }])
  expect(await ask(2, ['a', 'b'], day)).toEqual([{ first: 2, many: 2, always: 7, last: day }])
  expect(await ask(3, ['c', 'd', 'e'], null)).toEqual([{ first: 3, many: 3, always: 7, last: null }])
})
