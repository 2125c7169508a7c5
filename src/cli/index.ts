import { parseArgs } from 'node:util'

import { ConfigError, readConfig } from '../platform/config.ts'
import { createLifecycle } from '../platform/lifecycle.ts'
import { createLog } from '../platform/log.ts'
import { books } from './books.ts'
import { type Command, type Given, Misuse, type Terminal } from './command.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { exportProducts } from './export.ts'
import { importProducts } from './import.ts'
import { migrate } from './migrate.ts'
import { createProgress } from './progress.ts'

const commands: readonly Command[] = [importProducts, exportProducts, books, demo, migrate, doctor]

const usage = (): string =>
  [
    'Usage: npm run stoa -- <command> [options]',
    '',
    '  start     open the shop (what npm start does)',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`),
    '',
    'A command explains itself with --help. Ends with 0 when all is well, 1 when not, 2 when it was misunderstood.',
  ].join('\n')

const progress = createProgress()
const log = createLog()
const life = createLifecycle(log)

const [name = '--help', ...rest] = process.argv.slice(2)
if (name === 'start') await import('../main.ts')
else process.exit(await finished(() => dispatch(name, rest)))

async function dispatch(word: string, args: string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(word)) {
    progress.line(usage())
    return 0
  }
  const command = commands.find((each) => each.name === word)
  if (!command) throw new Misuse(`There is no command "${word}".\n\n${usage()}`)
  const given = read(command, args)
  if (given.options['help']) {
    progress.line(command.help)
    return 0
  }
  return command.run(terminal(), given)
}

function terminal(): Terminal {
  const stop = new AbortController()
  let signals = 0
  const onSignal = (): void => {
    stop.abort()
    signals += 1
    // The second one ends it at once: what is written is written by whole transactions.
    if (signals === 2) void life.stop().finally(() => process.exit(130))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return { config: readConfig(), progress, log, life, signal: stop.signal }
}

/** @throws Misuse naming the option that is not known or lacks its value. */
function read({ options }: Command, args: string[]): Given {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    return { words: positionals, options: values as Given['options'] }
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

async function finished(run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Misuse || error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`)
      return 2
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    await life.stop()
  }
}
