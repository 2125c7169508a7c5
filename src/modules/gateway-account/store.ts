import { sql, type Selectable } from 'kysely'
import { z } from 'zod'

import type { Mode } from '#modules/payment'
import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import type { GatewayAccounts } from '#platform/tables'
import type { GatewayAccount, GatewayCode } from './account.ts'

const texts = z.record(z.string(), z.string())

export const accountOf = (row: Selectable<GatewayAccounts>): GatewayAccount => ({
  code: row.code as GatewayCode,
  mode: row.mode as Mode,
  enabled: row.enabled,
  sealedSecrets: row.secrets,
  hints: texts.parse(row.hints),
  settings: texts.parse(row.settings),
  captureMode: row.capture_mode === 'manual' ? 'manual' : 'automatic',
  holdDays: row.hold_days,
  markets: row.markets,
  countries: row.countries,
  currencies: row.currencies,
  position: row.position,
  account: row.account,
  checkedAt: row.checked_at,
  version: row.version,
})

declare const locked: unique symbol
/** Only `lockAccount` makes one: no lock, no write. */
export type LockedAccount = GatewayAccount & { readonly [locked]: true }

export async function lockAccount(tx: Tx, code: GatewayCode, mode: Mode): Promise<LockedAccount | null> {
  const row = await tx
    .selectFrom('gateway_accounts')
    .selectAll()
    .where('code', '=', code)
    .where('mode', '=', mode)
    .forUpdate()
    .executeTakeFirst()
  return row ? (accountOf(row) as LockedAccount) : null
}

/** Writes it back as it is now; every process offers it so within a second. */
export async function writeAccount(tx: Tx, account: LockedAccount, changes: Partial<GatewayAccount>): Promise<void> {
  const after = { ...account, ...changes }
  await tx
    .updateTable('gateway_accounts')
    .set({
      enabled: after.enabled,
      secrets: after.sealedSecrets,
      hints: JSON.stringify(after.hints),
      settings: JSON.stringify(after.settings),
      capture_mode: after.captureMode,
      hold_days: after.holdDays,
      markets: [...after.markets],
      countries: [...after.countries],
      currencies: [...after.currencies],
      position: after.position,
      account: after.account,
      checked_at: after.checkedAt,
      version: account.version + 1,
      updated_at: sql`now()`,
    })
    .where('code', '=', account.code)
    .where('mode', '=', account.mode)
    .execute()
  await markStale(tx, ['settings'])
}

export async function writePosition(tx: Tx, code: GatewayCode, position: number): Promise<void> {
  await tx.updateTable('gateway_accounts').set({ position }).where('code', '=', code).execute()
}
