import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'

import { exportCatalog } from '#modules/transfer'
import { migrateAll } from '../platform/open-database.ts'
import { type Command, database, Misuse } from './command.ts'
import type { Bar } from './progress.ts'

export const exportProducts: Command = {
  name: 'export',
  summary: 'write the whole catalog as CSV, which imports unchanged',
  help: `Usage: npm run stoa -- export <file.csv>

Writes categories, products, variants, prices of every market, stock, picture names, collections and redirects. The file
appears when it is complete. The picture files are those of the media folder.`,
  options: {},
  run: async (terminal, { words: [file, ...rest] }) => {
    if (!file || rest.length > 0) throw new Misuse('Name one file: npm run stoa -- export catalog.csv')
    const opened = await database(terminal)
    const { db } = opened
    await migrateAll(opened)
    const partial = `${file}.part`
    const shown: { bar: Bar | null } = { bar: null }
    try {
      await exportCatalog(db, createWriteStream(partial), {
        onProgress: ({ done, total }) => {
          shown.bar ??= terminal.progress.bar('Products', total)
          shown.bar.at(done)
        },
      })
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    await rename(partial, file)
    shown.bar?.end()
    terminal.progress.line(`  Written to ${file}.`)
    return 0
  },
}
