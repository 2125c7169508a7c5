import path from 'node:path'

import { systemClock } from '#kernel/clock'
import { currencyOf, format, money } from '#kernel/money'
import { importFile, type ImportProgress, type ImportReport } from '#modules/transfer'
import { closeImages } from '#platform/images'
import { startShop } from '../first-start.ts'
import { migrateAll } from '../platform/open-database.ts'
import { type Command, database, Misuse, textOption } from './command.ts'
import type { Bar, Progress } from './progress.ts'

const SHOWN_PROBLEMS = 50

export const importProducts: Command = {
  name: 'import',
  summary: 'bring products in from Shopify, WooCommerce, Magento or a Stoa export',
  help: `Usage: npm run stoa -- import <file.csv> [options]

Recognizes product files of Shopify, WooCommerce, Magento and of Stoa itself. Without --apply nothing is written: you
see what would come in and every problem with its line and column.

  --apply              bring the products in; run twice, the second run changes nothing; stopped, the next goes on
  --market <code>      whose prices the file holds (eu, uk, …); the first market when left out
  --weight-unit <unit> kg or lbs, for files that do not say
  --no-pictures        leave the pictures for a later run

Ends with 0 when every row went in, with 1 when there were errors.`,
  options: {
    apply: { type: 'boolean' },
    market: { type: 'string' },
    'weight-unit': { type: 'string' },
    'no-pictures': { type: 'boolean' },
  },
  run: async (terminal, given) => {
    const [file, ...rest] = given.words
    if (!file || rest.length > 0) throw new Misuse('Name one file: npm run stoa -- import products.csv')
    const weightUnit = textOption(given, 'weight-unit')
    if (weightUnit !== undefined && weightUnit !== 'kg' && weightUnit !== 'lbs')
      throw new Misuse('--weight-unit is kg or lbs.')

    const opened = await database(terminal)
    const { db } = opened
    await migrateAll(opened)
    await startShop(db)
    terminal.life.onStop('the picture workers', closeImages)
    const bars = phases(terminal.progress)
    const report = await importFile(
      { db, clock: systemClock, mediaFolder: path.join(terminal.config.dataFolder, 'media') },
      {
        path: file,
        apply: given.options['apply'] === true,
        market: textOption(given, 'market'),
        weightUnit,
        pictures: given.options['no-pictures'] !== true,
        onProgress: bars.at,
        signal: terminal.signal,
      },
    )
    bars.end()
    tell(report, terminal.progress)
    return report.system === null || report.problems.errors > 0 ? 1 : 0
  },
}

const phaseNames = { reading: 'Reading', products: 'Products', pictures: 'Pictures' }

/** One bar a phase, the next when the last is full. */
function phases(progress: Progress): { at: (now: ImportProgress) => void; end: () => void } {
  let current: { phase: string; bar: Bar } | null = null
  const end = (): void => {
    current?.bar.end()
    current = null
  }
  return {
    at: ({ phase, done, total }) => {
      if (current?.phase !== phase) {
        end()
        current = { phase, bar: progress.bar(phaseNames[phase], total) }
      }
      current.bar.at(done)
    },
    end,
  }
}

function tell(report: ImportReport, { line }: Progress): void {
  const { list, total } = report.problems
  for (const problem of list.slice(0, SHOWN_PROBLEMS)) {
    const place = [problem.line > 0 ? `line ${problem.line}` : '', problem.column].filter(Boolean).join(', ')
    line(`  ${problem.severity === 'error' ? '✗' : '!'} ${place ? `${place}: ` : ''}${problem.message}`)
  }
  if (total > SHOWN_PROBLEMS) line(`  … and ${total - Math.min(total, SHOWN_PROBLEMS)} more`)
  if (report.system === null) return

  const { counts, outcome, pictures } = report
  line(`\n  ${report.system} file, ${report.encoding}, prices for market ${report.market}`)
  line(
    `  ${counts.rows} rows: ${counts.products} products, ${counts.variants} variants, ${counts.categories} categories`,
  )
  for (const { currency, amount } of report.priceSums)
    line(`  prices add up to ${format(money(amount, currencyOf(currency)), 'en')}`)
  line(
    `  ${outcome.created} new, ${outcome.changed} changed, ${outcome.unchanged} as they were, ${outcome.failed} left out`,
  )
  if (pictures.stored + pictures.missing > 0) line(`  pictures: ${pictures.stored} stored, ${pictures.missing} missing`)
  if (!report.finished) line('  Stopped before the end. The same command goes on from here.')
  else if (!report.applied) line('  Nothing was written. Add --apply to bring them in.')
}
