import type { ParseArgsConfig } from 'node:util'

import type { Config } from '../platform/config.ts'
import type { Lifecycle } from '../platform/lifecycle.ts'
import type { Log } from '../platform/log.ts'
import { type Database, openDatabase } from '../platform/open-database.ts'
import type { Progress } from './progress.ts'

/** What a command works with. */
export type Terminal = Readonly<{
  config: Config
  progress: Progress
  log: Log
  life: Lifecycle
  /** Aborted by Ctrl-C: finish what is at hand, then end. */
  signal: AbortSignal
}>

export type Given = Readonly<{
  words: readonly string[]
  options: Readonly<Record<string, string | boolean | undefined>>
}>

export type Command = Readonly<{
  name: string
  summary: string
  /** What `--help` says, with examples. */
  help: string
  options: NonNullable<ParseArgsConfig['options']>
  /** Answers the exit code: 0 when all went well, 1 when something is wrong. */
  run: (terminal: Terminal, given: Given) => Promise<number>
}>

/** Said to the person at the terminal, without a stack: they can put it right. Ends with 2. */
export class Misuse extends Error {}

/** The database of the shop: that of the running one when it runs. */
export const database = ({ config, life, log, progress }: Terminal): Promise<Database> =>
  progress.step(
    'Database',
    () => openDatabase({ config, life, log }),
    (it) => it.found,
  )

export function textOption(given: Given, name: string): string | undefined {
  const value = given.options[name]
  return typeof value === 'string' ? value : undefined
}

/** @throws Misuse when it is no whole number above zero. */
export function countOption(given: Given, name: string): number | undefined {
  const text = textOption(given, name)
  if (text === undefined) return undefined
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) throw new Misuse(`--${name} wants a whole number above zero.`)
  return count
}
