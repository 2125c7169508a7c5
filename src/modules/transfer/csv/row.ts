import type { Problem } from '../problems.ts'

/** The file's first row, and which column holds which of the fields that a reader asks for. */
export type Header = Readonly<{ names: readonly string[]; columns: ReadonlyMap<string, number> }>

/** Names the field of each column. The first of two columns for one field wins. */
export function headerOf(names: readonly string[], fieldOf: (name: string) => string | null): Header {
  const columns = new Map<string, number>()
  for (const [at, name] of names.entries()) {
    const field = fieldOf(name)
    if (field !== null && !columns.has(field)) columns.set(field, at)
  }
  return { names, columns }
}

/** One record of the file, asked by field. */
export class Row {
  readonly line: number
  readonly header: Header
  readonly #cells: readonly string[]

  constructor(header: Header, cells: readonly string[], line: number) {
    this.header = header
    this.#cells = cells
    this.line = line
  }

  /** True when the file has the column, whatever this cell holds. */
  has(field: string): boolean {
    return this.header.columns.has(field)
  }

  /** The cell without space around it; empty when there is none. */
  text(field: string): string {
    const at = this.header.columns.get(field)
    // PostgreSQL's text holds no zero character.
    return at === undefined ? '' : (this.#cells[at]?.replaceAll('\0', '').trim() ?? '')
  }

  /** The cell if the file has the column. */
  ifPresent(field: string): string | undefined {
    return this.has(field) ? this.text(field) : undefined
  }

  get isBlank(): boolean {
    return this.#cells.every((cell) => cell.trim() === '')
  }

  /** More cells than the header has names: somewhere a separator was not quoted. */
  get isTooLong(): boolean {
    return this.#cells.slice(this.header.names.length).some((cell) => cell.trim() !== '')
  }

  /** The line on which a cell begins: line breaks inside earlier cells push it down. */
  lineOf(field: string): number {
    const at = this.header.columns.get(field)
    if (at === undefined) return this.line
    return this.#cells.slice(0, at).reduce((line, cell) => line + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), this.line)
  }

  columnOf(field: string): string {
    const at = this.header.columns.get(field)
    return at === undefined ? '' : (this.header.names[at] ?? '')
  }

  error(field: string, message: string): Problem {
    return { line: this.lineOf(field), column: this.columnOf(field), message, severity: 'error' }
  }

  warning(field: string, message: string): Problem {
    return { line: this.lineOf(field), column: this.columnOf(field), message, severity: 'warning' }
  }
}
