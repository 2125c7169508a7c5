import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { currencyOf } from '#kernel/money'
import { systemClock } from '#kernel/clock'
import type { Db } from '#platform/db'
import { openTextFile, type Encoding } from './csv/text-file.ts'
import { indexFile } from './file-index.ts'
import type { ImportDeps } from './import-file.ts'
import type { Problem } from './problems.ts'
import type { ReadContext, SystemName } from './reading.ts'
import type { ProductRecord } from './record.ts'
import { recognize } from './recognize.ts'

const eu = { code: 'eu', marketName: 'European Union', currency: currencyOf('EUR') }
const us = { code: 'us', marketName: 'United States', currency: currencyOf('USD') }

export type FileRead = {
  system: SystemName | null
  encoding: Encoding
  separator: string
  products: ProductRecord[]
  problems: Problem[]
  notes: Problem[]
}

/** A folder of this test's own, with one file in it. */
export async function aFile(
  content: string | Buffer,
  name = 'products.csv',
): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stoa-transfer-'))
  const file = path.join(folder, name)
  await writeFile(file, content)
  return { path: file, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** All products of a file as the readers understand them, without a database. */
export async function readAll(content: string | Buffer, context: Partial<ReadContext> = {}): Promise<FileRead> {
  const { path: name, remove } = await aFile(content)
  const file = await openTextFile(name)
  try {
    const found = await recognize(file)
    const { encoding } = file
    if (!('system' in found)) return { system: null, encoding, separator: '', products: [], problems: [], notes: [] }
    const index = await indexFile(file, found, () => {})
    const full: ReadContext = { list: eu, lists: [eu, us], weightUnit: 'kg', decimal: index.decimal, ...context }
    const products: ProductRecord[] = []
    const problems = [...index.problems]
    const notes: Problem[] = []
    for (const group of index.groups) {
      const reading = found.system.read(await index.read(group), full)
      if (reading.product) products.push(reading.product)
      problems.push(...reading.problems)
      notes.push(...reading.notes)
    }
    return { system: found.system.name, encoding, separator: found.separator, products, problems, notes }
  } finally {
    await file.close()
    await remove()
  }
}

/** Cells as one line of a file; each quoted where it must be. */
export const csvLine = (cells: readonly string[], separator = ','): string =>
  cells.map((cell) => (/["\r\n,;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)

/** A file from rows that name their columns; columns in the order in which they first come up. */
export function csvOf(rows: readonly Record<string, string>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
    .map((cells) => `${csvLine(cells)}\n`)
    .join('')
}

/** An import without a network: every picture of the web is missing. */
export const offline = (db: Db): ImportDeps => ({
  db,
  clock: systemClock,
  mediaFolder: path.join(tmpdir(), 'stoa-transfer-media'),
  fetchPicture: () => Promise.reject(new Error('there is no network')),
})
