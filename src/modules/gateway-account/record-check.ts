import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { AccountKey } from './queries.ts'
import { lockAccount, writeAccount } from './store.ts'

/** Remembers whose account a tested connection leads to. */
export async function recordCheck(
  tx: Tx,
  { code, mode, account: name, now }: AccountKey & { account: string; now: Date },
): Promise<Result<null, { code: 'unknown_account' }>> {
  const account = await lockAccount(tx, code, mode)
  if (!account) return refuse({ code: 'unknown_account' })
  await writeAccount(tx, account, { account: name.slice(0, 200), checkedAt: now })
  return ok(null)
}
