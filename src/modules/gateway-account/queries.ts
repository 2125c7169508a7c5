import { sql } from 'kysely'

import type { Mode } from '#modules/payment'
import type { Db, Tx } from '#platform/db'
import type { GatewayAccount, GatewayCode } from './account.ts'
import { accountOf } from './store.ts'

/** Every way to pay that this shop knows, in the merchant's order, switched on or not; live before test. */
export async function readAccounts(db: Db | Tx): Promise<GatewayAccount[]> {
  const rows = await db
    .selectFrom('gateway_accounts')
    .selectAll()
    .orderBy('position')
    .orderBy('code')
    .orderBy('mode')
    .execute()
  return rows.map(accountOf)
}

export async function readAccount(db: Db | Tx, code: string, mode: Mode): Promise<GatewayAccount | null> {
  const row = await db
    .selectFrom('gateway_accounts')
    .selectAll()
    .where('code', '=', code)
    .where('mode', '=', mode)
    .executeTakeFirst()
  return row ? accountOf(row) : null
}

/**
 * Payments that are not decided yet, whose money is set aside, or of which something is on its way back: they still need
 * the gateway's keys.
 */
export async function hasOpenPayments(db: Db | Tx, gateway: string): Promise<boolean> {
  const { rows } = await sql`select from payments where gateway = ${gateway}
      and (state in ('created', 'pending', 'processing', 'authorized') or refunding_amount > 0)
    union all select from unmatched_money where gateway = ${gateway} and state = 'returning' limit 1`.execute(db)
  return rows.length > 0
}

export type AccountKey = Readonly<{ code: GatewayCode; mode: Mode }>
