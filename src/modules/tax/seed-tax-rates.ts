import type { Tx } from '#platform/db'
import { knownRates } from './known-rates.ts'
import { insertRates } from './store.ts'

/** Gives the shop the tax rates we know, once; a new release adds those that have come since. */
export async function seedTaxRates(tx: Tx): Promise<void> {
  await insertRates(tx, knownRates)
}
