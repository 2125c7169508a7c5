import { expect, test } from 'vitest'

import { csvLine, readAll } from './reading.test-support.ts'

const rows = [
  ['Handle', 'Title', 'Body (HTML)', 'Variant Price', 'Tags'],
  ['tasse', 'Große Tasse', 'Zeile eins\r\nZeile zwei, "mit" ; und \t', '1234,50', 'Küche'],
  ['krug', 'Krug', '', 'viel', ''],
]

test.each([',', ';', '\t', '|'])('cells parted by %j', async (separator) => {
  const read = await readAll(rows.map((row) => csvLine(row, separator)).join('\r\n'))
  expect(read).toMatchObject({ system: 'shopify', separator })
  expect(read.products[0]).toMatchObject({ title: 'Große Tasse', variants: [{ prices: { eu: { amount: 123_450 } } }] })
  // The cell before takes two lines; the last line has no end.
  expect(read.problems).toMatchObject([{ line: 4, column: 'Variant Price', severity: 'error' }])
})

const text = rows.map((row) => csvLine(row, ';')).join('\n')

test.each([
  ['utf-8', Buffer.from(`\ufeff${text}`)],
  ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['windows-1252', Buffer.from(text, 'latin1')],
])('a file in %s', async (encoding, content) => {
  const read = await readAll(content)
  expect(read).toMatchObject({ encoding, system: 'shopify' })
  expect(read.products[0]?.tags).toEqual(['Küche'])
})

test('the line that Excel writes before the header', async () => {
  const read = await readAll(`sep=;\n\n${text}`)
  expect(read).toMatchObject({ system: 'shopify', separator: ';' })
  expect(read.problems[0]?.line).toBe(6)
})

test('line ends of three kinds in one file, and a row that is too long', async () => {
  const read = await readAll('Handle,Title,Variant Price\ra,A,1\nb,B,2\r\nc,C,3,4\rd,D,5')
  expect(read.products.map((product) => product.slug)).toEqual(['a', 'b', 'd'])
  expect(read.problems).toMatchObject([{ line: 4, severity: 'error' }])
})

test.each(['', '\n\n', 'name,slug,price\na,b,1\n', '{"products":[]}'])('%j is no file of ours', async (content) => {
  expect((await readAll(content)).system).toBeNull()
})
