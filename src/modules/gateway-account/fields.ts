import type { Mode } from '#modules/payment'
import type { GatewayCode } from './account.ts'

/** secret: write-only, kept sealed. secrets: several, one in each line. public: shown again. */
export type FieldKind = 'secret' | 'secrets' | 'public'

export type AccountField = Readonly<{
  name: string
  kind: FieldKind
  /** Without it the gateway cannot be switched on. */
  required: boolean
  /** How a key of this mode looks; a key of the other mode must not get in. */
  looksLike: Readonly<Record<Mode, RegExp>>
}>

const groupCodes = /^[a-z0-9-]{1,60}(?:\s*,\s*[a-z0-9-]{1,60}){0,30}$/
const anyText = { live: /^\S{4,300}$/, test: /^\S{4,300}$/ }

const fields: Record<GatewayCode, readonly AccountField[]> = {
  stripe: [
    {
      name: 'apiKey',
      kind: 'secret',
      required: true,
      looksLike: { live: /^[sr]k_live_\w{4,250}$/, test: /^[sr]k_test_\w{4,250}$/ },
    },
    {
      name: 'webhookSecrets',
      kind: 'secrets',
      required: true,
      looksLike: { live: /^whsec_[\w+/=-]{8,250}$/, test: /^whsec_[\w+/=-]{8,250}$/ },
    },
  ],
  paypal: [
    { name: 'clientId', kind: 'public', required: true, looksLike: anyText },
    { name: 'clientSecret', kind: 'secret', required: true, looksLike: anyText },
    {
      name: 'merchantId',
      kind: 'public',
      required: true,
      looksLike: { live: /^[2-9A-HJ-NP-Z]{13}$/, test: /^[2-9A-HJ-NP-Z]{13}$/ },
    },
    {
      name: 'webhookId',
      kind: 'public',
      required: true,
      looksLike: { live: /^[A-Za-z0-9-]{1,50}$/, test: /^[A-Za-z0-9-]{1,50}$/ },
    },
  ],
  mollie: [
    {
      name: 'apiKey',
      kind: 'secret',
      required: true,
      looksLike: { live: /^live_\w{20,100}$/, test: /^test_\w{20,100}$/ },
    },
  ],
  sandbox: [],
  bank_transfer: [],
  cash_on_delivery: [],
  invoice: [
    // Codes of customer groups, with commas; nothing: everybody.
    { name: 'groups', kind: 'public', required: false, looksLike: { live: groupCodes, test: groupCodes } },
    { name: 'payDays', kind: 'public', required: false, looksLike: { live: /^\d{1,3}$/, test: /^\d{1,3}$/ } },
  ],
}

/** What the merchant fills in. Ways to pay that need no account have rules at most. */
export const accountFields = (code: GatewayCode): readonly AccountField[] => fields[code]

export const needsKeys = (code: GatewayCode): boolean => fields[code].some(({ required }) => required)

/** What payments and webhooks know it by: `stripe`, and `stripe_test` for the test mode. */
export const gatewayNameOf = ({ code, mode }: { code: GatewayCode; mode: Mode }): string =>
  code !== 'sandbox' && mode === 'test' ? `${code}_test` : code
