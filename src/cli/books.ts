import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { exportFiles, readMonth, readTimeZone, writeMonth } from '#modules/ledger'
import { migrateAll } from '../platform/open-database.ts'
import { type Command, database, Misuse, textOption } from './command.ts'

export const books: Command = {
  name: 'books',
  summary: 'write a month of the ledger for the accountant',
  help: `Usage: npm run stoa -- books <month> [options]

Writes journal, accounts and taxes of a month, like 2026-10, as CSV files. The month begins and ends by the time zone
that Finance in the admin shows.

  --to <folder>    where the files go (this folder)
  --test           the test money instead of the real`,
  options: { to: { type: 'string' }, test: { type: 'boolean' } },
  run: async (terminal, given) => {
    const [name, ...rest] = given.words
    if (!name || rest.length > 0) throw new Misuse('Name one month: npm run stoa -- books 2026-10')
    const opened = await database(terminal)
    await migrateAll(opened)
    const month = await readMonth(opened.db, name, await readTimeZone(opened.db))
    if (!month) throw new Misuse(`"${name}" is no month. One looks like 2026-10.`)
    const mode = given.options['test'] ? 'test' : 'live'
    const folder = path.resolve(textOption(given, 'to') ?? '.')
    await mkdir(folder, { recursive: true })
    for (const file of exportFiles) {
      const target = path.join(folder, `${file}-${name}.csv`)
      await written(`${target}.part`, target, writeMonth(opened.db, file, { month, mode }))
      terminal.progress.line(`  Written to ${target}.`)
    }
    return 0
  },
}

/** The file appears when it is complete. */
async function written(partial: string, target: string, pieces: AsyncGenerator<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), createWriteStream(partial))
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  await rename(partial, target)
}
