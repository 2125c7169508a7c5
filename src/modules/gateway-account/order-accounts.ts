import { ok, type Result } from '#kernel/result'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import type { GatewayCode } from './account.ts'
import { writePosition } from './store.ts'

/** Shoppers see the ways to pay in this order; one that is not named keeps its place. */
export async function orderAccounts(tx: Tx, codes: readonly GatewayCode[]): Promise<Result<null, never>> {
  for (const [index, code] of [...new Set(codes)].entries()) await writePosition(tx, code, index + 1)
  await markStale(tx, ['settings'])
  return ok(null)
}
