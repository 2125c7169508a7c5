/** What the screens of price lists are told: instants are ISO strings, ids are text, amounts minor units. */

export type ListState = 'base' | 'running' | 'scheduled' | 'ended' | 'off'

export type PriceListRow = {
  id: string
  /** Empty for a market's ordinary prices. */
  name: string
  market: string
  group: string | null
  currency: string
  state: ListState
  startsAt: string | null
  endsAt: string | null
  variants: number
}

export type PriceListEdit = {
  name: string
  groupId: string | null
  startsAt: string | null
  endsAt: string | null
  active: boolean
}

export type PriceListChoices = {
  markets: { id: string; name: string; currency: string }[]
  groups: { id: string; name: string }[]
}

/** `version` comes back with a save. */
export type PriceListScreen = PriceListEdit & {
  id: string
  version: number
  isBase: boolean
  market: string
  currency: string
  groups: PriceListChoices['groups']
}

export type TierEdit = { fromQuantity: number; amount: number }

export type ListedVariantRow = {
  variantId: string
  title: string
  variant: string
  sku: string | null
  /** What the market ordinarily asks for one; null: not for sale there. */
  ordinary: number | null
  tiers: TierEdit[]
}
