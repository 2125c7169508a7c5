import { cellsOf } from './csv/cells.ts'
import { DecimalVote, type DecimalSign } from './csv/numbers.ts'
import { Row, type Header } from './csv/row.ts'
import { scan } from './csv/scan.ts'
import type { TextFile } from './csv/text-file.ts'
import type { Problem } from './problems.ts'
import type { Groups } from './reading.ts'
import type { Recognized } from './recognize.ts'

/** Where each row lies and which rows make a product: all that is kept of a file between its two readings. */
export type FileIndex = Groups &
  Readonly<{ rows: number; decimal: DecimalSign; read: (numbers: readonly number[]) => Promise<Row[]> }>

/** Goes through the file once. Rows are read again, product by product, through `read`. */
export async function indexFile(file: TextFile, found: Recognized, onRow: (bytes: number) => void): Promise<FileIndex> {
  const { system, separator, span: headerSpan } = found
  const header = system.header(found.names)
  const [offsets, lengths, lines]: [number[], number[], number[]] = [[], [], []]
  const grouping = system.grouping()
  const vote = new DecimalVote()
  const problems: Problem[] = []
  for await (const { span, text } of scan(file, separator)) {
    if (span.offset <= headerSpan.offset) continue
    onRow(span.offset + span.length)
    const row = new Row(header, cellsOf(text, separator), span.line)
    if (row.isBlank) continue
    const wrong = problemOf(row, span.broken)
    if (wrong) {
      problems.push(wrong)
      continue
    }
    for (const field of system.priceFields) vote.add(row.text(field))
    grouping.add(row, offsets.length)
    offsets.push(span.offset)
    lengths.push(span.length)
    lines.push(span.line)
  }
  const groups = grouping.finish()
  const read = reader(file, { header, separator, offsets, lengths, lines })
  return { ...groups, problems: [...problems, ...groups.problems], rows: offsets.length, decimal: vote.sign, read }
}

function problemOf(row: Row, broken: boolean): Problem | null {
  if (broken) {
    return {
      line: row.line,
      column: '',
      message: 'A quote that opens here is never closed. The line is left out.',
      severity: 'error',
    }
  }
  if (!row.isTooLong) return null
  const message = `The row has more cells than the header has columns (${row.header.names.length}). Left out.`
  return { line: row.line, column: '', message, severity: 'error' }
}

type Places = { header: Header; separator: string; offsets: number[]; lengths: number[]; lines: number[] }

/** Rows that lie side by side are read in one go. */
const reader =
  (file: TextFile, places: Places) =>
  async (numbers: readonly number[]): Promise<Row[]> => {
    const rows = new Map<number, Row>()
    const sorted = [...new Set(numbers)].toSorted((a, b) => a - b)
    for (let first = 0; first < sorted.length;) {
      let last = first
      while (sorted[last + 1] === (sorted[last] ?? 0) + 1) last += 1
      const run = sorted.slice(first, last + 1)
      for (const [number, row] of await readRun(file, run, places)) rows.set(number, row)
      first = last + 1
    }
    return numbers.flatMap((number) => rows.get(number) ?? [])
  }

async function readRun(file: TextFile, run: readonly number[], places: Places): Promise<[number, Row][]> {
  const { header, separator, offsets, lengths, lines } = places
  const at = (values: readonly number[], number = 0): number => values[number] ?? 0
  const start = at(offsets, run[0])
  const end = at(offsets, run.at(-1)) + at(lengths, run.at(-1))
  const { buffer } = await file.handle.read(Buffer.allocUnsafe(end - start), 0, end - start, start)
  return run.map((number) => {
    const from = at(offsets, number) - start
    const text = buffer.toString('utf8', from, from + at(lengths, number))
    return [number, new Row(header, cellsOf(text, separator), at(lines, number))]
  })
}
