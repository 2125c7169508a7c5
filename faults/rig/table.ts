import type { Reporter, TestCase, TestModule } from 'vitest/node'

type Row = Readonly<{ name: string; where: string; state: string; seconds: number; figures: string }>

/** Says what ends as it ends, and everything in a table when all has ended. */
class Table implements Reporter {
  readonly #rows: Row[] = []
  readonly #words: string[] = []

  onTestCaseReady(test: TestCase): void {
    process.stdout.write(`  … ${nameOf(test)}, ${placeOf(test)}\n`)
  }

  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result()
    if (state === 'skipped') return
    const seconds = (test.diagnostic()?.duration ?? 0) / 1000
    const row = { name: nameOf(test), where: placeOf(test), state, seconds, figures: figuresOf(test) }
    this.#rows.push(row)
    process.stdout.write(`  ${state === 'passed' ? '✓' : '✗'} ${lineOf(row)}\n`)
    for (const error of errors) this.#words.push(`${row.name}, ${row.where}\n${wordsOf(error)}`)
  }

  onTestModuleEnd(module: TestModule): void {
    for (const { message, stack } of module.errors())
      this.#words.push(`${module.relativeModuleId}\n${stack ?? message}`)
  }

  onTestRunEnd(): void {
    const failed = this.#rows.filter(({ state }) => state !== 'passed').length
    const lines = this.#rows.map((row) => `${row.state === 'passed' ? ' ' : '✗'} ${lineOf(row)}`)
    process.stdout.write(`\n${lines.join('\n')}\n`)
    if (this.#words.length > 0) process.stdout.write(`\n${this.#words.join('\n\n')}\n`)
    process.stdout.write(
      `\n${this.#rows.length - failed} passed, ${failed + (failed > 0 ? 0 : this.#words.length)} failed\n`,
    )
  }
}

type Said = { message: string; stack?: string | undefined; diff?: string | undefined; cause?: unknown }

/** With what lies under it: a random program fails because something in it did. */
function wordsOf({ message, stack, diff = '', cause }: Said): string {
  const under = typeof cause === 'object' && cause !== null && 'message' in cause ? (cause as Said) : null
  return `${stack ?? message}\n${diff}${under ? `\nbecause of ${wordsOf(under)}` : ''}`
}

const WIDTH = 64
const lineOf = ({ name, where, seconds, figures }: Row): string =>
  `${clipped(name).padEnd(WIDTH)} ${where.padEnd(14)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${figures}`

const clipped = (name: string): string => (name.length > WIDTH ? `${name.slice(0, WIDTH - 1)}…` : name)

const nameOf = (test: TestCase): string => test.name

const placeOf = (test: TestCase): string => (test.parent.type === 'suite' ? test.parent.name : '')

function figuresOf(test: TestCase): string {
  const { figures, said = '' } = test.meta()
  if (!figures) return said
  const { rounds, shots, p95Ms, slowestMs, spreadMs } = figures
  const volleys = `${shots} shots within ${spreadMs.toFixed(1)} ms, 95 % ≤ ${p95Ms.toFixed(0)} ms, all ≤ ${slowestMs.toFixed(0)} ms`
  return [`${rounds} rounds`, ...(shots > 0 ? [volleys] : []), ...(said ? [said] : [])].join(', ')
}

export default Table
