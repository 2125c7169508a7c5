/**
 * What an import has to say about its file. `error`: the row or product is left out. `warning`: it goes in, but
 * something of it is lost or was decided. Line and column are the file's own; 0 and '' when it is about the whole.
 */
export type Problem = Readonly<{ line: number; column: string; message: string; severity: 'error' | 'warning' }>

export type ProblemReport = { list: Problem[]; errors: number; warnings: number; total: number }

const KEPT = 500

/** Collects problems: all are counted, the first ones are kept. One that repeats on many rows is said once. */
export class Problems {
  #list: Problem[]
  readonly #once = new Set<string>()
  #errors: number
  #warnings: number

  constructor(earlier?: ProblemReport) {
    this.#list = [...(earlier?.list ?? [])]
    this.#errors = earlier?.errors ?? 0
    this.#warnings = earlier?.warnings ?? 0
    for (const { column, message } of this.#list) this.#once.add(`${column} ${message}`)
  }

  add(problem: Problem): void {
    if (problem.severity === 'error') this.#errors += 1
    else this.#warnings += 1
    if (this.#list.length < KEPT) this.#list.push(problem)
  }

  addAll(problems: readonly Problem[]): void {
    for (const problem of problems) this.add(problem)
  }

  /** For what is true of a whole column: its first row speaks for all. */
  addOnce(problem: Problem): void {
    const key = `${problem.column} ${problem.message}`
    if (this.#once.has(key)) return
    this.#once.add(key)
    this.add(problem)
  }

  become({ list, errors, warnings }: ProblemReport): void {
    this.#list = [...list]
    this.#errors = errors
    this.#warnings = warnings
  }

  report(): ProblemReport {
    const list = [...this.#list].toSorted((a, b) => a.line - b.line)
    return { list, errors: this.#errors, warnings: this.#warnings, total: this.#errors + this.#warnings }
  }
}
