import type { Row } from '../csv/row.ts'
import { pairsOf } from './attributes.ts'

const EMPTY = '__EMPTY__VALUE__'

/**
 * One SKU: its rows without a store view, one over the other. A blank cell leaves what is there, `__EMPTY__VALUE__`
 * clears it. Undefined: the file does not say.
 */
export class Item {
  readonly row: Row
  readonly #rows: readonly Row[]
  #attributes: Map<string, string> | undefined

  constructor(rows: readonly [Row, ...Row[]]) {
    this.row = rows[0]
    this.#rows = rows.toReversed()
  }

  get sku(): string {
    return this.row.text('sku')
  }

  /** The row that says it: where a problem is to be shown. */
  at(field: string): Row {
    return this.#rows.find((row) => row.text(field) !== '') ?? this.row
  }

  value(field: string): string | undefined {
    const text = this.at(field).text(field)
    if (text === '') return undefined
    return text === EMPTY ? '' : text
  }

  text(field: string): string {
    return this.value(field) ?? ''
  }

  /** From columns of their own and from `additional_attributes`, by code. */
  get attributes(): ReadonlyMap<string, string> {
    this.#attributes ??= this.#readAttributes()
    return this.#attributes
  }

  #readAttributes(): Map<string, string> {
    const all = new Map<string, string>()
    for (const row of this.#rows.toReversed()) {
      const columns = [...row.header.columns.keys()].filter((field) => field.startsWith('attribute:'))
      const own = columns.map((field) => [field.slice('attribute:'.length), row.text(field)] as const)
      for (const [code, value] of [...own, ...pairsOf(row.text('additional_attributes'))]) {
        if (value !== '') all.set(code, value === EMPTY ? '' : value)
      }
    }
    return all
  }
}
