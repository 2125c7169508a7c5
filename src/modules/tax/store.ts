import type { Tx } from '#platform/db'
import type { TaxRate } from './tax.ts'

/** Adds the rates that are not there yet; one that staff changed stays as it is. */
export async function insertRates(tx: Tx, rates: readonly TaxRate[]): Promise<void> {
  const rows = rates.map((rate) => ({
    country: rate.country,
    region: rate.region,
    postcode_pattern: rate.postcodePattern,
    class: rate.taxClass,
    starts_on: rate.startsOn,
    name: rate.name,
    rate_ppm: rate.ratePpm,
  }))
  await tx
    .insertInto('tax_rates')
    .values(rows)
    .onConflict((same) => same.doNothing())
    .execute()
}
