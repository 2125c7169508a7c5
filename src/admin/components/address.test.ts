import { expect, test } from 'vitest'

import { changed, isNarrowed, nextSort } from './address.ts'

test('what is open over a list does not make it another one; a page beyond its end does', () => {
  expect(isNarrowed(new URLSearchParams('new=1&tab=codes'))).toBe(false)
  expect(isNarrowed(new URLSearchParams('sort=-total'))).toBe(false)
  expect(isNarrowed(new URLSearchParams('page=99'))).toBe(true)
  expect(isNarrowed(new URLSearchParams('view=open'))).toBe(true)
})

test('another choice starts at the first page', () => {
  expect(changed(new URLSearchParams('page=3&view=open'), { search: 'mug' }).toString()).toBe('view=open&search=mug')
  expect(changed(new URLSearchParams('search=mug&page=3'), { search: '' }).toString()).toBe('')
  expect(changed(new URLSearchParams('search=mug'), { page: '2' }).toString()).toBe('search=mug&page=2')
})

test('a heading sorts the way it is made for first, then the other way round', () => {
  expect(nextSort(undefined, '-total')).toBe('-total')
  expect(nextSort('-total', '-total')).toBe('total')
  expect(nextSort('total', '-total')).toBe('-total')
  expect(nextSort('-total', 'name')).toBe('name')
  expect(nextSort('name', 'name')).toBe('-name')
})
