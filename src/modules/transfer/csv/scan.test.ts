import fc from 'fast-check'
import { expect, test } from 'vitest'

import { aFile, csvLine } from '../reading.test-support.ts'
import { cellsOf } from './cells.ts'
import { scan } from './scan.ts'
import { openTextFile } from './text-file.ts'

async function records(content: string | Buffer, separator = ',') {
  const { path, remove } = await aFile(content)
  const file = await openTextFile(path)
  const all = []
  for await (const { span, text } of scan(file, separator)) all.push({ ...span, cells: cellsOf(text, separator) })
  await file.close()
  await remove()
  return { encoding: file.encoding, all }
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '€', '"', ',', ';', '\n', '\r\n', '\r', ' ', '\t'),
  maxLength: 8,
})

test('what is written comes back, with any line end, and each record knows its line', async () => {
  const file = fc.array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\r')), {
    minLength: 1,
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(file, async (rows) => {
      const content = rows.map(([cells, end]) => csvLine(['x', ...cells]) + end).join('')
      const { all } = await records(content)
      expect(all.map(({ cells }) => cells)).toEqual(rows.map(([cells]) => ['x', ...cells]))
      for (const { offset, line } of all) {
        const before = Buffer.from(content).subarray(0, offset).toString()
        expect(line).toBe(1 + (before.match(/\r\n|\r|\n/g)?.length ?? 0))
      }
    }),
    { numRuns: 60 },
  )
})

test('a quote that is never closed costs its own line only', async () => {
  const { all } = await records('a,b\n"open,1\nc,d\ne,f')
  expect(all.map(({ line, broken }) => [line, broken])).toEqual([
    [1, false],
    [2, true],
    [3, false],
    [4, false],
  ])
  expect(all.at(-1)?.cells).toEqual(['e', 'f'])
})

test('an inch in an unquoted cell stays an inch', async () => {
  const { all } = await records('5" pot,9" x 12"\n')
  expect(all[0]?.cells).toEqual(['5" pot', '9" x 12"'])
})

test.each([
  ['utf-8', Buffer.from('größe,€\n')],
  ['utf-8', Buffer.from('\ufeffgröße,€\n')],
  ['utf-16le', Buffer.from('\ufeffgröße,€\n', 'utf16le')],
  ['windows-1252', Buffer.from([0x67, 0x72, 0xf6, 0xdf, 0x65, 0x2c, 0x80, 0x0a])],
] as const)('%s is understood, with and without a mark', async (encoding, content) => {
  const { all, encoding: found } = await records(content)
  expect(found).toBe(encoding)
  expect(all[0]?.cells).toEqual(['größe', '€'])
})

test('a record longer than what is read at once is whole', async () => {
  const long = 'word\n'.repeat(500_000)
  const { all } = await records(`a,b\n"${long}",2\nc,d\n`)
  expect(all[1]?.cells).toEqual([long, '2'])
  expect(all[2]).toMatchObject({ line: 500_003, cells: ['c', 'd'] })
})
