import type { Row } from '../csv/row.ts'
import { splitEscaped } from '../csv/values.ts'

export type WooAttribute = { name: string; values: string[] }

/** The numbered attributes of a row, in the order of their numbers. On a variation, no value means any. */
export function attributesOf(row: Row): WooAttribute[] {
  return [...row.header.columns.keys()]
    .flatMap((field) => /^attribute(\d+):name$/.exec(field)?.[1] ?? [])
    .toSorted((a, b) => Number(a) - Number(b))
    .map((number) => ({
      name: row.text(`attribute${number}:name`),
      values: splitEscaped(row.text(`attribute${number}:values`), ','),
    }))
    .filter(({ name }) => name !== '')
}
