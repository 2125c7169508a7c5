import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { gatewayNameOf } from './fields.ts'
import { hasOpenPayments, type AccountKey } from './queries.ts'
import { lockAccount, writeAccount } from './store.ts'

export type RemoveKeysRefusal = { code: 'unknown_account' } | { code: 'payments_open' }

/** Forgets the keys and switches it off. Refused while payments wait that only these keys can ask about. */
export async function removeKeys(tx: Tx, { code, mode }: AccountKey): Promise<Result<null, RemoveKeysRefusal>> {
  const account = await lockAccount(tx, code, mode)
  if (!account) return refuse({ code: 'unknown_account' })
  if (await hasOpenPayments(tx, gatewayNameOf(account))) return refuse({ code: 'payments_open' })
  const nothing = { sealedSecrets: null, hints: {}, settings: {}, account: null, checkedAt: null }
  await writeAccount(tx, account, { ...nothing, enabled: false })
  return ok(null)
}
