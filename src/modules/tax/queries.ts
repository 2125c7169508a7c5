import type { Db, Tx } from '#platform/db'
import { taxDay } from './tax-day.ts'
import type { TaxRate } from './tax.ts'

/** A country's rates that hold there on the day of this moment, with those of its states and special places. */
export async function readTaxRates(db: Db | Tx, country: string, on: Date): Promise<TaxRate[]> {
  return db
    .selectFrom('tax_rates')
    .distinctOn(['region', 'postcode_pattern', 'class'])
    .select(['country', 'region', 'postcode_pattern as postcodePattern', 'class as taxClass'])
    .select(['starts_on as startsOn', 'name', 'rate_ppm as ratePpm'])
    .where('country', '=', country)
    .where('starts_on', '<=', taxDay(country, on))
    .orderBy('region')
    .orderBy('postcode_pattern')
    .orderBy('class')
    .orderBy('starts_on', 'desc')
    .execute()
}

/** Every rate of a country, also past and future ones, as staff see them. */
export async function listTaxRates(db: Db | Tx, country: string): Promise<TaxRate[]> {
  return db
    .selectFrom('tax_rates')
    .select(['country', 'region', 'postcode_pattern as postcodePattern', 'class as taxClass'])
    .select(['starts_on as startsOn', 'name', 'rate_ppm as ratePpm'])
    .where('country', '=', country)
    .orderBy('region')
    .orderBy('postcode_pattern')
    .orderBy('rate_ppm', 'desc')
    .orderBy('class')
    .orderBy('starts_on', 'desc')
    .execute()
}

/** The countries for which the shop knows any rate. */
export async function taxedCountries(db: Db | Tx): Promise<string[]> {
  const rows = await db.selectFrom('tax_rates').select('country').distinct().orderBy('country').execute()
  return rows.map(({ country }) => country)
}
