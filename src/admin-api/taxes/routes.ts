import { z } from 'zod'

import { never, ok, refuse, type Result } from '#kernel/result'
import { readKnownMarkets } from '#modules/market'
import {
  isInUnion,
  listTaxRates,
  readTaxSettings,
  removeTaxRate,
  saveTaxRate,
  saveTaxSettings,
  TAX_SETTINGS,
  taxClasses,
  taxedCountries,
  taxSettings,
  type SaveTaxSettingsRefusal,
  type TaxRate,
  type TaxSettings,
} from '#modules/tax'
import type { Db, Tx } from '#platform/db'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, done, read, refused, unfit } from '../desk.ts'
import type { TaxRateView, TaxScreen } from './types.ts'

const country = z.string().regex(/^[A-Z]{2}$/, 'Please choose a country')
const form = taxSettings.extend({ country, vatId: z.string().trim().max(40, 'That is too long') })

const key = {
  country,
  region: z.string().max(80),
  postcodePattern: z.string().max(200),
  taxClass: z.enum(taxClasses),
  startsOn: z.iso.date('Please choose a day'),
}
const rateForm = z.strictObject({
  ...key,
  name: z.string().trim().min(1, 'How is it called?').max(40, 'That is too long'),
  percent: z
    .string()
    .trim()
    .regex(/^(100|\d{1,2}([.,]\d{1,4})?)$/, 'A percentage looks like 19 or 8.875'),
})

const wrongWith = {
  no_such_class: ['taxClass', 'There is no such class'],
  not_a_rate: ['percent', 'This is no rate'],
  not_a_pattern: ['postcodePattern', 'This is no pattern of postcodes'],
} as const

/** What the shop charges, and when it does not. */
export const taxRoutes = ({ db }: AdminDeps): Route[] => [
  read({ path: '/taxes', query: null, handle: async (c) => c.json(await readScreen(db)) }),
  read({
    path: '/taxes/rates',
    query: z.object({ country }),
    handle: async (c, { country: of }) => c.json((await listTaxRates(db, of)).map(viewOf)),
  }),
  change({
    method: 'PUT',
    path: '/taxes/settings',
    body: z.strictObject({ version: z.string().max(40), settings: form }),
    handle: async (c, { version, settings }) => {
      const before = await readTaxSettings(db)
      const saved = await audited(c, db, { action: 'settings.tax_saved', before, after: settings }, (tx) =>
        saveAt(tx, version, settings),
      )
      if (saved.ok) return c.json(await readScreen(db))
      if (saved.refusal.code === 'changed_meanwhile')
        return refused(c, saved.refusal, 'Somebody has changed this while you were at it. Please reload.')
      return unfit(c, [{ path: 'settings.vatId', message: explain(saved.refusal) }])
    },
  }),
  change({
    method: 'PUT',
    path: '/taxes/rates',
    body: rateForm,
    handle: async (c, { percent, ...rate }) => {
      const wanted: TaxRate = { ...rate, ratePpm: ppmOf(percent) }
      const saved = await audited(c, db, { action: 'tax.rate_saved', after: wanted }, (tx) => saveTaxRate(tx, wanted))
      if (saved.ok) return done(c)
      const [path, message] = wrongWith[saved.refusal.code]
      return unfit(c, [{ path, message }])
    },
  }),
  change({
    method: 'DELETE',
    path: '/taxes/rates',
    body: z.strictObject(key),
    handle: async (c, gone) => {
      await audited(c, db, { action: 'tax.rate_removed', before: gone }, (tx) => removeTaxRate(tx, gone))
      return done(c)
    },
  }),
]

async function readScreen(db: Db): Promise<TaxScreen> {
  const [settings, version, known, markets] = await Promise.all([
    readTaxSettings(db),
    versionOf(db),
    taxedCountries(db),
    readKnownMarkets(db),
  ])
  const countries = [...new Set([...known, ...markets.flatMap((market) => market.countries)])].toSorted()
  return { settings, version, union: countries.filter(isInUnion), countries }
}

async function versionOf(db: Db | Tx): Promise<string> {
  const row = await db.selectFrom('settings').select('updated_at').where('key', '=', TAX_SETTINGS).executeTakeFirst()
  return row?.updated_at.toISOString() ?? ''
}

type SaveRefusal = SaveTaxSettingsRefusal | { code: 'changed_meanwhile' }

async function saveAt(tx: Tx, version: string, settings: TaxSettings): Promise<Result<null, SaveRefusal>> {
  await tx.selectFrom('settings').select('key').where('key', '=', TAX_SETTINGS).forUpdate().execute()
  if ((await versionOf(tx)) !== version) return refuse({ code: 'changed_meanwhile' })
  const saved = await saveTaxSettings(tx, settings)
  return saved.ok ? ok(null) : saved
}

function explain({ code }: SaveTaxSettingsRefusal): string {
  switch (code) {
    case 'not_a_vat_id':
      return 'This cannot be a VAT ID: please check its letters and digits'
    case 'vat_id_of_another_country':
      return 'This VAT ID is of another country than the one you send from'
    default:
      return never(code)
  }
}

/** `8,875` → 88750, without any rounding. */
function ppmOf(percent: string): number {
  const [whole = '', rest = ''] = percent.split(/[.,]/)
  return Number(whole + rest.padEnd(4, '0'))
}

const viewOf = ({ ratePpm, ...rate }: TaxRate): TaxRateView => ({ ...rate, percent: String(ratePpm / 10_000) })
