import { slugify } from '#modules/content'
import type { Row } from '../csv/row.ts'
import { detached } from '../csv/values.ts'
import type { Problem } from '../problems.ts'
import type { Grouping } from '../reading.ts'

/** `simple, downloadable, virtual` → its parts; a blank cell means simple. */
export const kindsOf = (row: Row): string[] =>
  (row.text('type') || 'simple')
    .toLowerCase()
    .split(',')
    .map((kind) => kind.trim())

export const isVariation = (row: Row): boolean => kindsOf(row).includes('variation')

type Waiting = { number: number; parent: string; line: number }

/** A product with its variations, which may stand before it; they name it by SKU or by `id:123`. */
export function grouping(): Grouping {
  const groups: number[][] = []
  const bySku = new Map<string, number[]>()
  const byId = new Map<string, number[]>()
  const waiting: Waiting[] = []
  const problems: Problem[] = []
  let column = ''

  function addProduct(row: Row, number: number): void {
    const [id, sku] = [detached(row.text('id')), detached(row.text('sku'))]
    const problem = id === '' ? withoutId(row, bySku.has(sku)) : byId.has(id) ? twice(row, 'id') : null
    if (problem) {
      problems.push(problem)
      return
    }
    const rows = [number]
    groups.push(rows)
    if (id !== '') byId.set(id, rows)
    if (sku !== '' && !bySku.has(sku)) bySku.set(sku, rows)
  }

  return {
    add(row, number) {
      if (!isVariation(row)) return addProduct(row, number)
      column = row.columnOf('parent')
      waiting.push({ number, parent: detached(row.text('parent')), line: row.lineOf('parent') })
    },
    finish() {
      for (const { number, parent, line } of waiting) {
        const id = parent.replace(/^id:\s*/i, '')
        const rows = id === parent ? (bySku.get(parent) ?? byId.get(parent)) : byId.get(id)
        const message = parent === '' ? noParent : `No product "${parent}" in the file. Left out.`
        if (rows && parent !== '') rows.push(number)
        else problems.push({ line, column, message, severity: 'error' })
      }
      return { groups, problems }
    },
  }
}

const noParent = 'A variation must name its product. Left out.'

const twice = (row: Row, field: string): Problem =>
  row.error(field, `"${row.text(field)}" stands in the file twice. This row is left out.`)

function withoutId(row: Row, known: boolean): Problem | null {
  if (row.text('sku') !== '') return known ? twice(row, 'sku') : null
  if (slugify(row.text('name')) !== '') return null
  return row.error('name', 'The row names no product: id, SKU and name are blank.')
}
