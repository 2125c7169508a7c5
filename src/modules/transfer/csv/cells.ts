/**
 * The cells of one record. A quote counts at the start of a cell only, so that `5" pot` keeps its inch; what stands
 * behind a closing quote is kept as it is.
 */
export function cellsOf(record: string, separator: string): string[] {
  if (!record.includes('"')) return record.split(separator)
  const cells: string[] = []
  let at = 0
  for (;;) {
    const [cell, next] = record[at] === '"' ? quotedCell(record, at + 1, separator) : plainCell(record, at, separator)
    cells.push(cell)
    if (next > record.length) return cells
    at = next
  }
}

type Cell = [text: string, next: number]

function plainCell(record: string, at: number, separator: string): Cell {
  const end = record.indexOf(separator, at)
  return end === -1 ? [record.slice(at), record.length + 1] : [record.slice(at, end), end + 1]
}

function quotedCell(record: string, start: number, separator: string): Cell {
  let text = ''
  let at = start
  for (;;) {
    const quote = record.indexOf('"', at)
    if (quote === -1) return [text + record.slice(at), record.length + 1]
    text += record.slice(at, quote)
    if (record[quote + 1] !== '"') {
      const [rest, next] = plainCell(record, quote + 1, separator)
      return [text + rest, next]
    }
    text += '"'
    at = quote + 2
  }
}
