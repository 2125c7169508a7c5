import path from 'node:path'

import { systemClock } from '#kernel/clock'
import { closeImages } from '#platform/images'
import { emptyDemoShop, fillDemoShop, makeLargeCatalog } from '../../demo/index.ts'
import { startShop } from '../first-start.ts'
import { migrateAll } from '../platform/open-database.ts'
import { type Command, countOption, database, type Given, Misuse, type Terminal } from './command.ts'
import type { Bar } from './progress.ts'

export const demo: Command = {
  name: 'demo',
  summary: 'fill the shop with the demo, or with a large catalog to measure with',
  help: `Usage: npm run stoa -- demo [options]

Without options: fills the shop with the demo; what is there stays, and one that was cut off goes on.

  --products <n>   make a large catalog of n products instead, for measuring
  --variants <n>   variants of each of them (3)
  --empty          take the demo away, with its orders, for your own shop`,
  options: { products: { type: 'string' }, variants: { type: 'string' }, empty: { type: 'boolean' } },
  run: async (terminal, given) => {
    const products = countOption(given, 'products')
    const variantsEach = countOption(given, 'variants') ?? 3
    if (given.options['empty'] && products) throw new Misuse('--empty and --products do not go together.')
    return given.options['empty']
      ? empty(terminal)
      : fill(terminal, given, products ? { products, variantsEach } : null)
  },
}

async function fill(terminal: Terminal, { words }: Given, large: { products: number; variantsEach: number } | null) {
  if (words.length > 0) throw new Misuse(`What is "${words.join(' ')}"? See: npm run stoa -- demo --help`)
  const opened = await database(terminal)
  const { db } = opened
  await migrateAll(opened)
  await startShop(db)
  terminal.life.onStop('the picture workers', closeImages)
  const mediaFolder = path.join(terminal.config.dataFolder, 'media')
  const shown: { bar: Bar | null } = { bar: null }
  const onProgress = (done: number, total: number, label: string): void => {
    shown.bar ??= terminal.progress.bar(large ? 'Products' : 'Demo shop', total)
    shown.bar.at(done, label)
  }
  if (large) await makeLargeCatalog({ db, mediaFolder }, large, onProgress)
  else await fillDemoShop({ db, mediaFolder, clock: systemClock }, onProgress)
  shown.bar?.end()
  return 0
}

async function empty(terminal: Terminal): Promise<number> {
  const opened = await database(terminal)
  const { db } = opened
  await migrateAll(opened)
  const emptied = await emptyDemoShop({ db })
  if (emptied.ok) {
    terminal.progress.line('  The demo is gone. Markets, taxes, shipping and staff are still there.')
    return 0
  }
  terminal.progress.line(
    emptied.refusal.code === 'not_the_demo'
      ? '  This shop is not the demo: nothing was taken away.'
      : '  Somebody is buying at this moment: nothing was taken away. Try again.',
  )
  return 1
}
