import { readGroups } from '#modules/customer'
import { readAccount, readAccounts, type GatewayCode } from '#modules/gateway-account'
import { readMarkets } from '#modules/market'
import { refuse } from '#kernel/result'
import { ask, type Answer, type Gateway, type Mode, type PaymentMethod, type PaymentMethods } from '#modules/payment'
import type { CacheTag } from '#platform/cache-changes'
import type { Db } from '#platform/db'
import { createGateways, type GatewayParts } from './gateways.ts'
import { methodOf } from './methods.ts'

export type WaysToPay = PaymentMethods &
  Readonly<{
    /** Follows what any process changed; call it with the tags that went stale. */
    refresh: (tags: readonly CacheTag[]) => Promise<void>
    /** Are the saved keys right? Asks the gateway. */
    test: (code: GatewayCode, mode: Mode) => Promise<Answer<{ account: string; mode: Mode }>>
    close: () => void
  }>

type Parts = GatewayParts & Readonly<{ db: Db; sandbox: PaymentMethod }>

/** The shop's ways to pay from its accounts, kept fresh without a restart. One that is off still serves its old payments. */
export async function openWaysToPay({ db, sandbox, ...parts }: Parts): Promise<WaysToPay> {
  const gateways = createGateways(parts)
  const state: { offered: readonly PaymentMethod[]; byName: ReadonlyMap<string, Gateway> } = {
    offered: [],
    byName: new Map(),
  }
  const load = async (): Promise<void> => {
    const [accounts, markets, groups] = await Promise.all([readAccounts(db), readMarkets(db), readGroups(db)])
    const ways = accounts.map((account) => {
      const gateway = account.code === 'sandbox' ? gatewayIn(sandbox) : gateways.of(account)
      return { account, gateway, method: methodOf({ account, gateway, sandbox, markets, groups }) }
    })
    state.offered = ways.flatMap(({ account, method }) => (account.enabled && method ? [method] : []))
    state.byName = new Map(ways.flatMap(({ gateway }) => (gateway ? [[gateway.name, gateway] as const] : [])))
  }
  await load()
  return {
    offered: () => state.offered,
    gateway: (name) => state.byName.get(name) ?? null,
    refresh: async (tags) => {
      if (tags.includes('settings')) await load()
    },
    test: async (code, mode) => {
      const account = await readAccount(db, code, mode)
      const gateway = account && gateways.of(account)
      if (!gateway) return refuse({ code: 'refused', reason: 'There are no keys that this shop can read.' })
      return ask(() => gateway.test())
    },
    close: gateways.close,
  }
}

const gatewayIn = (method: PaymentMethod): Gateway | null => (method.kind === 'online' ? method.gateway : null)
