import { readGroups } from '#modules/customer'
import {
  accountFields,
  gatewayNameOf,
  needsKeys,
  readAccounts,
  secretsOf,
  type GatewayAccount,
  type GatewayCode,
} from '#modules/gateway-account'
import { readKnownMarkets } from '#modules/market'
import type { AdminDeps } from '../deps.ts'
import type { WaysScreen, WayToPay } from '../types.ts'

type Deps = Pick<AdminDeps, 'db' | 'origin' | 'secretBox'>

/** All ways to pay with what staff may know of them. */
export async function readWays(deps: Deps): Promise<WaysScreen> {
  const [accounts, markets, groups] = await Promise.all([
    readAccounts(deps.db),
    readKnownMarkets(deps.db),
    readGroups(deps.db),
  ])
  return {
    ways: accounts.map((account) => wayOf(deps, account)),
    markets: markets.map(({ code, name }) => ({ code, name })),
    countries: [...new Set(markets.flatMap(({ countries }) => countries))].toSorted(),
    currencies: [...new Set(markets.map(({ currency }) => currency))].toSorted(),
    groups: groups.map(({ code, name }) => ({ code, name })),
    isReachable: deps.origin.protocol === 'https:',
  }
}

function wayOf({ origin, secretBox }: Deps, account: GatewayAccount): WayToPay {
  const { code, mode, hints, settings } = account
  const hasMessages = needsKeys(code)
  return {
    code,
    mode,
    enabled: account.enabled,
    fields: accountFields(code).map(({ name, kind, required }) => ({
      name,
      kind,
      required,
      value: kind === 'public' ? (settings[name] ?? '') : '',
      hint: hints[name] ?? null,
    })),
    needsKeys: needsKeys(code),
    isConnected: !needsKeys(code) || account.sealedSecrets !== null,
    isLocked: account.sealedSecrets !== null && secretsOf(secretBox, account) === null,
    isOnline: needsKeys(code) || code === 'sandbox',
    captureMode: account.captureMode,
    holdDays: account.holdDays,
    markets: [...account.markets],
    countries: [...account.countries],
    currencies: [...account.currencies],
    account: account.account,
    checkedAt: account.checkedAt?.toISOString() ?? null,
    version: account.version,
    webhookUrl: hasMessages ? new URL(`/webhooks/${gatewayNameOf(account)}`, origin).href : null,
    webhookEvents: events[code] ?? [],
  }
}

/** Mollie is told the address with each payment and sends what there is. */
const events: Partial<Record<GatewayCode, string[]>> = {
  stripe: [
    'checkout.session.completed',
    'checkout.session.expired',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'payment_intent.succeeded',
    'payment_intent.canceled',
    'payment_intent.amount_capturable_updated',
    'charge.refunded',
    'refund.updated',
    'refund.failed',
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
  ],
  paypal: [
    'CHECKOUT.ORDER.APPROVED',
    'PAYMENT.AUTHORIZATION.CREATED',
    'PAYMENT.AUTHORIZATION.VOIDED',
    'PAYMENT.CAPTURE.COMPLETED',
    'PAYMENT.CAPTURE.DENIED',
    'PAYMENT.CAPTURE.PENDING',
    'PAYMENT.CAPTURE.REFUNDED',
    'PAYMENT.REFUND.FAILED',
    'CUSTOMER.DISPUTE.CREATED',
    'CUSTOMER.DISPUTE.RESOLVED',
  ],
}
