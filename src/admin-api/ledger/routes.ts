import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import {
  booksSettings,
  checkBooks,
  explainOrder,
  exportFiles,
  listJournal,
  readMonth,
  readTimeZone,
  writeMonth,
} from '#modules/ledger'
import type { Ask, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, done, idIn, missing, read, unfit } from '../desk.ts'
import { exportQuery, financeQuery, journalQuery, timeZoneBody } from './input.ts'
import { payoutRoutes } from './payout-routes.ts'
import { checkView, entryView, orderBooksView, readFinance } from './screen.ts'
import { streamOf } from './stream.ts'

const PAGE_SIZE = 50

/** The books: trial balance, journal, payouts, and what the accountant gets. */
export const ledgerRoutes = (deps: AdminDeps): Route[] => [
  ...readRoutes(deps),
  ...changeRoutes(deps),
  ...exportFiles.map((file) => exportRoute(deps, file)),
  ...payoutRoutes(deps),
]

const readRoutes = ({ db }: AdminDeps): Route[] => [
  read({ path: '/finance', query: financeQuery, handle: async (c, query) => c.json(await readFinance(db, query)) }),
  read({
    path: '/finance/journal',
    query: journalQuery,
    handle: async (c, { month: name, search, ...filter }) => {
      const month = name === undefined ? null : await readMonth(db, name, await readTimeZone(db))
      const span = month ? { from: month.from, until: month.until } : {}
      const { total, rows } = await listJournal(db, { ...filter, ...span, ...wanted(search), pageSize: PAGE_SIZE })
      return c.json({ total, rows: rows.map(entryView), page: filter.page, pageSize: PAGE_SIZE })
    },
  }),
  read({
    path: '/finance/orders/:id',
    query: null,
    handle: async (c) => {
      const id = idIn<'order'>(c)
      const books = id ? await explainOrder(db, id) : null
      return books ? c.json(orderBooksView(books)) : missing(c)
    },
  }),
]

/** A number is that of an order; other text is looked for in what an entry is the booking of. */
const wanted = (search: string): { orderNumber?: number; source?: string } => {
  if (search === '') return {}
  return /^#?\d{1,12}$/.test(search) ? { orderNumber: Number(search.replace('#', '')) } : { source: search }
}

const changeRoutes = ({ db, clock }: AdminDeps): Route[] => [
  change({
    method: 'POST',
    path: '/finance/check',
    body: null,
    handle: async (c) => c.json(checkView(await checkBooks(db, clock.now()))),
  }),
  change({
    method: 'PUT',
    path: '/finance/time-zone',
    body: timeZoneBody,
    who: 'owner',
    handle: async (c, body) => {
      const books = booksSettings.safeParse(body)
      if (!books.success) return unfit(c, [{ path: 'timeZone', message: 'Choose a time zone from the list.' }])
      const entry = { action: 'books.time_zone', after: books.data }
      await audited(c, db, entry, async (tx) => ok(await saveSetting(tx, 'books', books.data)))
      return done(c)
    },
  }),
]

const exportRoute = ({ db }: AdminDeps, file: (typeof exportFiles)[number]): Route =>
  read({
    path: `/finance/export/${file}`,
    query: exportQuery,
    handle: async (c: Ask, { month: name, mode }) => {
      const month = await readMonth(db, name, await readTimeZone(db))
      if (!month) return missing(c)
      const label = mode === 'test' ? `${file}-test` : file
      return c.body(streamOf(writeMonth(db, file, { month, mode })), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${label}-${name}.csv"`,
      })
    },
  })
