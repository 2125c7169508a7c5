import type { Row } from '../csv/row.ts'
import { detached } from '../csv/values.ts'
import type { Problem } from '../problems.ts'
import type { Grouping } from '../reading.ts'

const ofProducts = new Set(['product', 'option', 'picture', 'variant'])
const before = new Set(['attribute', 'category'])
const after = new Set(['collection', 'redirect'])

/** A product's rows share its slug. The shop's other records stand apart. */
export function grouping(): Grouping {
  const bySlug = new Map<string, number[]>()
  const shop = { before: [] as number[], after: [] as number[] }
  const problems: Problem[] = []
  return {
    add(row, number) {
      const kind = kindOf(row)
      if (before.has(kind)) shop.before.push(number)
      else if (after.has(kind)) shop.after.push(number)
      else if (!ofProducts.has(kind))
        problems.push(row.error('record', `"${row.text('record')}" is no kind of record. Left out.`))
      else if (row.text('slug') === '') problems.push(row.error('slug', 'The row names no product. Left out.'))
      else {
        const rows = bySlug.get(row.text('slug'))
        if (rows) rows.push(number)
        else bySlug.set(detached(row.text('slug')), [number])
      }
    },
    finish: () => ({ groups: [...bySlug.values()], problems, shop }),
  }
}

export const kindOf = (row: Row): string => row.text('record').toLowerCase()
