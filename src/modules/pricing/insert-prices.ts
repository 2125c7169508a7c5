import type { Tx } from '#platform/db'
import type { PriceInput } from './price.ts'
import { upsertPrices } from './store.ts'

/** First prices of variants that nobody has seen yet, as many as one likes: without checks and without an event each. */
export async function insertPrices(tx: Tx, prices: readonly PriceInput[]): Promise<void> {
  await upsertPrices(tx, prices)
}
