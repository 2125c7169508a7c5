import type { Db, Tx } from '#platform/db'
import type { TaxRate } from './tax.ts'

/** A country's rates that hold on that day, with those of its states and special places. */
export async function readTaxRates(db: Db | Tx, country: string, on: Date): Promise<TaxRate[]> {
  return db
    .selectFrom('tax_rates')
    .distinctOn(['region', 'postcode_pattern', 'class'])
    .select(['country', 'region', 'postcode_pattern as postcodePattern', 'class as taxClass'])
    .select(['starts_on as startsOn', 'name', 'rate_ppm as ratePpm'])
    .where('country', '=', country)
    .where('starts_on', '<=', on.toISOString().slice(0, 10))
    .orderBy('region')
    .orderBy('postcode_pattern')
    .orderBy('class')
    .orderBy('starts_on', 'desc')
    .execute()
}
