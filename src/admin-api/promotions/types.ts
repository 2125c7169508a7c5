import type { Money } from '#kernel/money'

/** What the screens of promotions are told: instants are ISO strings, ids are text. */

export type PromotionState = 'running' | 'scheduled' | 'ended' | 'used_up' | 'off'
export type PromotionView = 'all' | PromotionState

export type RewardEdit =
  | { kind: 'percent_items' | 'percent_order' | 'shipping'; ppm: number }
  | { kind: 'amount_items' | 'amount_each' | 'amount_order'; amounts: Record<string, number> }
  | { kind: 'buy_get'; buy: number; get: number; ppm: number; times: number | null }
  | { kind: 'cheapest_free'; buy: number; times: number | null }

export type PromotionRow = {
  id: string
  name: string
  state: PromotionState
  byCode: boolean
  priority: number
  stacks: boolean
  startsAt: string | null
  endsAt: string | null
  maxUses: number | null
  uses: number
  codes: number
}

/** Something of the catalog that can be picked; `hint` tells namesakes apart. */
export type PickedThing = {
  kind: 'product' | 'variant' | 'category' | 'collection'
  id: string
  title: string
  hint: string
}

export type PromotionEdit = {
  names: Record<string, string>
  note: string
  active: boolean
  byCode: boolean
  reward: RewardEdit
  priority: number
  stacks: boolean
  rewards: 'all' | PickedThing[]
  needs: 'all' | 'same' | PickedThing[]
  minimums: Record<string, number>
  minimumQuantity: number
  markets: 'all' | string[]
  groups: 'all' | string[]
  countries: string[]
  startsAt: string | null
  endsAt: string | null
  maxUses: number | null
  maxUsesPerCustomer: number | null
  firstOrderOnly: boolean
}

/** What can be chosen in the form of a promotion. */
export type PromotionChoices = {
  markets: { id: string; name: string; currency: string }[]
  /** Of all markets, the home market's first. */
  currencies: string[]
  languages: string[]
  countries: string[]
  groups: { id: string; name: string }[]
}

/** `version` comes back with a save. */
export type PromotionScreen = {
  id: string
  version: number
  promotion: PromotionEdit
  /** Living orders that have it. */
  uses: number
  choices: PromotionChoices
}

export type CouponEdit = {
  code: string
  active: boolean
  onlyFor: string | null
  startsAt: string | null
  endsAt: string | null
  maxUses: number | null
}

export type CouponRow = CouponEdit & { id: string; uses: number; batch: string }

export type PromotionUseRow = {
  orderId: string
  orderNumber: number | null
  code: string | null
  email: string
  at: string
  isReleased: boolean
  amount: Money | null
}
