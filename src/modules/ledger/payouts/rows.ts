import { Unreadable } from './report.ts'

export type Row = Readonly<{ line: number; cells: readonly string[] }>

/**
 * The rows of a CSV text that fits into memory, with the line where each begins. Commas or semicolons (as the first line
 * has them), any line end, quotes doubled inside quotes; a byte order mark is left out.
 * @throws Unreadable where a quote is out of place.
 */
export function rowsOf(text: string): Row[] {
  const source = text.replace(/^\uFEFF/, '')
  const [head = ''] = source.split(/\r?\n/, 1)
  const separator = head.includes(';') && !head.includes(',') ? ';' : ','
  const cell = new RegExp(String.raw`(?:"((?:[^"]|"")*)"|([^"${separator}\r\n]*))(${separator}|\r\n|\n|\r|$)`, 'y')
  const rows: Row[] = []
  let line = 1
  while (cell.lastIndex < source.length) {
    const start = line
    const cells: string[] = []
    for (;;) {
      const match = cell.exec(source)
      // A quote that is not closed, or in the middle of a cell: guessing would move amounts.
      if (!match) throw new Unreadable(line, '"')
      const [whole, quoted, plain = '', end] = match
      cells.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim())
      line += whole.split(/\r\n|\n|\r/).length - 1
      if (end !== separator) break
    }
    if (cells.some((one) => one !== '')) rows.push({ line: start, cells })
  }
  return rows
}

/** By the names of the columns, in whatever order: lower case, words parted by one space. */
export const nameOf = (column: string): string => column.trim().toLowerCase().replace(/\s+/g, ' ')
