import { inspect } from 'node:util'

export type Log = Readonly<{
  info: (text: string) => void
  warn: (text: string) => void
  /** A fault: with all that the error knows, once. */
  error: (text: string, error?: unknown) => void
}>

type Sink = Readonly<{ write: (line: string) => unknown }>

/** One line an entry: time, level, words; what an error knows follows, indented. */
export function createLog(sink: Sink = process.stderr, now: () => Date = () => new Date()): Log {
  const write = (level: string, text: string): void => void sink.write(`${now().toISOString()} ${level} ${text}\n`)
  return {
    info: (text) => write('info ', text),
    warn: (text) => write('warn ', text),
    error: (text, error) => write('error', error === undefined ? text : `${text}\n${indented(error)}`),
  }
}

const indented = (error: unknown): string =>
  inspect(error, { depth: 4, breakLength: 120 })
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
