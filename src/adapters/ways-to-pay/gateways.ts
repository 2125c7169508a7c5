import { mollieGateway } from '#adapters/mollie'
import { paypalGateway } from '#adapters/paypal'
import { stripeGateway } from '#adapters/stripe'
import { gatewayNameOf, secretsOf, type GatewayAccount } from '#modules/gateway-account'
import type { Gateway } from '#modules/payment'
import { createOutbound, type Outbound } from '#platform/outbound/outbound'
import type { SecretBox } from '#platform/secret-box'

export type GatewayParts = Readonly<{
  box: SecretBox
  /** The shop's own address: where gateways tell of changes. */
  origin: URL
  /** Addresses of stand-ins, for tests. */
  urls: Readonly<{ stripe?: string; paypal?: string; mollie?: string }>
  /** How the way out is made; tests are less patient. */
  outbound?: typeof createOutbound
}>

type Known = { made: string; gateway: Gateway; outbound: Outbound }

/**
 * The gateways behind the accounts. One whose account has not changed stays as it is, with its token, its connections and
 * its breaker.
 */
export function createGateways(parts: GatewayParts) {
  const known = new Map<string, Known>()
  return {
    /** Null: there are no keys, or none that this shop can open. */
    of: (account: GatewayAccount): Gateway | null => {
      const name = gatewayNameOf(account)
      const made = JSON.stringify([account.sealedSecrets, account.settings])
      const before = known.get(name)
      if (before?.made === made) return before.gateway
      const outbound = (parts.outbound ?? createOutbound)({ allowPrivate: urlFor(parts, account) !== undefined })
      const gateway = gatewayFor(parts, account, outbound)
      before?.outbound.close()
      if (gateway) known.set(name, { made, gateway, outbound })
      else known.delete(name)
      return gateway
    },
    close: () => known.forEach(({ outbound }) => outbound.close()),
  }
}

function gatewayFor(parts: GatewayParts, account: GatewayAccount, outbound: Outbound): Gateway | null {
  const secrets = secretsOf(parts.box, account)
  if (!secrets) return null
  const url = urlFor(parts, account)
  const shared = { name: gatewayNameOf(account), mode: account.mode, outbound, ...(url ? { api: url } : {}) }
  const { webhookId = '', merchantId = '', clientId = '' } = account.settings
  const { apiKey = '', clientSecret = '', webhookSecrets = '' } = secrets
  if (account.code === 'stripe')
    return stripeGateway({ ...shared, apiKey, webhookSecrets: webhookSecrets.split('\n').filter(Boolean) })
  if (account.code === 'paypal') return paypalGateway({ ...shared, clientId, clientSecret, merchantId, webhookId })
  if (account.code === 'mollie') return mollieGateway({ ...shared, apiKey, webhookUrl: webhookUrl(parts, shared.name) })
  return null
}

const urlFor = ({ urls }: GatewayParts, { code }: GatewayAccount): string | undefined =>
  code === 'stripe' || code === 'paypal' || code === 'mollie' ? urls[code] : undefined

/** Mollie refuses an address that it cannot reach; without one the shop asks by itself. */
function webhookUrl({ origin, urls }: GatewayParts, name: string): string | null {
  const isReachable = origin.protocol === 'https:' || urls.mollie !== undefined
  return isReachable ? new URL(`/webhooks/${name}`, origin).href : null
}
