/** A way to pay as the merchant's screens see it. Keys are never told, only that there are some and how they end. */
export type WayToPay = {
  code: string
  mode: 'live' | 'test'
  enabled: boolean
  /** Empty: nothing has to be connected. `hint`: how a kept key ends; null when there is none. */
  fields: {
    name: string
    kind: 'secret' | 'secrets' | 'public'
    required: boolean
    value: string
    hint: string | null
  }[]
  needsKeys: boolean
  isConnected: boolean
  /** Kept keys cannot be opened: the shop's signing key is another one now. */
  isLocked: boolean
  isOnline: boolean
  captureMode: 'automatic' | 'manual'
  holdDays: number | null
  markets: string[]
  countries: string[]
  currencies: string[]
  /** Whose account the gateway said it is. */
  account: string | null
  checkedAt: string | null
  version: number
  /** Where the gateway has to send its messages; null when there are none. */
  webhookUrl: string | null
  /** Which messages it has to send. */
  webhookEvents: string[]
}

export type WaysScreen = {
  ways: WayToPay[]
  markets: { code: string; name: string }[]
  /** Where and in what the shop sells. */
  countries: string[]
  currencies: string[]
  groups: { code: string; name: string }[]
  /** Gateways outside can reach the shop only by an address that is not this machine's own. */
  isReachable: boolean
}
