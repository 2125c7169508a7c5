import { expect, test } from 'vitest'

import { newId } from './id.ts'

test('ids are UUIDs of version 7, sort by time and do not repeat', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => newId<'order'>(1_700_000_000_000 + index))
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
})
