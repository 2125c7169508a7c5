import { startMarkets } from '#modules/market'
import { startPriceLists } from '#modules/pricing'
import { startShipping } from '#modules/shipping'
import { ensureOwner, makeOwnerLink } from '#modules/staff'
import { seedTaxRates } from '#modules/tax'
import { ok } from '#kernel/result'
import type { Config } from './platform/config.ts'
import { command, type Db } from './platform/db.ts'

/** Gives a new shop what it cannot be without: markets, tax rates, ways to ship. What is there stays as it is. */
export async function startShop(db: Db): Promise<void> {
  await command(db, async (tx) => {
    await startMarkets(tx)
    await startPriceLists(tx)
    await seedTaxRates(tx)
    await startShipping(tx)
    return ok(null)
  })
}

/**
 * Makes the owner that the settings name. Answers the token of the one-time link while the shop has no owner, else null.
 * @throws Error when the password of the settings is too weak.
 */
export async function startOwner(db: Db, owner: Config['owner']): Promise<string | null> {
  if (owner) {
    const made = await command(db, (tx) => ensureOwner(tx, owner))
    if (!made.ok)
      throw new Error(`STOA_OWNER_PASSWORD is too easy to guess (${made.refusal.code}). Choose a longer one.`)
    return null
  }
  const link = await command(db, async (tx) => ok(await makeOwnerLink(tx)))
  return link.ok ? link.value : null
}
