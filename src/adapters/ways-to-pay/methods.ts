import { toMollie } from '#adapters/mollie'
import { bankTransfer, cashOnDelivery, invoice } from '#adapters/offline'
import { toPaypal } from '#adapters/paypal'
import { toStripe } from '#adapters/stripe'
import type { Money } from '#kernel/money'
import type { CustomerGroup } from '#modules/customer'
import { gatewayNameOf, isOfferedTo, type GatewayAccount } from '#modules/gateway-account'
import type { Market } from '#modules/market'
import type { Gateway, PaymentMethod } from '#modules/payment'

/** How long a shopper has on a gateway's page: shorter than the page lives, longer than a search for the wallet. */
const HOLD_MINUTES = 45

type Parts = Readonly<{
  account: GatewayAccount
  gateway: Gateway | null
  sandbox: PaymentMethod
  markets: readonly Market[]
  groups: readonly CustomerGroup[]
}>

/** An account as a way to pay, for those whom the merchant offers it to. Null: its keys are missing. */
export function methodOf(parts: Parts): PaymentMethod | null {
  const { account, markets } = parts
  const method = plainMethod(parts)
  if (!method) return null
  const codes = account.markets
  const marketCountries =
    codes.length === 0 ? null : markets.filter(({ code }) => codes.includes(code)).flatMap(({ countries }) => countries)
  const { countries, currencies } = account
  return {
    ...method,
    offeredTo: (facts) => isOfferedTo({ countries, currencies, marketCountries }, facts) && method.offeredTo(facts),
  }
}

function plainMethod({ account, gateway, sandbox, groups }: Parts): PaymentMethod | null {
  const { code, holdDays } = account
  switch (code) {
    case 'sandbox':
      return sandbox.kind === 'online' ? { ...sandbox, capture: account.captureMode } : sandbox
    case 'bank_transfer':
      return bankTransfer(holdDays)
    case 'cash_on_delivery':
      return cashOnDelivery(holdDays)
    case 'invoice':
      return invoice({ holdDays, ...termsOf(account, groups) })
    default:
      return (
        gateway && {
          kind: 'online',
          code: gatewayNameOf(account),
          gateway,
          holdMinutes: HOLD_MINUTES,
          capture: account.captureMode,
          offeredTo: ({ total }) => canTake[code](total),
        }
      )
  }
}

/** Who may pay by invoice, and how long they have. A group that is no more lets nobody in. */
function termsOf({ settings }: GatewayAccount, groups: readonly CustomerGroup[]) {
  const codes = (settings['groups'] ?? '').split(',').flatMap((code) => code.trim() || [])
  const chosen = groups.filter(({ code }) => codes.includes(code)).map(({ id }) => id)
  const days = Number(settings['payDays'] ?? '')
  return { groups: codes.length === 0 ? null : chosen, payWithinDays: days > 0 ? days : null }
}

/** A sum that the gateway cannot take to the last unit is not offered to it. */
const canTake: Record<'stripe' | 'paypal' | 'mollie', (total: Money) => boolean> = {
  stripe: (total) => toStripe(total) !== null,
  paypal: (total) => toPaypal(total) !== null,
  mollie: (total) => toMollie(total) !== null,
}
