import type { ReactNode } from 'react'

import { words } from '../messages/index.ts'
import { SortHeading } from './SortHeading.tsx'

export type Column<Row> = {
  /** Its heading; blank over buttons. */
  name: string
  /**
   * `end` for numbers, `soft`, `small`; for phones `wide`, `hide-small`, `left-small`, `right-small`, and `named-small`,
   * which has its heading in front.
   */
  look?: string
  /** The name by which the server sorts; with a minus in front where the largest is what people want first. */
  sort?: string
  cell: (row: Row) => ReactNode
}

type Props<Row> = {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** How they are sorted when the address says nothing about it. */
  sorted?: string | undefined
}

/** A heading and a cell stand in one place, so both look to the same side. */
export function Table<Row>({ columns, rows, keyOf, sorted }: Props<Row>) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <Heading key={column.name} column={column} sorted={sorted} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ name, look, cell }) => (
              <td key={name} className={look} data-name={name}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Heading<Row>({
  column: { name, look = '', sort },
  sorted,
}: {
  column: Column<Row>
  sorted?: string | undefined
}) {
  const side = /\bend\b/.test(look) ? 'end' : ''
  if (sort !== undefined) return <SortHeading name={name} side={side} sort={sort} sorted={sorted} />
  return (
    <th className={side} aria-label={name === '' ? words.more : undefined}>
      {name}
    </th>
  )
}
