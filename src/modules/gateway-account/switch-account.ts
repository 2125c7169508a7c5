import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { needsKeys } from './fields.ts'
import type { AccountKey } from './queries.ts'
import { lockAccount, writeAccount } from './store.ts'

export type SwitchAccountRefusal = { code: 'unknown_account' } | { code: 'not_connected' }

/** Offers a way to pay, or no longer. Test and live are never offered at once: the one that goes on puts the other off. */
export async function switchAccount(
  tx: Tx,
  { code, mode, enabled }: AccountKey & { enabled: boolean },
): Promise<Result<null, SwitchAccountRefusal>> {
  // Always in the same order, so that two who switch at once wait for each other.
  const live = await lockAccount(tx, code, 'live')
  const test = await lockAccount(tx, code, 'test')
  const [account, other] = mode === 'live' ? [live, test] : [test, live]
  if (!account) return refuse({ code: 'unknown_account' })
  if (enabled && needsKeys(code) && account.sealedSecrets === null) return refuse({ code: 'not_connected' })
  if (enabled && other?.enabled) await writeAccount(tx, other, { enabled: false })
  if (account.enabled !== enabled) await writeAccount(tx, account, { enabled })
  return ok(null)
}
