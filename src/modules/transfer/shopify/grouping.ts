import { slugify } from '#modules/content'
import type { Row } from '../csv/row.ts'
import { detached } from '../csv/values.ts'
import type { Problem } from '../problems.ts'
import type { Grouping } from '../reading.ts'

/** The name that all rows of a product share; a file of one-row products may give a title alone. */
export const handleOf = (row: Row): string => row.text('handle') || slugify(row.text('title'))

/** Rows with one handle are one product, also when others stand between them. */
export function grouping(): Grouping {
  const byHandle = new Map<string, number[]>()
  const problems: Problem[] = []
  return {
    add(row, number) {
      const handle = handleOf(row)
      if (handle === '') {
        problems.push(
          row.error(row.has('handle') ? 'handle' : 'title', 'The row names no product: handle and title are blank.'),
        )
        return
      }
      const rows = byHandle.get(handle)
      if (rows) rows.push(number)
      else byHandle.set(detached(handle), [number])
    },
    finish: () => ({ groups: [...byHandle.values()], problems }),
  }
}
