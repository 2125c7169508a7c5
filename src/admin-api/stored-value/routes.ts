import { stringify } from 'csv-stringify/sync'

import { decimal } from '#kernel/money'
import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { VALUE_SETTING } from '#modules/stored-value'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, missing, read } from '../desk.ts'
import type { LiabilityRow } from '../types.ts'
import { creditRoutes } from './credit-routes.ts'
import { giftCardRoutes } from './gift-card-routes.ts'
import { dayQuery, settingsInput } from './input.ts'
import { liabilityRows, valueChoices } from './screens.ts'

export const storedValueRoutes = (deps: AdminDeps): Route[] => [
  ...giftCardRoutes(deps),
  ...creditRoutes(deps),
  ...reportRoutes(deps),
  read({
    path: '/stored-value/choices',
    query: null,
    handle: async (c) => c.json(await valueChoices(deps.db, deps.sendsMail)),
  }),
  change({
    method: 'PUT',
    path: '/stored-value/settings',
    body: settingsInput,
    handle: async (c, body) => {
      const entry = { action: 'stored_value.settings_saved', after: body }
      const saved = await audited(c, deps.db, entry, async (tx) => ok(await saveSetting(tx, VALUE_SETTING, body)))
      return saved.ok ? c.json(await valueChoices(deps.db, deps.sendsMail)) : missing(c)
    },
  }),
]

/** What the shop owes to holders of cards and credit, at the end of a day. */
const reportRoutes = ({ db, clock }: AdminDeps): Route[] => [
  read({
    path: '/stored-value/liability',
    query: dayQuery,
    handle: async (c, { on }) => c.json(await liabilityRows(db, on, clock.now())),
  }),
  read({
    path: '/stored-value/liability.csv',
    query: dayQuery,
    handle: async (c, { on }) => {
      const now = clock.now()
      const day = on ?? now.toISOString().slice(0, 10)
      return c.body(liabilityFile(day, await liabilityRows(db, on, now)), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="stored-value-${day}.csv"`,
      })
    },
  }),
]

const columns = ['day', 'kind', 'currency', 'open', 'issued', 'used', 'expired', 'changed', 'owed']

function liabilityFile(day: string, rows: readonly LiabilityRow[]): string {
  const cells = rows.map(({ holding, count, issued, used, ended, changed, owed }) => [
    day,
    holding,
    owed.currency,
    count,
    ...[issued, used, ended, changed, owed].map(decimal),
  ])
  return stringify([columns, ...cells], { bom: true, record_delimiter: 'windows', escape_formulas: false })
}
