import type { ReactNode } from 'react'

import { words } from '../messages/index.ts'

export type Column<Row> = {
  /** Its heading; blank over buttons. */
  name: string
  /** `end` for numbers, `soft`, `small`; `hide-small` and `wide-small` for phones. */
  look?: string
  cell: (row: Row) => ReactNode
}

type Props<Row> = { columns: readonly Column<Row>[]; rows: readonly Row[]; keyOf: (row: Row) => string }

/** A heading and a cell stand in one place, so both look to the same side. */
export function Table<Row>({ columns, rows, keyOf }: Props<Row>) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map(({ name, look = '' }) => (
            <th
              key={name}
              className={/\bend\b/.test(look) ? 'end' : undefined}
              aria-label={name === '' ? words.more : undefined}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ name, look, cell }) => (
              <td key={name} className={look}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
