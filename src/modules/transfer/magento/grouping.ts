import { detached } from '../csv/values.ts'
import type { Problem } from '../problems.ts'
import type { Grouping } from '../reading.ts'
import { variationsOf } from './attributes.ts'

/** Magento compares SKUs without case. */
export const skuKey = (sku: string): string => sku.toLowerCase()

/**
 * All rows of a SKU belong together: its values, and what each store view says otherwise. Those of a configurable
 * product's variations join it, wherever in the file they stand.
 */
export function grouping(): Grouping {
  const rowsOf = new Map<string, number[]>()
  const childrenOf = new Map<string, string[]>()
  const problems: Problem[] = []
  return {
    add(row, number) {
      const sku = detached(skuKey(row.text('sku')))
      if (sku === '') {
        problems.push(row.error('sku', 'The row has no SKU. Left out.'))
        return
      }
      const rows = rowsOf.get(sku)
      if (rows) rows.push(number)
      else rowsOf.set(sku, [number])
      const children = variationsOf(row.text('configurable_variations')).map((variation) =>
        detached(skuKey(variation.sku)),
      )
      if (children.length > 0) childrenOf.set(sku, children)
    },
    finish() {
      const owned = new Set<string>()
      const groups = new Map<string, number[]>()
      for (const [sku, children] of childrenOf) {
        const free = children.filter((child) => child !== sku && !owned.has(child) && !childrenOf.has(child))
        for (const child of free) owned.add(child)
        groups.set(sku, [...(rowsOf.get(sku) ?? []), ...new Set(free.flatMap((child) => rowsOf.get(child) ?? []))])
      }
      for (const [sku, rows] of rowsOf) if (!owned.has(sku) && !groups.has(sku)) groups.set(sku, rows)
      const ordered = [...groups.values()].toSorted((a, b) => Math.min(...a) - Math.min(...b))
      return { groups: ordered, problems }
    },
  }
}
